import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import {
	click,
	exported,
	hunkCount,
	keptFamily,
	openAt,
	pathOf,
	proposalIn,
	proposedRun,
	resetWorkspace,
	undo,
	untilSettled,
	untilTrue,
} from "./sample";

const complete = "rationale.completeCode";
const file = "src/sum.ts";

const whole = `/** What a cart costs. */

export function sumPrices(prices: number[]): number {
  let total = 0;
  for (let i = 0; i < prices.length; i++) {
    total += prices[i];
  }
  return total;
}
`;

/** The file with the cursor at `│`. */
async function openMarked(marked: string): Promise<vscode.TextEditor> {
	await writeFile(pathOf(file), marked.replace("│", ""));
	const editor = await openAt(file, "");
	const cursor = editor.document.positionAt(marked.indexOf("│"));
	editor.selection = new vscode.Selection(cursor, cursor);
	return editor;
}

async function completed(marked: string): Promise<vscode.TextDocument> {
	const { document } = await openMarked(marked);
	await vscode.commands.executeCommand(complete);
	await proposalIn(document);
	return document;
}

suite("Complete with Reasoning", () => {
	setup(resetWorkspace);
	teardown(resetWorkspace);

	const value = whole.replace("total;\n}", "│;\n}");
	const lines = whole.replace(/ {4}total \+=.*\n {2}\}/, "    │\n  }");
	const crlf = value.replaceAll("\n", "\r\n");

	for (const [what, marked, expected] of [
		["a value", value, whole],
		["a line", lines, whole],
		["a value in a file with CRLF", crlf, whole.replaceAll("\n", "\r\n")],
	] as const) {
		test(`proposes ${what} and nothing else, and gives back the very bytes`, async () => {
			const document = await completed(marked);
			assert.equal(document.getText(), expected);
			assert.equal(await hunkCount(document), 1);
			await click(document, "Reject");
			await untilSettled(document);
			assert.equal(document.getText(), marked.replace("│", ""));
		});
	}

	test("keeps what is accepted, which one undo takes back", async () => {
		const document = await completed(value);
		await click(document, "Accept");
		await untilSettled(document);
		assert.equal(document.getText(), whole);
		await undo();
		assert.equal(document.getText(), value.replace("│", ""));
	});

	test("thinks before, and is kept with its cursor", async () => {
		const document = await completed(value);
		const id = await proposedRun(document);
		const text = await exported(id);
		assert.match(text, /^# Complete with Reasoning `sum\.ts`\n/);
		assert.match(text, /\n## Thought\n\n### Step 1: /);
		await untilTrue("the run is kept", async () => (await keptFamily(id)).length === 1);
		const [run] = await keptFamily(id);
		assert.deepEqual([run?.action, run?.cursor], ["complete", { line: 7, character: 9 }]);
	});

	test("takes the end of a selection, and leaves what is selected", async () => {
		const editor = await openMarked(value);
		editor.selection = new vscode.Selection(7, 9, 3, 0);
		await vscode.commands.executeCommand(complete);
		await proposalIn(editor.document);
		assert.equal(editor.document.getText(), whole);
	});

	test("is answered anew, and runs again, at the same cursor", async () => {
		const document = await completed(value);
		const id = await proposedRun(document);
		await vscode.commands.executeCommand("rationale.anotherAnswer", id);
		await untilTrue("the other answer has ended", async () => (await keptFamily(id)).length === 2);
		await vscode.commands.executeCommand("rationale.rejectAll");
		await untilSettled(document);
		// Lines that came above meanwhile move the cursor along.
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), "// New.\n");
		await vscode.workspace.applyEdit(edit);
		await vscode.commands.executeCommand("rationale.runAgain", id);
		await proposalIn(document);
		const [run] = await keptFamily(await proposedRun(document));
		assert.deepEqual(run?.cursor, { line: 8, character: 9 });
	});

	test("begins an empty file", async () => {
		const document = await completed("│");
		assert.match(document.getText(), /^(?:export )?function \w+\(/);
		await click(document, "Reject");
		await untilSettled(document);
		assert.equal(document.getText(), "");
	});
});
