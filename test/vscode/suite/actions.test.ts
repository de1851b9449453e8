import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { openAt, pathOf, proposalIn, propose, read, resetWorkspace, until } from "./sample";

const cart = "src/cart.ts";
const sampleTest = "src/cart.test.ts";

suite("An action", () => {
	setup(resetWorkspace);

	test("Document adds a comment and keeps what stands around it", async () => {
		const document = await propose("rationale.documentCode", cart, "sumPrices");
		const [head] = (await read(cart)).split("export function sumPrices");
		assert.ok(document.getText().startsWith(`${head}/**\n * `));
	});

	test("Edit follows the user's own words", async () => {
		const code = "export function addTax(price: number, tax: number): number {\n  return price + tax;\n}\n";
		await writeFile(pathOf("src/tax.ts"), code);
		const { document } = await openAt("src/tax.ts", "addTax");
		const range = new vscode.Range(0, 0, 2, 1);
		const instruction = "Throw an error if price is negative.";
		await vscode.commands.executeCommand("rationale.editCode", { uri: document.uri, range, instruction });
		await proposalIn(document);
		assert.match(document.getText(), /if \(price < 0\) {\n {4}throw new Error\(/);
	});

	test("Explain leaves every document alone", async () => {
		const before = await read(cart);
		const { document } = await openAt(cart, "sumPrices");
		await vscode.commands.executeCommand("rationale.explainCode");
		// Runs go one after the other: when the next one has its proposal, this one is over.
		const other = await propose("rationale.fixCode", "src/scores.ts", "addPoints");
		assert.equal(document.getText(), before);
		assert.deepEqual(
			vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty),
			[other],
		);
	});

	test("Write Tests opens an unsaved file and leaves the code alone", async () => {
		const before = await read(cart);
		const { document } = await openAt(cart, "sumPrices");
		await vscode.commands.executeCommand("rationale.writeTests");
		const tests = await until("the tests are open", () => newDocument());
		assert.match(tests.getText(), /sumPrices\(/);
		assert.doesNotMatch(tests.getText(), /```|<\/?think>/);
		assert.equal(document.getText(), before);
	});

	test("Write Tests never writes over a file that is there", async () => {
		const { document } = await openAt(cart, "sumPrices");
		await writeFile(pathOf(sampleTest), "// mine\n");
		await vscode.commands.executeCommand("rationale.writeTests");
		const tests = await until("the tests are open", () => newDocument());
		assert.notEqual(tests.uri.path, vscode.Uri.file(pathOf(sampleTest)).path);
		assert.equal(await read(sampleTest), "// mine\n");
		assert.equal(document.isDirty, false);
	});

	test("Fix is offered for a problem, and starts from it", async () => {
		const { document } = await openAt(cart, "sumPrices");
		const problems = vscode.languages.createDiagnosticCollection("sample");
		const range = new vscode.Range(4, 22, 4, 24);
		problems.set(document.uri, [new vscode.Diagnostic(range, "The loop goes one step too far.")]);
		try {
			const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
				"vscode.executeCodeActionProvider",
				document.uri,
				range,
				vscode.CodeActionKind.QuickFix.value,
			);
			const command = actions.find((it) => it.command?.command === "rationale.fixCode")?.command;
			assert.ok(command);
			await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
			await until("the document has changed", () => document.isDirty || undefined);
			assert.match(document.getText(), /i < prices\.length/);
		} finally {
			problems.dispose();
		}
	});
});

function newDocument(): vscode.TextDocument | undefined {
	return vscode.workspace.textDocuments.find(({ isUntitled, getText }) => isUntitled && getText() !== "");
}
