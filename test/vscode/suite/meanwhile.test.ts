// What happens while the model thinks. The engine's process is held still meanwhile, so that nothing depends on time.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { findEngines } from "../../support/engineProcess";
import {
	isDiffOpen,
	lenses,
	openAt,
	pathOf,
	proposalIn,
	propose,
	read,
	resetWorkspace,
	signal,
	until,
	untilTrue,
} from "./sample";

const fix = "rationale.fixCode";
const cart = "src/cart.ts";
const scores = "src/scores.ts";

suite("While the model thinks", () => {
	let engine = 0;

	setup(async () => {
		await resetWorkspace();
		await propose(fix, scores, "addPoints");
		await resetWorkspace();
		engine = await until("there is an engine", async () => (await findEngines(process.pid))[0]);
	});

	teardown(() => signal(engine, "SIGCONT"));

	/** Starts a fix that gets nowhere before `work` is done. */
	async function during(work: (document: vscode.TextDocument) => unknown): Promise<vscode.TextDocument> {
		signal(engine, "SIGSTOP");
		const { document } = await openAt(cart, "sumPrices");
		await vscode.commands.executeCommand(fix);
		await work(document);
		signal(engine, "SIGCONT");
		return document;
	}

	test("lines that are typed above move the proposal along", async () => {
		const before = await read(cart);
		const document = await during(({ uri }) => insert(uri, 0, "// Prices are in cents.\n\n"));
		await proposalIn(document);
		const fixed = before.replace("i <= prices.length", "i < prices.length");
		assert.equal(document.getText(), `// Prices are in cents.\n\n${fixed}`);
	});

	test("a change of the code itself makes a diff of the proposal, and nothing is applied", async () => {
		const document = await during(({ uri }) => insert(uri, 3, "  // mine\n"));
		const edited = document.getText();
		await untilTrue("the diff is open", isDiffOpen);
		assert.equal(document.getText(), edited);
		assert.deepEqual(await lenses(document), []);
	});

	test("a file that is renamed gets its proposal under the new name", async () => {
		const before = await read(cart);
		await during(async ({ uri }) => {
			const edit = new vscode.WorkspaceEdit();
			edit.renameFile(uri, vscode.Uri.file(pathOf("src/basket.ts")));
			assert.equal(await vscode.workspace.applyEdit(edit), true);
		});
		const renamed = await vscode.workspace.openTextDocument(pathOf("src/basket.ts"));
		await proposalIn(renamed);
		assert.equal(renamed.getText(), before.replace("i <= prices.length", "i < prices.length"));
	});

	test("a run that is stopped changes nothing, and the next one works", async () => {
		let stopping: Thenable<unknown> | undefined;
		const document = await during(() => {
			stopping = vscode.commands.executeCommand("rationale.stopRun");
		});
		await stopping;
		const other = await propose(fix, scores, "addPoints");
		assert.match(other.getText(), /i < points\.length/);
		assert.equal(document.getText(), await read(cart));
		assert.deepEqual(await lenses(document), []);
	});

	test("an engine that is killed costs the run, and the next one works", async () => {
		const document = await during(() => signal(engine, "SIGKILL"));
		const other = await propose(fix, scores, "addPoints");
		assert.match(other.getText(), /i < points\.length/);
		assert.equal(document.getText(), await read(cart));
		assert.notDeepEqual(await findEngines(process.pid), [engine]);
	});

	test("an edit that was proposed before can still be decided on after the engine was killed", async () => {
		const document = await propose(fix, cart, "sumPrices");
		signal(engine, "SIGKILL");
		await untilTrue("the engine is gone", async () => !(await findEngines(process.pid)).includes(engine));
		await vscode.commands.executeCommand("rationale.rejectAll");
		await untilTrue("the old line is back", async () => document.getText() === (await read(cart)));
	});
});

async function insert(uri: vscode.Uri, line: number, text: string): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	edit.insert(uri, new vscode.Position(line, 0), text);
	assert.equal(await vscode.workspace.applyEdit(edit), true);
}
