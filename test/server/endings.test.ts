// Runs that do not come to an answer, that wait, or whose document changes, over stdio, with the real engine.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { unloadModelRequest } from "../../server/protocol/model";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import { getRunRequest, type ResolvedEdit, resolveEditRequest, stopRunRequest } from "../../server/protocol/runs";
import { type TestServer, tinySettings, useServer } from "../support/connect";
import {
	cart,
	editOf,
	ended,
	fix,
	fixedSumPrices,
	followed,
	longWinded,
	reached,
	startRun,
	startThinking,
	sumPrices,
} from "../support/runs";

const smallContext = { ...tinySettings, model: { ...tinySettings.model, contextSize: 512 } };

/** What was written before is still there. */
function assertKept(before: RunSnapshot, after: RunSnapshot): void {
	const thought = (run: RunSnapshot) => run.steps.map(({ text }) => text).join("\n\n");
	assert.ok(thought(before) !== "" && thought(after).startsWith(thought(before)));
}

suite("a run that is cut short", () => {
	const server = useServer();

	test("stops while the model is loaded, and the next one loads it", async () => {
		const first = await startRun(server(), fix);
		await reached(server(), first, ({ state }) => state.kind === "loading");
		await server().connection.sendRequest(stopRunRequest, { id: first.id });
		assert.equal(followed(server(), first).state.kind, "stopped");
		editOf(await ended(server(), await startRun(server(), fix)));
	});

	test("stops in mid-thought, keeps its text and has no edit", async () => {
		const { first, run: before } = await startThinking(server());
		const { id } = first;
		await server().connection.sendRequest(stopRunRequest, { id });
		const run = followed(server(), first);
		assert.equal(run.state.kind, "stopped");
		assertKept(before, run);
		assert.deepEqual(await server().connection.sendRequest(getRunRequest, { id }), run);
		assert.deepEqual(await server().connection.sendRequest(resolveEditRequest, { id }), { kind: "none" });
	});

	test("keeps its text when the engine is killed, and the next one works", async () => {
		const { first, run: before } = await startThinking(server());
		process.kill(await server().enginePid(), "SIGKILL");
		const run = await ended(server(), first);
		assert.ok(run.state.kind === "failed" && run.state.reason === "crashed", JSON.stringify(run.state));
		assertKept(before, run);
		const state = server().modelStates.at(-1);
		assert.ok(state?.kind === "failed" && state.reason === "crashed", JSON.stringify(state));
		editOf(await ended(server(), await startRun(server(), fix)));
	});

	test("is stopped before the model is unloaded", async () => {
		const { first } = await startThinking(server());
		await server().connection.sendRequest(unloadModelRequest);
		assert.equal(followed(server(), first).state.kind, "stopped");
		assert.deepEqual(server().modelStates.at(-1), { kind: "stopped" });
	});

	/** A function below many comments. */
	const annotated = [...Array.from({ length: 24 }, (_, index) => `// The note number ${index}.`), ...sumPrices].join(
		"\n",
	);
	const everything = { start: { line: 0, character: 0 }, end: { line: 31, character: 0 } };

	test("ends a thought that would fill the context, so that the answer has a place", async () => {
		await server().configure({ ...smallContext, guards: { repetition: false } });
		const params = { ...longWinded, selection: everything };
		const { answer, interventions, state, steps } = await ended(server(), await startRun(server(), params, annotated));
		assert.deepEqual(
			interventions.map(({ kind }) => kind),
			["context"],
		);
		assert.ok(state.kind === "done" && steps.length > 1 && answer !== "", JSON.stringify(state));
	});

	test("has no edit when the answer fills the context", async () => {
		await server().configure(smallContext);
		// Leaves room for the thought, and for a part of the answer.
		const instruction = "Mind that a cart can be empty. ".repeat(22);
		const first = await startRun(server(), { ...fix, instruction });
		const { answer, state } = await ended(server(), first);
		assert.ok(state.kind === "failed" && state.reason === "contextFull", JSON.stringify(state));
		assert.match(state.message, /answer was cut off.*rationale\.model\.contextSize/);
		assert.notEqual(answer, "");
		const edit = await server().connection.sendRequest(resolveEditRequest, { id: first.id });
		assert.deepEqual(edit, { kind: "none" });
	});

	test("says what to do when the prompt does not fit", async () => {
		await server().configure(smallContext);
		const text = Array.from({ length: 200 }, (_, index) => `const number${index} = ${index};`).join("\n");
		const selection = { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } };
		const { state } = await ended(server(), await startRun(server(), { ...fix, selection }, text));
		assert.ok(state.kind === "failed" && state.reason === "promptTooLong", JSON.stringify(state));
		assert.match(state.message, /\d{4} tokens.*rationale\.model\.contextSize/);
	});

	test("names the file when there is no such model", async () => {
		await server().configure({ ...tinySettings, model: { path: "/no/such/model.gguf" } });
		const { state } = await ended(server(), await startRun(server(), fix));
		assert.ok(state.kind === "failed" && state.reason === "notFound", JSON.stringify(state));
		assert.match(state.message, /model\.gguf/);
	});
});

