// Completions with a thought, over stdio, with the real engine.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { RunSnapshot } from "../../server/protocol/run";
import {
	continueRunRequest,
	resolveEditRequest,
	restoreRunRequest,
	type StartRunParams,
	startRunRequest,
} from "../../server/protocol/runs";
import { type TestServer, tinySettings, useServer } from "../support/connect";
import { editOf, ended, fixedSumPrices, startRun } from "../support/runs";

const sum = `/** What a cart costs. */\n\n${fixedSumPrices.join("\n")}\n\nexport const currency = 1;\n`;
const returned = sum.replace("return total", "return │");

/** What a run is asked for, with the cursor at `│`. */
function at(marked: string): Omit<StartRunParams, "uri"> {
	const lines = marked.slice(0, marked.indexOf("│")).split("\n");
	const cursor = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
	return { action: "complete", selection: { start: cursor, end: cursor } };
}

const start = (server: TestServer, marked: string) => startRun(server, at(marked), marked.replace("│", ""));

async function completed(server: TestServer, marked: string): Promise<RunSnapshot> {
	return ended(server, await start(server, marked));
}

suite("a completion with a thought", () => {
	const server = useServer();

	for (const [name, marked, put] of [
		["a value", returned, "total"],
		["the rest of a word", sum.replace("return total", "return tot│"), "al"],
		["a line", sum.replace("total += prices[i];", "│"), "total += prices[i];"],
		[
			"the body of a block that is not closed",
			sum.replace(/\{\n {4}total[^}]*\}/, "{│"),
			"\n    total += prices[i];\n  }",
		],
		["a value in a document with CRLF", returned.replaceAll("\n", "\r\n"), "total"],
	] as const) {
		test(`puts in nothing but ${name}`, async () => {
			const finished = await completed(server(), marked);
			const { edit, hunks } = editOf(finished);
			const { document, range } = { document: marked.replace("│", put), range: finished.range };
			const lines = document.split(/(?<=\n)/).slice(range.start.line);
			assert.ok(lines.join("").startsWith(edit.newText), edit.newText);
			assert.equal(hunks.length, 1);
			assert.ok(finished.steps.length >= 2 && finished.steps.every(({ text }) => !edit.newText.includes(text)));
		});
	}

	test("asks for the code at the cursor, and says where that was", async () => {
		const finished = await completed(server(), returned);
		assert.deepEqual(finished.cursor, { line: 7, character: 9 });
		assert.match(finished.prompt, /^Complete the code at <cursor>\.\n\nFile: /);
		assert.match(finished.prompt, /\n {2}return <cursor>;\n\}\n```\n\nReply with one typescript block/);
	});

	test("takes the end of a selection for the cursor", async () => {
		const { selection } = at(returned);
		const params = { ...at(returned), selection: { ...selection, start: { line: 7, character: 2 } } };
		const finished = await ended(server(), await startRun(server(), params, returned.replace("│", "")));
		assert.deepEqual(finished.cursor, selection.end);
		assert.equal(editOf(finished).edit.newText, fixedSumPrices.join("\n"));
	});

	test("leaves a block in Python where the model does", async () => {
		const head = "def add_scores(scores):\n    total = 0\n    for score in scores:\n        total += score\n";
		const marked = `${head}        │\n`;
		const uri = "file:///workspace/scores.py";
		await server().open(uri, "python", marked.replace("│", ""));
		const started = await server().connection.sendRequest(startRunRequest, { ...at(marked), uri });
		const finished = await ended(server(), started.kind === "started" ? started.run : assert.fail());
		assert.equal(editOf(finished).edit.newText, `${head}    return total`);
	});

	test("begins an empty document", async () => {
		const { edit } = editOf(await completed(server(), "│"));
		assert.deepEqual(edit.range.end, { line: 0, character: 0 });
		assert.match(edit.newText, /^(?:export )?function \w+\(.*\{\n/);
	});

	test("is answered anew at the same cursor", async () => {
		const parent = await completed(server(), returned);
		const result = await server().connection.sendRequest(continueRunRequest, {
			id: parent.id,
			from: { kind: "answer" },
		});
		const run = await ended(server(), result.kind === "started" ? result.run : assert.fail(JSON.stringify(result)));
		assert.deepEqual([run.action, run.cursor, run.prompt], [parent.action, parent.cursor, parent.prompt]);
	});

	test("is thought on from a step by a server that did not know it", async () => {
		const parent = await completed(server(), returned);
		await server().connection.sendRequest(restoreRunRequest, { run: { ...parent, id: "earlier", root: "earlier" } });
		const from = { kind: "step", step: 0, text: parent.steps[0]?.text ?? "" } as const;
		const result = await server().connection.sendRequest(continueRunRequest, { id: "earlier", from });
		const run = await ended(server(), result.kind === "started" ? result.run : assert.fail(JSON.stringify(result)));
		assert.deepEqual(run.cursor, parent.cursor);
		assert.equal(editOf(run).edit.newText, editOf(parent).edit.newText);
	});

	test("moves with lines that came above, and is not placed in code that has changed", async () => {
		const first = await start(server(), returned);
		const zero = { line: 0, character: 0 };
		await server().change(first.uri, 2, [{ range: { start: zero, end: zero }, text: "// New.\n" }]);
		await ended(server(), first);
		const moved = await server().connection.sendRequest(resolveEditRequest, { id: first.id });
		assert.ok(moved.kind === "edit" && moved.edit.range.start.line === 3, JSON.stringify(moved));
		const inside = { line: 4, character: 0 };
		await server().change(first.uri, 3, [{ range: { start: inside, end: inside }, text: "  // New.\n" }]);
		assert.equal((await server().connection.sendRequest(resolveEditRequest, { id: first.id })).kind, "changed");
	});

	test("can have a budget of its own", async () => {
		await server().configure({ ...tinySettings, reasoning: { effort: "brief", budgets: { "complete.brief": 12 } } });
		const { budget } = await completed(server(), returned);
		await server().configure(tinySettings);
		assert.equal(budget, 12);
	});

	test("needs an open document", async () => {
		const params = { ...at(returned), uri: "file:///workspace/other.ts" };
		const result = await server().connection.sendRequest(startRunRequest, params);
		assert.ok(result.kind === "invalid" && /not open/.test(result.message));
	});
});
