// Inline completions as an editor asks for them, over stdio, with the real engine.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
	CancellationTokenSource,
	ExecuteCommandRequest,
	InlineCompletionRequest,
	LSPErrorCodes,
	type ResponseError,
} from "vscode-languageserver-protocol/node";
import { unloadModelRequest } from "../../server/protocol/model";
import { stopRunRequest } from "../../server/protocol/runs";
import { Automatic, ask, askAt, counters, Invoked, marked, sum, textOf } from "../support/completions";
import { tinySettings, useServer } from "../support/connect";
import { ended, longWinded, startRun, startThinking } from "../support/runs";

for (const prompt of ["auto", "fim"] as const) {
	suite(`ghost text, asked for by ${prompt}`, () => {
		const server = useServer({ settings: { ...tinySettings, completion: { prompt } } });

		test("goes on from the cursor", async () => {
			const [item, ...others] = await ask(server(), sum);
			assert.equal(item?.insertText, "al;");
			const { position } = marked(sum);
			assert.deepEqual(item.range, { start: position, end: position });
			assert.deepEqual(others, []);
		});

		test("keeps CRLF out of the way", async () => {
			assert.deepEqual(textOf(await ask(server(), sum.replaceAll("\n", "\r\n"))), ["al;"]);
		});

		test("stays while the user types what it says, without asking the model", async () => {
			const { position, text } = marked(sum);
			const uri = await server().openNew("typescript", text);
			assert.deepEqual(textOf(await askAt(server(), uri, position)), ["al;"]);
			const { requests, shown } = counters(server());
			const range = { start: position, end: position };
			await server().change(uri, 2, [{ range, text: "a" }]);
			const typed = { ...position, character: position.character + 1 };
			assert.deepEqual(textOf(await askAt(server(), uri, typed)), ["l;"]);
			assert.equal(counters(server()).requests, requests);
			assert.equal(counters(server()).shown, shown);
		});

		test("reads little of a prompt of which the cache has the rest", async () => {
			const { position, text } = marked(sum.replace("tot│", "│"));
			const uri = await server().openNew("typescript", text);
			await askAt(server(), uri, position);
			const before = counters(server());
			const range = { start: position, end: position };
			await server().change(uri, 2, [{ range, text: "i" }]);
			await askAt(server(), uri, { ...position, character: position.character + 1 });
			const after = counters(server());
			assert.equal(after.requests, before.requests + 1);
			const evaluated = after.evaluatedTokens - before.evaluatedTokens;
			assert.ok(evaluated > 0 && evaluated <= 12, String(evaluated));
		});
	});
}

suite("inline completions", () => {
	const server = useServer();

	test("are offered to every client", () => {
		assert.ok(server().initializeResult?.capabilities.inlineCompletionProvider);
	});

	test("say by a command that they were accepted, which counts once", async () => {
		const [item] = await ask(server(), sum);
		assert.ok(item?.command);
		const { accepted } = counters(server());
		const { arguments: args = [], command } = item.command;
		for (let count = 0; count < 2; count++) {
			await server().connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
		}
		assert.equal(counters(server()).accepted, accepted + 1);
	});

	test("that are cancelled answer so, and the model stops", async () => {
		const { position, text } = marked("export function sumAll(values: number[]): number {\n│\n");
		const uri = await server().openNew("typescript", text);
		const source = new CancellationTokenSource();
		const context = { triggerKind: Automatic };
		const params = { textDocument: { uri }, position, context };
		const answer = server().connection.sendRequest(InlineCompletionRequest.type, params, source.token);
		source.cancel();
		await assert.rejects(answer, (error: ResponseError) => error.code === LSPErrorCodes.RequestCancelled);
	});

	test("come several at once when they are asked for again", async () => {
		const code = "export function joinNames(names: string[]): string {\n  const text = │\n}\n";
		const { position, text } = marked(code);
		const uri = await server().openNew("typescript", text);
		const first = await askAt(server(), uri, position, { kind: Invoked });
		assert.equal(first.length, 1);
		const all = await askAt(server(), uri, position, { kind: Invoked });
		assert.ok(all.length > 1, "there are others");
		assert.equal(all[0]?.insertText, first[0]?.insertText);
		assert.equal(new Set(textOf(all)).size, all.length);
	});

	test("keep out of comments until they are asked for", async () => {
		const code = sum.replace("  let total", "  // the tot│\n  let total").replace("  return tot│", "  return total;");
		assert.deepEqual(await ask(server(), code), []);
	});

	test("keep out of the middle of a word", async () => {
		assert.deepEqual(await ask(server(), sum.replace("tot│", "to│tal;")), []);
	});

	test("extend what the suggest widget has selected, and keep away where they cannot", async () => {
		const [item] = await ask(server(), sum, { selected: "total" });
		assert.equal(item?.insertText, "total;");
		const { position } = marked(sum);
		assert.deepEqual(item.range, { start: { ...position, character: position.character - 3 }, end: position });
		assert.deepEqual(await ask(server(), sum, { selected: "points" }), []);
	});

	test("are none in a file of secrets, asked for or not", async () => {
		for (const kind of [Automatic, Invoked]) {
			const uri = `file:///workspace/${kind}/.env`;
			assert.deepEqual(await ask(server(), "PASSWORD=│", { uri, languageId: "dotenv", kind }), []);
		}
	});
});

suite("a completion of which the model is not sure", () => {
	const server = useServer({ settings: { ...tinySettings, completion: { minProbability: 1 } } });

	test("is shown only when it is asked for", async () => {
		assert.deepEqual(await ask(server(), sum), []);
		assert.deepEqual(textOf(await ask(server(), sum, { kind: Invoked })), ["al;"]);
	});
});

