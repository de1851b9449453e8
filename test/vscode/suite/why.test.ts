import assert from "node:assert/strict";
import * as vscode from "vscode";
import { click, lenses, propose, resetWorkspace, until, untilTrue } from "./sample";

const fix = "rationale.fixCode";
const cart = "src/cart.ts";
const scores = "src/scores.ts";

suite("Why", () => {
	setup(resetWorkspace);

	test("leads to each step that a change goes back to, from its own lens", async () => {
		const document = await propose(fix, cart, "sumPrices");
		const [first, second, ...others] = await reasons(document, 0);
		assert.match(first ?? "", /^Why: step \d$/);
		assert.match(second ?? "", /^step \d$/);
		assert.deepEqual(others, []);
		for (const lens of (await lenses(document)).filter(isReason)) {
			await vscode.commands.executeCommand(lens.command?.command ?? "", ...(lens.command?.arguments ?? []));
		}
	});

	test("is on the hover of a changed line: the steps, best first, with what names the change", async () => {
		const document = await propose(fix, cart, "sumPrices");
		const text = await hoverAt(document, 4);
		const [first, second] = [...text.matchAll(/\*\*\[(Why|Also): (step \d)\]\(command:rationale\.showWhy\?/g)];
		assert.deepEqual([first?.[1], second?.[1]], ["Why", "Also"]);
		assert.deepEqual(await reasons(document, 0), [`Why: ${first?.[2]}`, `${second?.[2]}`]);
		assert.match(text, /\*\*`i <= prices\.length`\*\*/);
	});

	for (const { decision, other } of [
		{ decision: "accept", other: 0 },
		{ decision: "accept", other: 1 },
		{ decision: "reject", other: 0 },
		{ decision: "reject", other: 1 },
	]) {
		test(`leads to the same steps after the change beside it, the ${place(other)} one, was ${decision}ed`, async () => {
			const document = await propose(fix, scores, "addPoints");
			const left = 1 - other;
			const before = await reasons(document, left);
			assert.ok(before.length > 0);
			const [lens] = (await lenses(document)).filter((it) => it.command?.arguments?.[1] === other);
			await vscode.commands.executeCommand(`rationale.${decision}Hunk`, ...(lens?.command?.arguments ?? []));
			await untilTrue("it is decided", async () => (await reasons(document, other)).length === 0);
			assert.deepEqual(await reasons(document, left), before);
		});
	}

	test("leads to the same steps after typing above and inside, and on hover too", async () => {
		const document = await propose(fix, scores, "addPoints");
		const before = await Promise.all([0, 1].map((hunk) => reasons(document, hunk)));
		const [line] = await hunkLines(document);
		assert.ok(line !== undefined);
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), "// Points.\n// All of them.\n");
		edit.insert(document.uri, new vscode.Position(line, document.lineAt(line).text.length), " // mine");
		await vscode.workspace.applyEdit(edit);
		await untilTrue("the lenses have moved", async () => (await hunkLines(document))[0] === line + 2);
		assert.deepEqual(await Promise.all([0, 1].map((hunk) => reasons(document, hunk))), before);
		assert.match(await hoverAt(document, line + 2), /Why: step \d/);
	});

	test("leads to the same steps after the document was closed and opened again", async () => {
		const document = await propose(fix, scores, "addPoints");
		const before = await reasons(document, 1);
		await click(document, "Accept");
		await untilTrue("it is decided", async () => (await reasons(document, 0)).length === 0);
		await document.save();
		// VS Code closes a document some minutes after its editor; one that gets another language at once.
		const closed = new Promise<void>((resolve) => {
			const listener = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
				if (uri.toString() === document.uri.toString()) {
					listener.dispose();
					resolve();
				}
			});
		});
		await vscode.languages.setTextDocumentLanguage(document, "plaintext");
		await closed;
		await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
		const again = await vscode.workspace.openTextDocument(document.uri);
		await vscode.window.showTextDocument(again);
		assert.deepEqual(await until("the lenses are back", () => someReasons(again, 1)), before);
	});
});

function place(hunk: number): string {
	return hunk === 0 ? "first" : "second";
}

/** The titles of a change's lenses that lead to steps. */
async function reasons(document: vscode.TextDocument, hunk: number): Promise<readonly string[]> {
	return (await lenses(document))
		.filter((lens) => isReason(lens) && lens.command?.arguments?.[1] === hunk)
		.map(({ command }) => command?.title ?? "");
}

async function someReasons(document: vscode.TextDocument, hunk: number): Promise<readonly string[] | undefined> {
	const found = await reasons(document, hunk);
	return found.length > 0 ? found : undefined;
}

function isReason({ command }: vscode.CodeLens): boolean {
	return command?.command === "rationale.showWhy";
}

async function hunkLines(document: vscode.TextDocument): Promise<readonly number[]> {
	return (await lenses(document)).filter(isReason).map(({ range }) => range.start.line);
}

async function hoverAt(document: vscode.TextDocument, line: number): Promise<string> {
	const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
		"vscode.executeHoverProvider",
		document.uri,
		new vscode.Position(line, 4),
	);
	return hovers.flatMap(({ contents }) => contents.map((it) => (typeof it === "string" ? it : it.value))).join("\n");
}
