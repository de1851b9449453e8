// The actions as a plain LSP client uses them: executeCommand, progress, applyEdit, code actions.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
	type ApplyWorkspaceEditParams,
	ApplyWorkspaceEditRequest,
	CancellationTokenSource,
	type ClientCapabilities,
	CodeAction,
	CodeActionRequest,
	ExecuteCommandRequest,
	LSPErrorCodes,
	type ProgressToken,
	ResponseError,
	ShowMessageNotification,
	WorkDoneProgress,
	type WorkDoneProgressBegin,
	WorkDoneProgressCancelNotification,
	WorkDoneProgressCreateRequest,
	type WorkDoneProgressEnd,
	type WorkDoneProgressReport,
} from "vscode-languageserver-protocol/node";
import { type Action, actionCommand, actions } from "../../server/protocol/action";
import { runEventsNotification } from "../../server/protocol/runs";
import { type TestServer, tinySettings, useServer } from "../support/connect";
import { cart, fix, fixedSumPrices, longWinded } from "../support/runs";

const modern: ClientCapabilities = {
	window: { workDoneProgress: true },
	workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } },
};
const range = { start: { line: 2, character: 0 }, end: { line: 8, character: 1 } };

interface Seen {
	readonly edits: ApplyWorkspaceEditParams[];
	readonly progress: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[];
	readonly messages: string[];
	readonly uri: string;
	readonly result: unknown;
}

interface Execution {
	readonly instruction?: string;
	/** What the client says to an edit. */
	readonly isApplied?: boolean;
	/** Called when the model begins to think, with the token of the progress that says so. */
	readonly onThinking?: (token: ProgressToken) => void;
	readonly workDoneToken?: string;
	readonly cancel?: CancellationTokenSource;
}

/** Executes an action as an editor does that knows nothing of the server's own messages. */
async function execute(server: TestServer, action: Action, execution: Execution = {}): Promise<Seen> {
	const { connection } = server;
	const { cancel, instruction, isApplied = true, onThinking, workDoneToken } = execution;
	const seen: Omit<Seen, "result" | "uri"> = { edits: [], progress: [], messages: [] };
	const watch = (token: ProgressToken) =>
		connection.onProgress(WorkDoneProgress.type, token, (progress) => {
			seen.progress.push(progress);
			if (progress.kind === "report" && progress.message?.startsWith("Thinking")) onThinking?.(token);
		});
	connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => void watch(token));
	if (workDoneToken) watch(workDoneToken);
	connection.onRequest(ApplyWorkspaceEditRequest.type, (params) => {
		seen.edits.push(params);
		return { applied: isApplied, ...(!isApplied && { failureReason: "read-only" }) };
	});
	connection.onNotification(ShowMessageNotification.type, ({ message }) => void seen.messages.push(message));
	const uri = await server.openNew("typescript", cart);
	const result: unknown = await connection.sendRequest(
		ExecuteCommandRequest.type,
		{
			command: actionCommand(action),
			arguments: [{ uri, range, ...(instruction && { instruction }) }],
			...(workDoneToken && { workDoneToken }),
		},
		cancel?.token,
	);
	return { ...seen, uri, result };
}

function isError(code: number, message: RegExp) {
	return (error: unknown) => error instanceof ResponseError && error.code === code && message.test(error.message);
}