suite("runs that wait", () => {
	const server = useServer();

	test("are told how many are ahead, and run in order", async () => {
		const [one, two] = [await startRun(server(), fix), await startRun(server(), fix)];
		assert.deepEqual(two.state, { kind: "queued", ahead: 1 });
		editOf(await ended(server(), two));
		assert.ok(hasEnded(followed(server(), one).state));
	});

	test("can be stopped, and those behind move up", async () => {
		const { first: one } = await startThinking(server());
		const two = await startRun(server(), fix);
		const three = await startRun(server(), fix);
		assert.deepEqual(three.state, { kind: "queued", ahead: 2 });
		await server().connection.sendRequest(stopRunRequest, { id: two.id });
		assert.equal(followed(server(), two).state.kind, "stopped");
		await reached(server(), three, ({ state }) => state.kind === "queued" && state.ahead === 1);
		await server().connection.sendRequest(stopRunRequest, { id: one.id });
		editOf(await ended(server(), three));
	});
});

suite("a document that changes meanwhile", () => {
	const server = useServer();
	const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 0 } });

	/** Fixes the cart while `change` changes it; gives what comes of the edit. */
	async function resolved(change: (server: TestServer, uri: string) => Promise<void>): Promise<ResolvedEdit> {
		const first = await startRun(server(), fix);
		await change(server(), first.uri);
		await ended(server(), first);
		return server().connection.sendRequest(resolveEditRequest, { id: first.id });
	}

	test("not at all: the edit fits as it is", async () => {
		const edit = await resolved(async () => {});
		assert.ok(edit.kind === "edit", edit.kind);
		assert.equal(edit.version, 1);
		assert.equal(edit.hunks[0]?.oldStart, 4);
	});

	test("above the code: the edit moves along", async () => {
		const edit = await resolved((it, uri) => it.change(uri, 2, [{ range: at(0), text: "// new\n// lines\n" }]));
		assert.ok(edit.kind === "edit", edit.kind);
		assert.equal(edit.version, 2);
		assert.equal(edit.edit.range.start.line, 4);
		assert.equal(edit.hunks[0]?.oldStart, 6);
		assert.equal(edit.hunks[0]?.newStart, 6);
	});

	test("in its line endings: the edit has the new ones", async () => {
		const edit = await resolved((it, uri) => it.change(uri, 2, [{ text: cart.replaceAll("\n", "\r\n") }]));
		assert.ok(edit.kind === "edit", edit.kind);
		assert.equal(edit.edit.newText, fixedSumPrices.join("\r\n"));
	});

	test("within the code: there is only before and after", async () => {
		const edit = await resolved((it, uri) => it.change(uri, 2, [{ range: at(3), text: "  // mine\n" }]));
		assert.deepEqual(edit, { kind: "changed", before: sumPrices.join("\n"), after: fixedSumPrices.join("\n") });
	});

	test("by being closed: there is only before and after", async () => {
		const edit = await resolved((it, uri) => it.close(uri));
		assert.deepEqual(edit, { kind: "closed", before: sumPrices.join("\n"), after: fixedSumPrices.join("\n") });
	});

	test("an unknown run has no edit and no state", async () => {
		const id = "unknown";
		assert.deepEqual(await server().connection.sendRequest(resolveEditRequest, { id }), { kind: "none" });
		assert.equal(await server().connection.sendRequest(getRunRequest, { id }), null);
		await server().connection.sendRequest(stopRunRequest, { id });
	});
});

suite("the state of the model", () => {
	const server = useServer();

	test("is told at once, and whenever it changes", async () => {
		await server().until(() => server().modelStates[0]);
		assert.deepEqual(server().modelStates, [{ kind: "stopped" }]);
		await ended(server(), await startRun(server(), fix));
		await server().connection.sendRequest(unloadModelRequest);
		const kinds = server().modelStates.map(({ kind }) => kind);
		assert.deepEqual(
			kinds.filter((kind, index) => kind !== kinds[index - 1]),
			["stopped", "loading", "ready", "stopped"],
		);
	});
});
