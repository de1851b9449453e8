// Ghost text in an editor. A suite cannot see it, but it can accept it: the command does nothing where there is none.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { openAt, pathOf, resetWorkspace, untilTrue } from "./sample";

const file = "src/sum.ts";

/** The cursor's place is marked. */
const code = `export function sumPrices(prices: number[]): number {
  let total = 0;
  for (const price of prices) {
    total += price;
  }
  return tot│;
}
`;

const completed = codeWith("return total;");

type Automatic = "off" | "code" | "everywhere";

suite("Ghost text", () => {
	setup(resetWorkspace);
	teardown(async () => {
		await setAutomatic(undefined);
		await resetWorkspace();
	});

	test("comes when it is asked for, and is accepted", async () => {
		const { document } = await opened(code);
		await trigger();
		await accept();
		assert.equal(document.getText(), completed);
	});

	test("is accepted word by word", async () => {
		const { document, before } = await opened(codeWith("retu│"));
		await trigger();
		await vscode.commands.executeCommand("editor.action.inlineSuggest.acceptNextWord");
		const word = insertedInto(document, before);
		await accept();
		const all = insertedInto(document, before);
		assert.ok(word !== "" && word.length < all.length && all.startsWith(word), JSON.stringify([word, all]));
	});

	test("is accepted line by line", async () => {
		const { document, before } = await opened(code.replace(/for [^}]*}\n {2}return.*/, "for (const price │"));
		await trigger();
		await vscode.commands.executeCommand("editor.action.inlineSuggest.acceptNextLine");
		const line = insertedInto(document, before);
		assert.ok(line !== "" && !line.trimEnd().includes("\n"), JSON.stringify(line));
	});

	test("has others, on request", async () => {
		const { document, before } = await opened(
			"export function joinNames(names: string[]): string {\n  const text = │\n}\n",
		);
		await trigger();
		await accept();
		const first = insertedInto(document, before);
		await vscode.commands.executeCommand("undo");
		assert.equal(document.getText(), before);
		await trigger();
		await vscode.commands.executeCommand("editor.action.inlineSuggest.showNext");
		await accept();
		const other = insertedInto(document, before);
		assert.ok(first !== "" && other !== "" && first !== other, JSON.stringify([first, other]));
	});

	test("stays while the user types what it says", async () => {
		const { document } = await opened(codeWith("return t│;"));
		await trigger();
		await type("ot");
		await accept();
		assert.equal(document.getText(), completed);
	});

	test("goes with Escape", async () => {
		const { document, before } = await opened(code);
		await trigger();
		await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
		await accept();
		assert.equal(document.getText(), before);
	});

	test("is counted when it is accepted", async () => {
		await opened(code);
		await trigger();
		const { accepted } = await counters();
		await accept();
		await untilTrue("it is counted", async () => (await counters()).accepted === accepted + 1);
	});

	test("comes by itself while the user types", async () => {
		await timeToCome();
	});

	test("does not come by itself where it is off, but comes when it is asked for", async () => {
		const time = await timeToCome();
		await setAutomatic("off");
		const { document } = await opened(codeWith("return to│;"));
		await type("t");
		await staysAway(document, 3 * time);
		// Typing opens it, and ghost text may only go on from what it has selected.
		await vscode.commands.executeCommand("hideSuggestWidget");
		await trigger();
		await accept();
		assert.equal(document.getText(), completed);
	});

	test("does not come by itself in a comment", async () => {
		const time = await timeToCome();
		const { document } = await opened(codeWith("// add up the to│\n  return total;"));
		await type("t");
		await staysAway(document, 3 * time);
	});
});

/** The sample with another last line. */
function codeWith(last: string): string {
	return code.replace("return tot│;", () => last);
}

/** Opens code at the cursor's mark, and tells what it is without. */
async function opened(marked: string) {
	const before = marked.replace("│", "");
	await writeFile(pathOf(file), before);
	const editor = await openAt(file, "");
	const { document } = editor;
	const cursor = document.positionAt(marked.indexOf("│"));
	editor.selection = new vscode.Selection(cursor, cursor);
	return { document, editor, before };
}

/** Comes back once there is an answer. */
async function trigger(): Promise<void> {
	await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
}

async function accept(): Promise<void> {
	await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
}

async function type(text: string): Promise<void> {
	for (const key of text) {
		await vscode.commands.executeCommand("type", { text: key });
	}
}

/** What stands in a document beyond its text before, at one place. */
function insertedInto(document: vscode.TextDocument, before: string): string {
	const after = document.getText();
	let start = 0;
	while (start < before.length && after[start] === before[start]) {
		start++;
	}
	return after.slice(start, after.length - (before.length - start));
}

/** As the user is shown them; they follow what is counted with the next message of the server. */
async function counters() {
	const text = await vscode.commands.executeCommand<string>("rationale.showCompletionCounters");
	const [, shown = "0", accepted = "0"] = /^(\d+) shown, (\d+) accepted/.exec(text) ?? [];
	return { shown: Number(shown), accepted: Number(accepted) };
}

/** Milliseconds until ghost text has come by itself while the user types in code. */
async function timeToCome(): Promise<number> {
	await setAutomatic("code");
	const { document } = await opened(codeWith("return to│;"));
	const start = performance.now();
	await type("t");
	await untilTrue("ghost text came and was accepted", async () => {
		await accept();
		return document.getText() === completed;
	});
	return performance.now() - start;
}

/** Holds if there is no ghost text to accept for a time, in milliseconds. */
async function staysAway(document: vscode.TextDocument, time: number): Promise<void> {
	const before = document.getText();
	const end = performance.now() + time;
	while (performance.now() < end) {
		await accept();
		assert.equal(document.getText(), before);
		await delay(50);
	}
}

async function setAutomatic(automatic: Automatic | undefined): Promise<void> {
	const { Global } = vscode.ConfigurationTarget;
	await vscode.workspace.getConfiguration("rationale").update("completion.automatic", automatic, Global);
}