suite("a command", () => {
	const server = useServer({ capabilities: modern });

	test("is offered for each action", () => {
		const { commands = [] } = server().initializeResult?.capabilities.executeCommandProvider ?? {};
		assert.deepEqual(
			actions.map(actionCommand).filter((command) => !commands.includes(command)),
			[],
		);
	});

	test("ends in an edit of the document's version", async () => {
		const { edits, result, uri } = await execute(server(), "fix");
		assert.equal(result, null);
		assert.deepEqual(
			edits.map(({ edit }) => edit),
			[
				{
					documentChanges: [
						{ textDocument: { uri, version: 1 }, edits: [{ range, newText: fixedSumPrices.join("\n") }] },
					],
				},
			],
		);
	});

	test("shows progress on a token that the server asks for", async () => {
		const { progress } = await execute(server(), "fix", longWinded);
		const [begin, ...others] = progress;
		assert.deepEqual(begin, { kind: "begin", title: "Rationale: Fix", cancellable: true });
		assert.deepEqual(others.at(-1), { kind: "end" });
		assert.ok(others.some((it) => it.kind === "report" && /^Thinking, \d+ tokens$/.test(it.message ?? "")));
	});

	test("shows progress on the client's own token", async () => {
		const { progress } = await execute(server(), "fix", { workDoneToken: "mine" });
		assert.deepEqual(
			progress.map(({ kind }) => kind).filter((kind) => kind !== "report"),
			["begin", "end"],
		);
		assert.ok(progress.length > 2);
	});

	test("sends none of the server's own events", async () => {
		let count = 0;
		server().connection.onNotification(runEventsNotification, () => void count++);
		await execute(server(), "fix");
		assert.equal(count, 0);
	});

	test("explains in its result and in a message", async () => {
		const { edits, messages, result } = await execute(server(), "explain");
		assert.equal(edits.length, 0);
		assert.ok(typeof result === "string" && /sumPrices/.test(result), String(result));
		assert.deepEqual(messages, [result]);
	});

	test("makes a new file for tests, and never takes the place of one", async () => {
		const { edits, result, uri } = await execute(server(), "tests");
		const created = uri.replace(/\.ts$/, ".test.ts");
		const start = { line: 0, character: 0 };
		assert.deepEqual(edits[0]?.edit.documentChanges, [
			{ kind: "create", uri: created, options: { overwrite: false, ignoreIfExists: false } },
			{
				textDocument: { uri: created, version: null },
				edits: [{ range: { start, end: start }, newText: result }],
			},
		]);
	});

	test("completes at the end of the range that it is given", async () => {
		const { connection } = server();
		const edits: ApplyWorkspaceEditParams[] = [];
		connection.onRequest(WorkDoneProgressCreateRequest.type, () => {});
		connection.onRequest(ApplyWorkspaceEditRequest.type, (params) => {
			edits.push(params);
			return { applied: true };
		});
		const uri = await server().openNew("typescript", fixedSumPrices.join("\n").replace("return total", "return "));
		const cursor = { line: 5, character: 9 };
		const params = { uri, range: { start: cursor, end: cursor } };
		const command = actionCommand("complete");
		await connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: [params] });
		const [change] = edits[0]?.edit.documentChanges ?? [];
		assert.ok(change && "edits" in change && change.edits[0] && "newText" in change.edits[0]);
		assert.equal(change.edits[0].newText, fixedSumPrices.join("\n"));
	});

	test("says when the editor does not apply the edit", async () => {
		await assert.rejects(
			execute(server(), "fix", { isApplied: false }),
			isError(LSPErrorCodes.RequestFailed, /did not apply the edit: read-only/),
		);
	});

	test("is cancelled with the request", async () => {
		const cancel = new CancellationTokenSource();
		await assert.rejects(
			execute(server(), "fix", { ...longWinded, cancel, onThinking: () => cancel.cancel() }),
			isError(LSPErrorCodes.RequestCancelled, /cancelled/),
		);
	});

	test("is cancelled with its progress", async () => {
		const onThinking = (token: ProgressToken) =>
			void server().connection.sendNotification(WorkDoneProgressCancelNotification.type, { token });
		await assert.rejects(
			execute(server(), "fix", { ...longWinded, onThinking }),
			isError(LSPErrorCodes.RequestCancelled, /stopped/),
		);
	});

	test("says what is wrong with its arguments", async () => {
		const send = (command: string, ...args: unknown[]) =>
			server().connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
		const { selection } = fix;
		const fails = (message: RegExp) => isError(LSPErrorCodes.RequestFailed, message);
		await assert.rejects(send(actionCommand("fix")), fails(/takes one argument/));
		await assert.rejects(send(actionCommand("fix"), { uri: "file:///a.ts" }), fails(/takes one argument/));
		await assert.rejects(send(actionCommand("fix"), { uri: "file:///a.ts", range: selection }), fails(/not open/));
		await assert.rejects(send("rationale.server.sing", {}), fails(/no command/));
	});

	test("says how to set a model where there is none", async () => {
		await server().configure({});
		await assert.rejects(execute(server(), "fix"), isError(LSPErrorCodes.RequestFailed, /rationale\.model\.path/));
		await server().configure(tinySettings);
	});
});

