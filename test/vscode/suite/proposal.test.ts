import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import {
	click,
	hunkCount,
	isDiffOpen,
	lenses,
	openAt,
	pathOf,
	proposalIn,
	propose,
	read,
	resetWorkspace,
	undo,
	untilSettled,
	untilTrue,
} from "./sample";

const fix = "rationale.fixCode";
const cart = "src/cart.ts";
const scores = "src/scores.ts";

const fixedCart = (text: string) => text.replace("i <= prices.length", "i < prices.length");
const fixedScores = (text: string) =>
	text.replace("i <= points.length", "i < points.length").replace("return total\n", "return total;\n");

suite("A proposal", () => {
	setup(resetWorkspace);

	test("stands in the document, unsaved, with its lenses on the changed line", async () => {
		const before = await read(cart);
		const document = await propose(fix, cart, "sumPrices");
		assert.equal(document.getText(), fixedCart(before));
		assert.equal(document.isDirty, true);
		assert.equal(await read(cart), before);
		const shown = (await lenses(document)).map(({ command, range }) => [range.start.line, command?.command]);
		const commands = ["rationale.acceptHunk", "rationale.rejectHunk", "rationale.showWhy", "rationale.showWhy"];
		assert.deepEqual(
			shown,
			commands.map((command) => [4, command]),
		);
	});

	test("shows the old line on hover", async () => {
		const document = await propose(fix, cart, "sumPrices");
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
			"vscode.executeHoverProvider",
			document.uri,
			new vscode.Position(4, 4),
		);
		const texts = hovers.flatMap(({ contents }) => contents.map((it) => (typeof it === "string" ? it : it.value)));
		assert.match(texts.join("\n"), /i <= prices\.length/);
	});

	test("that is accepted and saved has the fixed bytes on the disk", async () => {
		const before = await read(cart);
		const document = await propose(fix, cart, "sumPrices");
		await click(document, "Accept");
		await untilSettled(document);
		await document.save();
		assert.equal(await read(cart), fixedCart(before));
	});

	test("that is rejected gives back the very bytes", async () => {
		const before = await read(cart);
		const document = await propose(fix, cart, "findLargestPrice");
		assert.notEqual(document.getText(), before);
		await click(document, "Reject");
		await untilSettled(document);
		await document.save();
		assert.equal(await read(cart), before);
	});

	test("is undone as one edit after all of it was accepted", async () => {
		const before = await read(scores);
		const document = await propose(fix, scores, "addPoints");
		await click(document, "Accept All");
		await untilSettled(document);
		await undo();
		assert.equal(document.getText(), before);
	});

	test("that is undone leaves nothing to decide on", async () => {
		const document = await propose(fix, scores, "addPoints");
		await undo();
		await untilSettled(document);
		assert.equal(document.getText(), await read(scores));
	});

	test("of two hunks can be accepted in one and rejected in the other", async () => {
		const before = await read(scores);
		const document = await propose(fix, scores, "addPoints");
		await click(document, "Accept");
		await untilTrue("one hunk is left", async () => (await hunkCount(document)) === 1);
		await click(document, "Reject");
		await untilSettled(document);
		assert.equal(document.getText(), before.replace("i <= points.length", "i < points.length"));
	});

	test("of two hunks gives back the very bytes when all is rejected", async () => {
		const before = await read(scores);
		const document = await propose(fix, scores, "addPoints");
		await click(document, "Reject All");
		await untilSettled(document);
		await document.save();
		assert.equal(await read(scores), before);
	});

	for (const { decision, result } of [
		{ decision: "Accept", result: fixedCart },
		{ decision: "Reject", result: (text: string) => text },
	]) {
		test(`keeps CRLF line endings and adds no final newline: ${decision}`, async () => {
			const before = (await read(cart)).trimEnd().replaceAll("\n", "\r\n");
			await writeFile(pathOf(cart), before);
			const document = await propose(fix, cart, "sumPrices");
			await click(document, decision);
			await untilSettled(document);
			await document.save();
			assert.equal(await read(cart), result(before));
		});
	}

	test("follows its lines when lines are typed above it", async () => {
		const before = await read(cart);
		const document = await propose(fix, cart, "sumPrices");
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), "// Prices are in cents.\n");
		await vscode.workspace.applyEdit(edit);
		await untilTrue("the lenses have moved", async () => (await lenses(document))[0]?.range.start.line === 5);
		await click(document, "Reject");
		await untilSettled(document);
		assert.equal(document.getText(), `// Prices are in cents.\n${before}`);
	});

	test("in one file is not touched by a decision in another", async () => {
		const one = await propose(fix, cart, "sumPrices");
		const other = await propose(fix, scores, "addPoints");
		const proposed = other.getText();
		await click(one, "Reject");
		await untilSettled(one);
		assert.equal(one.getText(), await read(cart));
		assert.equal(other.getText(), proposed);
		await click(other, "Accept All");
		await untilSettled(other);
		assert.equal(other.getText(), fixedScores(await read(scores)));
	});

	test("of a Python file keeps its indentation", async () => {
		const before = await read("src/orders.py");
		const document = await propose(fix, "src/orders.py", "add_item");
		const fixed = before.replace("items=[]):\n", "items=None):\n    if items is None:\n        items = []\n");
		assert.equal(document.getText(), fixed);
	});

	test("is shown beside the document where the settings say so", async () => {
		const settings = vscode.workspace.getConfiguration("rationale");
		await settings.update("edit.presentation", "diff", vscode.ConfigurationTarget.Global);
		try {
			const { document } = await openAt(cart, "sumPrices");
			await vscode.commands.executeCommand(fix);
			await untilTrue("the diff is open", isDiffOpen);
			assert.equal(document.getText(), await read(cart));
		} finally {
			await settings.update("edit.presentation", undefined, vscode.ConfigurationTarget.Global);
		}
	});

	test("for the lines that are selected changes no others", async () => {
		const { document } = await openAt(cart, "sumPrices");
		await vscode.commands.executeCommand(fix, {
			uri: document.uri,
			range: new vscode.Range(10, 0, 18, 1),
		});
		await proposalIn(document);
		assert.equal(document.getText(), (await read(cart)).replace("price < largestPrice", "price > largestPrice"));
	});
});
