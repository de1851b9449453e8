// Several answers to one thought, drawn by the real engine and judged by a language server that finds fault at will.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { findEngines } from "../../support/engineProcess";
import {
	branchesOf,
	firstRun,
	keptFamily,
	lenses,
	propose,
	proposedRun,
	read,
	resetWorkspace,
	signal,
	until,
	untilSettled,
	untilTrue,
} from "./sample";

const fix = "rationale.fixCode";
const cart = "src/cart.ts";
const scores = "src/scores.ts";

suite("An answer with problems", () => {
	let server: FaultFinder;
	let engine = 0;

	setup(async () => {
		await resetWorkspace();
		await propose(fix, scores, "addPoints");
		await resetWorkspace();
		engine = await until("there is an engine", async () => (await findEngines(process.pid))[0]);
		server = new FaultFinder();
		await setCount(3);
	});

	teardown(async () => {
		signal(engine, "SIGCONT");
		server.dispose();
		await setCount(undefined);
		await resetWorkspace();
	});

	/** Proposes a fix that has a fault, and holds the engine still in the middle of another answer. */
	async function proposeFaulty(): Promise<{ document: vscode.TextDocument; first: string }> {
		const busy = setInterval(() => server.report(), 100);
		const document = await propose(fix, cart, "sumPrices");
		const first = await proposedRun(document);
		signal(engine, "SIGSTOP");
		clearInterval(busy);
		await untilTrue("it was checked", () => isFaulted(document));
		await untilTrue("another answer is being drawn", async () => (await branchesOf(first)).length === 2);
		return { document, first };
	}

	/** A drawing that went on would have come before what is asked for now. */
	async function untilAnotherRunHasEnded(): Promise<void> {
		server.isFaulty = false;
		await propose(fix, scores, "addPoints");
	}

	test("gives way to another one that has none", async () => {
		const { document, first } = await proposeFaulty();
		server.isFaulty = false;
		signal(engine, "SIGCONT");
		await untilTrue("another answer stands", async () => ![undefined, first].includes(await firstRun(document)));
		await untilAnotherRunHasEnded();
		const family = await branchesOf(first);
		assert.ok(family.length <= 3, family.join());
		await rejectAll(document);
	});

	test("stays where no other one is better, and who chooses another gets no more of them", async () => {
		const document = await propose(fix, cart, "sumPrices");
		const first = await proposedRun(document);
		const family = await until("all are drawn", async () => {
			const kept = await keptFamily(first);
			return kept.length === 3 ? kept : undefined;
		});
		await untilTrue("the first one stands again", async () => (await firstRun(document)) === first);
		const other = family.find(({ id, state }) => id !== first && state.kind === "done" && state.result.kind === "edit");
		assert.ok(other);
		await vscode.commands.executeCommand("rationale.chooseBranch", other.id);
		await untilTrue("the other one was checked", async () => await isFaulted(document));
		await untilAnotherRunHasEnded();
		assert.equal((await branchesOf(first)).length, 3);
		assert.equal(await firstRun(document), other.id);
		await rejectAll(document);
	});

	test("stays where the drawing of another one is stopped, and no more are drawn", async () => {
		const { document, first } = await proposeFaulty();
		const proposed = document.getText();
		const stopped = vscode.commands.executeCommand("rationale.stopRun");
		signal(engine, "SIGCONT");
		await stopped;
		await untilAnotherRunHasEnded();
		assert.match((await branchesOf(first)).join(), /^1\. .*pending.*2\. .*stopped$/);
		assert.equal(document.getText(), proposed);
		await rejectAll(document);
	});

	test("that is accepted meanwhile stays, and no more are drawn", async () => {
		const { document, first } = await proposeFaulty();
		const proposed = document.getText();
		const accepted = vscode.commands.executeCommand("rationale.acceptAll", first);
		signal(engine, "SIGCONT");
		await accepted;
		await untilAnotherRunHasEnded();
		assert.match((await branchesOf(first)).join(), /^1\. .*accepted.*2\. .*stopped$/);
		assert.equal(document.getText(), proposed);
	});

	test("is not given up for lines that are typed above it", async () => {
		const { document, first } = await proposeFaulty();
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), "// mine\n");
		await vscode.workspace.applyEdit(edit);
		server.isFaulty = false;
		signal(engine, "SIGCONT");
		await untilTrue("another answer stands", async () => ![undefined, first].includes(await firstRun(document)));
		await vscode.commands.executeCommand("rationale.rejectAll", await firstRun(document));
		assert.equal(document.getText(), `// mine\n${await read(cart)}`);
	});

	test("that the user asked for is the only one that is drawn", async () => {
		await setCount(undefined);
		const document = await propose(fix, cart, "sumPrices");
		const first = await proposedRun(document);
		await setCount(3);
		await vscode.commands.executeCommand("rationale.anotherAnswer", first);
		await untilTrue("it stands", async () => ![undefined, first].includes(await firstRun(document)));
		await untilTrue("it was checked", () => isFaulted(document));
		await untilAnotherRunHasEnded();
		assert.equal((await branchesOf(first)).length, 2);
		await rejectAll(document);
	});
});

/** A language server that finds fault with whatever is unsaved. */
class FaultFinder implements vscode.Disposable {
	readonly #collection = vscode.languages.createDiagnosticCollection("faults");
	readonly #listener = vscode.workspace.onDidChangeTextDocument(({ document }) => this.#report(document));
	#isFaulty = true;

	set isFaulty(isFaulty: boolean) {
		this.#isFaulty = isFaulty;
		this.report();
	}

	/** Who has not come to rest has not said all yet. */
	report(): void {
		for (const document of vscode.workspace.textDocuments) {
			this.#report(document);
		}
	}

	dispose(): void {
		this.#listener.dispose();
		this.#collection.dispose();
	}

	#report({ uri, isDirty }: vscode.TextDocument): void {
		if (uri.scheme !== "file") {
			return;
		}
		const fault = new vscode.Diagnostic(new vscode.Range(4, 0, 4, 1), "This is wrong.");
		this.#collection.set(uri, this.#isFaulty && isDirty ? [fault] : []);
	}
}

async function isFaulted(document: vscode.TextDocument): Promise<boolean> {
	return (await lenses(document)).some(({ command }) => command?.title === "$(error) 1 new problem");
}

async function rejectAll(document: vscode.TextDocument): Promise<void> {
	await vscode.commands.executeCommand("rationale.rejectAll", await firstRun(document));
	await untilSettled(document);
	assert.equal(document.getText(), await read(cart));
}

function setCount(count: number | undefined): Thenable<void> {
	return vscode.workspace
		.getConfiguration("rationale")
		.update("answers.count", count, vscode.ConfigurationTarget.Global);
}