suite("a command of a simple client", () => {
	const server = useServer();

	test("ends in an edit without a version, and without progress", async () => {
		const { edits, progress, uri } = await execute(server(), "fix");
		assert.deepEqual(edits[0]?.edit, { changes: { [uri]: [{ range, newText: fixedSumPrices.join("\n") }] } });
		assert.deepEqual(progress, []);
	});

	test("gives tests as its result where the client cannot make files", async () => {
		const { edits, messages, result } = await execute(server(), "tests");
		assert.equal(edits.length, 0);
		assert.match(String(result), /sumPrices/);
		assert.match(messages.join(), /cannot make files/);
	});
});

suite("code actions", () => {
	const server = useServer({ capabilities: modern });
	const diagnostic = {
		range: { start: { line: 5, character: 4 }, end: { line: 5, character: 9 } },
		message: "Object is possibly undefined.",
	};

	async function offered(only?: string[], at = diagnostic.range): Promise<CodeAction[]> {
		const uri = await server().openNew("typescript", cart);
		const context = { diagnostics: [diagnostic], ...(only && { only }) };
		const params = { textDocument: { uri }, range: at, context };
		const found = (await server().connection.sendRequest(CodeActionRequest.type, params)) ?? [];
		return found.flatMap((it) => (CodeAction.is(it) ? it : []));
	}

	test("offer Fix for a diagnostic, and nothing else unasked", async () => {
		const [action, ...others] = await offered();
		assert.equal(others.length, 0);
		assert.equal(action?.title, "Fix with Rationale");
		assert.equal(action?.kind, "quickfix");
		assert.deepEqual(action?.diagnostics, [diagnostic]);
		const { start } = diagnostic.range;
		const [argument] = action?.command?.arguments ?? [];
		assert.deepEqual(argument, { uri: argument.uri, range: { start, end: start }, diagnostics: [diagnostic] });
	});

	test("keep a selection of several lines", async () => {
		const [action] = await offered(undefined, range);
		assert.deepEqual(action?.command?.arguments?.[0]?.range, range);
	});

	test("offer others only to who asks for their kind", async () => {
		const titles = async (only: string) => (await offered([only])).map(({ title }) => title);
		assert.deepEqual(await titles("refactor"), ["Refactor with Rationale", "Document with Rationale"]);
		assert.deepEqual(await titles("refactor.rewrite"), ["Refactor with Rationale", "Document with Rationale"]);
		assert.deepEqual(await titles("rationale.explain"), ["Explain with Rationale"]);
		assert.deepEqual(await titles("quickfix"), ["Fix with Rationale"]);
		assert.deepEqual(await titles("source"), []);
	});

	test("lead to the fix of the function around the diagnostic", async () => {
		const [action] = await offered();
		const edits: ApplyWorkspaceEditParams[] = [];
		server().connection.onRequest(WorkDoneProgressCreateRequest.type, () => {});
		server().connection.onRequest(ApplyWorkspaceEditRequest.type, (params) => {
			edits.push(params);
			return { applied: true };
		});
		const { arguments: args, command } = action?.command ?? assert.fail();
		await server().connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args ?? [] });
		const [change] = edits[0]?.edit.documentChanges ?? [];
		assert.ok(change && "edits" in change && change.edits[0] && "newText" in change.edits[0]);
		assert.equal(change.edits[0].range.start.line, 2);
	});
});
