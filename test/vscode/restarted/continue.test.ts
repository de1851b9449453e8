// What was thought in the first extension host goes on in the second one: with a server and an engine of its own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { type Handover, handoverPath, userDataVariable } from "../../support/twoHosts";
import { becomes, named, openUnnamed, resume, unnamed } from "../suite/naming";
import {
	branchesOf,
	firstRun,
	proposalIn,
	proposedRun,
	resetWorkspace,
	undo,
	untilSettled,
	untilTrue,
} from "../suite/sample";

suite("A run of the host before", () => {
	let run = "";

	setup(async () => {
		await resetWorkspace();
		const handover: Handover = JSON.parse(await readFile(handoverPath(process.env[userDataVariable] ?? ""), "utf8"));
		run = handover.named;
	});
	teardown(resetWorkspace);

	// First: once it was found, the code is followed from there on.
	test("is not run again where its code is gone, and that is said", async () => {
		const { document } = await openUnnamed();
		const edit = new vscode.WorkspaceEdit();
		edit.replace(document.uri, document.lineAt(2).range, "export function other(): number {");
		await vscode.workspace.applyEdit(edit);
		const text = document.getText();
		let isTold = false;
		void vscode.commands.executeCommand("rationale.runAgain", run).then(() => {
			isTold = true;
		});
		await untilTrue("the message was closed", async () => {
			await vscode.commands.executeCommand("notifications.clearAll");
			return isTold;
		});
		assert.equal(document.getText(), text);
		assert.equal(await firstRun(document), undefined);
	});

	test("is answered anew", async () => {
		const { document } = await openUnnamed();
		await vscode.commands.executeCommand("rationale.anotherAnswer", run);
		await proposalIn(document);
		assert.notEqual(await proposedRun(document), run);
		assert.equal((await branchesOf(run)).length, 2);
		await rejectAll(document);
		assert.equal(document.getText(), unnamed);
	});

	test("is thought on from one of its steps, and its branches take each other's place", async () => {
		const { document } = await openUnnamed();
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore"));
		await proposalIn(document);
		const later = await proposedRun(document);
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		assert.equal(document.getText(), named("sumPrices"));
		await vscode.commands.executeCommand("rationale.chooseBranch", later);
		assert.equal(document.getText(), named("totalScore"));
		await undo();
		assert.equal(document.getText(), named("sumPrices"));
		await rejectAll(document);
		assert.equal(document.getText(), unnamed);
	});

	test("can be chosen below lines that are new", async () => {
		const { document } = await openUnnamed();
		await insertAbove(document);
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		await becomes(document, `// mine\n// mine\n${named("sumPrices")}`);
		await rejectAll(document);
		assert.equal(document.getText(), `// mine\n// mine\n${unnamed}`);
	});

	test("is run again where its code stands now", async () => {
		const { document } = await openUnnamed();
		await insertAbove(document);
		await vscode.commands.executeCommand("rationale.runAgain", run);
		await proposalIn(document);
		assert.equal((await branchesOf(await proposedRun(document))).length, 0);
		await rejectAll(document);
		assert.equal(document.getText(), `// mine\n// mine\n${unnamed}`);
	});
});

async function insertAbove(document: vscode.TextDocument): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	edit.insert(document.uri, new vscode.Position(0, 0), "// mine\n// mine\n");
	assert.equal(await vscode.workspace.applyEdit(edit), true);
}

async function rejectAll(document: vscode.TextDocument): Promise<void> {
	await vscode.commands.executeCommand("rationale.rejectAll", await proposedRun(document));
	await untilSettled(document);
}