suite("inline completions that are turned off", () => {
	const server = useServer({ settings: { ...tinySettings, completion: { automatic: "off" } } });

	test("come only when they are asked for", async () => {
		assert.deepEqual(await ask(server(), sum), []);
		assert.deepEqual(
			server().modelStates.map(({ kind }) => kind),
			["stopped"],
		);
		assert.deepEqual(textOf(await ask(server(), sum, { kind: Invoked })), ["al;"]);
	});
});

suite("inline completions that are turned off later", () => {
	const server = useServer();

	test("are given on request where they came by themselves", async () => {
		const { position, text } = marked(sum.replace("tot│", "tot│;"));
		const uri = await server().openNew("typescript", text);
		assert.deepEqual(textOf(await askAt(server(), uri, position)), ["al"]);
		await server().configure({ ...tinySettings, completion: { automatic: "off" } });
		assert.deepEqual(await askAt(server(), uri, position), []);
		const [first] = await askAt(server(), uri, position, { kind: Invoked });
		assert.equal(first?.insertText, "al");
	});
});

suite("inline completions beside a run", () => {
	const server = useServer();

	test("pause on a small machine, say so, and come when they are asked for", async () => {
		await ask(server(), sum);
		const { first } = await startThinking(server());
		// Several that wait, so that the first one's end is not the end of it.
		const waiting = [];
		for (let count = 0; count < 8; count++) waiting.push(await startRun(server(), longWinded));
		assert.deepEqual(await ask(server(), sum), []);
		assert.ok(server().completionStatuses.some(({ state }) => state.kind === "paused"));
		assert.deepEqual(textOf(await ask(server(), sum, { kind: Invoked })), ["al;"]);
		for (const { id } of [...waiting.reverse(), first]) {
			await server().connection.sendRequest(stopRunRequest, { id });
		}
		await server().until(() => server().completionStatuses.at(-1)?.state.kind === "ready" || undefined);
	});
});

suite("a model that is being loaded", () => {
	const server = useServer();

	test("is loaded to the end, though who asked has typed on meanwhile", async () => {
		const { position, text } = marked(sum);
		const uri = await server().openNew("typescript", text);
		const source = new CancellationTokenSource();
		const params = { textDocument: { uri }, position, context: { triggerKind: Automatic } };
		const answer = server().connection.sendRequest(InlineCompletionRequest.type, params, source.token);
		await server().until(() => server().modelStates.find(({ kind }) => kind === "loading"));
		source.cancel();
		await assert.rejects(answer, (error: ResponseError) => error.code === LSPErrorCodes.RequestCancelled);
		await server().until(() => server().modelStates.find(({ kind }) => kind === "ready"));
		assert.deepEqual(
			server()
				.modelStates.filter(({ kind }) => kind !== "loading")
				.map(({ kind }) => kind),
			["stopped", "ready"],
		);
	});

	test("and was unloaded by the user is loaded by who asks for a completion, but not by a key", async () => {
		await server().connection.sendRequest(unloadModelRequest);
		assert.deepEqual(await ask(server(), sum), []);
		assert.equal(server().modelStates.at(-1)?.kind, "stopped");
		assert.deepEqual(textOf(await ask(server(), sum, { kind: Invoked })), ["al;"]);
	});

	test("is given up for another that is set meanwhile", async () => {
		await server().connection.sendRequest(unloadModelRequest);
		const before = server().modelStates.length;
		const { position, text } = marked(sum);
		const uri = await server().openNew("typescript", text);
		const answer = askAt(server(), uri, position, { kind: Invoked });
		await server().until(() =>
			server()
				.modelStates.slice(before)
				.find(({ kind }) => kind === "loading"),
		);
		await server().configure({ ...tinySettings, model: { ...tinySettings.model, path: "/nowhere/other.gguf" } });
		await assert.rejects(answer, /was unloaded/);
		await server().configure(tinySettings);
		assert.deepEqual(textOf(await askAt(server(), uri, position)), ["al;"]);
	});
});

suite("a model for completions alone", () => {
	const { path } = tinySettings.model;

	suite("beside none for runs", () => {
		const settings = { ...tinySettings, model: { ...tinySettings.model, path: "" }, completion: { model: path } };
		const server = useServer({ settings });

		test("completes", async () => {
			assert.deepEqual(textOf(await ask(server(), sum)), ["al;"]);
			const state = server().completionStatuses.at(-1)?.state;
			assert.deepEqual(state, { kind: "ready", model: "Tiny R1", way: "chat" });
		});
	});

	suite("that is not there", () => {
		const server = useServer({ settings: { ...tinySettings, completion: { model: "/nowhere/coder.gguf" } } });

		test("is told of, to who asks and in the status, and costs no key an error", async () => {
			assert.deepEqual(await ask(server(), sum), []);
			const status = await server().until(() =>
				server().completionStatuses.find(({ state }) => state.kind === "failed"),
			);
			assert.match(JSON.stringify(status.state), /coder\.gguf/);
			assert.deepEqual(await ask(server(), sum), []);
			await assert.rejects(ask(server(), sum, { kind: Invoked }), /coder\.gguf/);
		});
	});

	suite("set later", () => {
		const server = useServer();

		test("takes over, and runs stay with theirs", async () => {
			await ask(server(), sum);
			await server().configure({ ...tinySettings, completion: { model: path } });
			assert.deepEqual(textOf(await ask(server(), sum)), ["al;"]);
			const run = await ended(server(), await startRun(server(), longWinded));
			assert.equal(run.state.kind, "done");
		});
	});
});
