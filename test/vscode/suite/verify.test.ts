// What an edit breaks, as VS Code's own TypeScript tells it, or a stand-in for a language server that goes by the text.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import {
	click,
	lenses,
	openAt,
	pathOf,
	proposalIn,
	propose,
	read,
	resetWorkspace,
	untilSettled,
	untilTrue,
} from "./sample";

const fix = "rationale.fixCode";
const cart = "src/cart.ts";
const totals = "src/totals.ts";
const caller = "src/caller.ts";

const totalsText = [
	"export function calc(codes: number[]): number {",
	"\tlet count = 0;",
	"\tfor (const code of codes) {",
	"\t\tcount += code;",
	"\t}",
	"\treturn count;",
	"}",
	"",
].join("\n");

const problemLens = /^\$\((error|warning)\) (\d+) new problems?$/;

async function problemTitles(document: vscode.TextDocument): Promise<readonly string[]> {
	const titles = (await lenses(document)).map(({ command }) => command?.title ?? "");
	return titles.filter((it) => problemLens.test(it));
}

/** Renames the function, which breaks whoever calls it. */
async function rename(document: vscode.TextDocument): Promise<void> {
	await vscode.window.showTextDocument(document);
	const range = new vscode.Range(0, 0, 6, 1);
	const instruction = "Rename calc to sumCodes.";
	await vscode.commands.executeCommand("rationale.editCode", { uri: document.uri, range, instruction });
	await proposalIn(document);
	assert.match(document.getText(), /function sumCodes/);
}

function errorsOf(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
	return vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity === 0);
}

/** Opens a file and waits until TypeScript has reported as many errors in it. */
async function checked(file: string, errors: number): Promise<vscode.TextDocument> {
	const { document } = await openAt(file, "");
	// In a tab of its own: TypeScript reports on no others.
	await vscode.commands.executeCommand("workbench.action.keepEditor");
	await untilTrue(`TypeScript has checked ${file}`, () => errorsOf(document).length === errors);
	return document;
}

suite("What an edit breaks", () => {
	setup(resetWorkspace);
	teardown(resetWorkspace);

	test("in a caller below it is shown at the edit", async () => {
		await writeFile(
			pathOf(totals),
			`${totalsText}\nconst wrong: string = calc([1]);\nexport const all = [wrong, calc([1, 2])];\n`,
		);
		const document = await checked(totals, 1);
		await rename(document);
		await untilTrue(
			"two problems are shown",
			async () => (await problemTitles(document))[0] === "$(error) 2 new problems",
		);
		await click(document, "Reject");
		await untilSettled(document);
		assert.equal(document.getText(), await read(totals));
	});

	test("in a caller in another file is shown at the edit", async () => {
		// A file without an error does not show when it has been checked.
		const wrong = "const wrong: string = 1;\n";
		await writeFile(pathOf(totals), `${totalsText}${wrong}`);
		await writeFile(pathOf(caller), `import { calc } from "./totals";\nexport const all = calc([1, 2]);\n${wrong}`);
		await checked(caller, 1);
		const document = await checked(totals, 1);
		await rename(document);
		await untilTrue("a problem is shown", async () => (await problemTitles(document))[0] === "$(error) 1 new problem");
		await click(document, "$(error) 1 new problem");
		assert.equal(vscode.window.activeTextEditor?.document.fileName, pathOf(caller));
	});

	test("is fixed on top of it, and rejecting both gives back the very bytes", async () => {
		const report = standIn("i += 1");
		try {
			const before = await read(cart);
			const document = await propose(fix, cart, "sumPrices");
			// The user types in the proposed line, and the bug is back.
			const edit = new vscode.WorkspaceEdit();
			const line = document.lineAt(4);
			edit.replace(document.uri, line.range, line.text.replace("i < prices.length; i++", "i <= prices.length; i += 1"));
			await vscode.workspace.applyEdit(edit);
			await untilTrue("the problem is shown", async () => (await problemTitles(document)).length === 1);
			await click(document, "Fix What It Broke");
			await untilTrue("another edit stands on top", () => document.lineAt(4).text.includes("i < prices.length"));
			await untilTrue("nothing is wrong any more", async () => (await problemTitles(document)).length === 0);
			await vscode.commands.executeCommand("rationale.rejectAll");
			await untilSettled(document);
			assert.equal(document.getText(), before);
		} finally {
			report.dispose();
		}
	});

	test("is nothing where the same problem was there before", async () => {
		const wrong = (name: string) => `export const ${name}: string = 1;\n`;
		const rank = "export function rank(recipe: number, student: number): number {\n  return recipe - student;\n}\n";
		await writeFile(pathOf(totals), `${wrong("early")}${rank}${wrong("late")}`);
		const document = await checked(totals, 2);
		await vscode.commands.executeCommand("rationale.editCode", {
			uri: document.uri,
			range: new vscode.Range(1, 0, 3, 1),
			instruction: "Throw an error if recipe is zero.",
		});
		await proposalIn(document);
		await untilTrue("the problems have moved", () => errorsOf(document).some(({ range }) => range.start.line > 4));
		// One that is new tells when all of them have been looked at.
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(3, 0), "    const extra: string = 1;\n");
		await vscode.workspace.applyEdit(edit);
		await untilTrue("a problem is shown", async () => (await problemTitles(document)).length > 0);
		assert.deepEqual(await problemTitles(document), ["$(error) 1 new problem"]);
	});
});

/** A language server that finds fault with each line that holds a text. */
function standIn(text: string): vscode.Disposable {
	const collection = vscode.languages.createDiagnosticCollection("test");
	const listener = vscode.workspace.onDidChangeTextDocument(({ document }) => {
		const lines = document.getText().split("\n");
		const found = lines.flatMap((it, line) => (it.includes(text) ? [new vscode.Range(line, 0, line, it.length)] : []));
		collection.set(
			document.uri,
			found.map((range) => new vscode.Diagnostic(range, `Not ${text}.`)),
		);
	});
	return vscode.Disposable.from(listener, collection);
}
