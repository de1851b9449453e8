// The user's hand on the thought, while it is thought and after.
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { findEngines } from "../../support/engineProcess";
import { becomes, named, namingStep, openUnnamed, proposeName, resume, unnamed } from "./naming";
import {
	click,
	exported,
	firstRun,
	isDiffOpen,
	lenses,
	openAt,
	proposalIn,
	propose,
	proposedRun,
	read,
	resetWorkspace,
	signal,
	undo,
	until,
	untilSettled,
	untilTrue,
} from "./sample";

const fix = "rationale.fixCode";
const cart = "src/cart.ts";
const fixedCart = (text: string) => text.replace("i <= prices.length", "i < prices.length");

suite("A run", () => {
	setup(resetWorkspace);

	for (const effort of ["none", "brief"]) {
		test(`proposes the fix with effort ${effort}`, async () => {
			await vscode.commands.executeCommand("rationale.selectEffort", effort);
			try {
				const document = await propose(fix, cart, "sumPrices");
				assert.equal(document.getText(), fixedCart(await read(cart)));
				assert.equal(setting("reasoning.effort"), effort);
			} finally {
				await vscode.commands.executeCommand("rationale.selectEffort", "normal");
			}
		});
	}

	test("answers to a first thought of the user's, where it thinks nothing itself", async () => {
		await vscode.commands.executeCommand("rationale.selectEffort", "none");
		try {
			const { document, range } = await openUnnamed();
			const thought = "I will call it `totalScore`.";
			const instruction = "Give this function a better name.";
			await vscode.commands.executeCommand("rationale.editCode", { uri: document.uri, range, instruction, thought });
			await proposalIn(document);
			assert.equal(document.getText(), named("totalScore"));
		} finally {
			await vscode.commands.executeCommand("rationale.selectEffort", "normal");
		}
	});

	test("is not steered once it has ended, and nothing breaks", async () => {
		const document = await propose(fix, cart, "sumPrices");
		const proposed = document.getText();
		const { length } = await lenses(document);
		for (const id of [undefined, await proposedRun(document), "unknown"]) {
			for (const command of ["rationale.answerNow", "rationale.thinkMore", "rationale.stopRun"]) {
				await vscode.commands.executeCommand(command, id);
				await vscode.commands.executeCommand(command, id);
			}
		}
		assert.equal(document.getText(), proposed);
		assert.equal((await lenses(document)).length, length);
	});
});

suite("A run under way", () => {
	let engine = 0;

	setup(async () => {
		await resetWorkspace();
		await propose(fix, "src/scores.ts", "addPoints");
		await resetWorkspace();
		engine = await until("there is an engine", async () => (await findEngines(process.pid))[0]);
	});

	teardown(() => signal(engine, "SIGCONT"));

	for (const presses of [
		["answerNow"],
		["answerNow", "answerNow"],
		["thinkMore"],
		["thinkMore", "thinkMore"],
		["thinkMore", "answerNow"],
	]) {
		test(`comes to its edit after ${presses.join(" and ")}, pressed before it thinks`, async () => {
			signal(engine, "SIGSTOP");
			const { document } = await openAt(cart, "sumPrices");
			await vscode.commands.executeCommand(fix);
			for (const press of presses) {
				await vscode.commands.executeCommand(`rationale.${press}`);
			}
			signal(engine, "SIGCONT");
			await proposalIn(document);
			assert.equal(document.getText(), fixedCart(await read(cart)));
		});
	}

	test("comes to its edit though it is steered all the time", async () => {
		const { document } = await openAt(cart, "sumPrices");
		await vscode.commands.executeCommand(fix);
		await untilTrue("there is a proposal", async () => {
			await vscode.commands.executeCommand("rationale.thinkMore");
			await vscode.commands.executeCommand("rationale.answerNow");
			return (await lenses(document)).length > 0;
		});
		assert.equal(document.getText(), fixedCart(await read(cart)));
	});

	test("leaves the former proposal in the document until it has its own", async () => {
		const { document, run } = await proposeName();
		signal(engine, "SIGSTOP");
		await vscode.commands.executeCommand("rationale.resumeFromStep", run, namingStep, "I will call it `totalScore`.");
		assert.equal(document.getText(), named("sumPrices"));
		assert.equal(await proposedRun(document), run);
		signal(engine, "SIGCONT");
		await becomes(document, named("totalScore"));
	});

	test("keeps what it wrote, and leaves the former proposal, when the engine is killed", async () => {
		const { document } = await openAt(cart, "sumPrices");
		const instruction = "Fix the bug in this code. Think step by step and never stop.";
		await vscode.commands.executeCommand("rationale.editCode", { instruction });
		await proposalIn(document);
		const [run, proposed] = [await proposedRun(document), document.getText()];
		await setGuard(false);
		try {
			signal(engine, "SIGSTOP");
			await vscode.commands.executeCommand("rationale.resumeFromStep", run, 0, "Let me see.");
			for (let press = 0; press < 50; press++) {
				await vscode.commands.executeCommand("rationale.thinkMore");
			}
			await untilTrue("it thinks", async () => {
				await goOn(engine);
				// The run that is shown is the new one.
				return isUnderWay(await exported());
			});
			signal(engine, "SIGKILL");
			const markdown = await until("it has failed", async () => failed(await exported()));
			assert.match(markdown, /^> Let me see\.[\s\S]*^### Step 2: /m);
		} finally {
			await setGuard(undefined);
		}
		assert.equal(document.getText(), proposed);
		assert.equal(await proposedRun(document), run);
		await vscode.commands.executeCommand("rationale.acceptAll", run);
		await untilSettled(document);
		assert.equal(document.getText(), proposed);
		await vscode.commands.executeCommand("rationale.anotherAnswer", run);
		await untilTrue("the next one stands", async () => ![undefined, run].includes(await firstRun(document)));
	});
});

/** Lets the engine write a few words, and holds it still again. */
async function goOn(engine: number): Promise<void> {
	signal(engine, "SIGCONT");
	await delay(20);
	signal(engine, "SIGSTOP");
}

const isUnderWay = (markdown: string) => /^- State: thinking$[\s\S]*^### Step 2: /m.test(markdown);

const failed = (markdown: string) => (/^- State: failed/m.test(markdown) ? markdown : undefined);

function setGuard(isOn: boolean | undefined): Thenable<void> {
	const { Global } = vscode.ConfigurationTarget;
	return vscode.workspace.getConfiguration("rationale").update("guards.repetition", isOn, Global);
}

suite("After the thought", () => {
	setup(resetWorkspace);

	test("another name in a step gives another name in the edit", async () => {
		const { document, run } = await proposeName();
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore"));
		assert.notEqual(await proposedRun(document), run);
	});

	test("a rejection after a switch gives back the very bytes", async () => {
		const { document, run } = await proposeName();
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore"));
		await click(document, "Reject");
		await untilSettled(document);
		await document.save();
		assert.equal(await read("src/calc.ts"), unnamed);
	});

	test("the former branch can be chosen again, and the later one after it", async () => {
		const { document, run } = await proposeName();
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore"));
		const later = await proposedRun(document);
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		assert.equal(document.getText(), named("sumPrices"));
		assert.equal(await proposedRun(document), run);
		await vscode.commands.executeCommand("rationale.chooseBranch", later);
		assert.equal(document.getText(), named("totalScore"));
		await vscode.commands.executeCommand("rationale.rejectAll", later);
		await untilSettled(document);
		assert.equal(document.getText(), unnamed);
	});

	test("two branches can be compared, and the document stays as it is", async () => {
		const { document, run } = await proposeName();
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore"));
		await vscode.commands.executeCommand("rationale.compareBranches", run);
		const tab = vscode.window.tabGroups.all
			.flatMap(({ tabs }) => tabs)
			.find(({ input }) => input instanceof vscode.TabInputTextDiff);
		assert.ok(tab?.input instanceof vscode.TabInputTextDiff && tab.label.includes("↔ Answer 1"), tab?.label);
		const [before, after] = await Promise.all(
			[tab.input.original, tab.input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
		);
		assert.ok(before?.getText().includes("totalScore") && after?.getText().includes("sumPrices"));
		assert.equal(document.getText(), named("totalScore"));
	});

	test("choosing the branch that is proposed changes nothing", async () => {
		const { document, run } = await proposeName();
		const { version } = document;
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		assert.equal(document.version, version);
	});

	test("a switch keeps CRLF line endings", async () => {
		const { document, run } = await proposeName("\r\n");
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore").replaceAll("\n", "\r\n"));
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		await vscode.commands.executeCommand("rationale.rejectAll", run);
		await untilSettled(document);
		assert.equal(document.getText(), unnamed.replaceAll("\n", "\r\n"));
	});

	test("a switch takes the place of what was accepted, and is undone in one", async () => {
		const { document, run } = await proposeName();
		await click(document, "Accept");
		await untilSettled(document);
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore"));
		await proposalIn(document);
		await undo();
		assert.equal(document.getText(), named("sumPrices"));
		await untilSettled(document);
		await undo();
		assert.equal(document.getText(), unnamed);
	});

	test("a branch that was rejected can be chosen again", async () => {
		const { document, run } = await proposeName();
		await click(document, "Reject");
		await untilSettled(document);
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		assert.equal(document.getText(), named("sumPrices"));
		await proposalIn(document);
	});

	test("a branch whose code was changed meanwhile is shown as a diff", async () => {
		const { document, run } = await proposeName();
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(3, 0), "  // mine\n");
		await vscode.workspace.applyEdit(edit);
		const edited = document.getText();
		await resume(run, "I will call it `totalScore`.");
		await untilTrue("the diff is open", isDiffOpen);
		assert.equal(document.getText(), edited);
	});

	test("lines that were typed above move a switch along", async () => {
		const { document, run } = await proposeName();
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), "// mine\n");
		await vscode.workspace.applyEdit(edit);
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, `// mine\n${named("totalScore")}`);
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		assert.equal(document.getText(), `// mine\n${named("sumPrices")}`);
	});

	test("another answer is a branch of its own, and the first is kept", async () => {
		const { document, run } = await proposeName();
		await vscode.commands.executeCommand("rationale.anotherAnswer", run);
		await untilTrue("the other answer is proposed", async () => ![undefined, run].includes(await firstRun(document)));
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		assert.equal(document.getText(), named("sumPrices"));
	});

	test("the action can be run again, on the code without what any branch proposes", async () => {
		const { document, run } = await proposeName();
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore"));
		const later = await proposedRun(document);
		await vscode.commands.executeCommand("rationale.runAgain", run);
		await untilTrue("a new run proposes", async () => ![undefined, run, later].includes(await firstRun(document)));
		await vscode.commands.executeCommand("rationale.rejectAll");
		await untilSettled(document);
		assert.equal(document.getText(), unnamed);
	});

	test("branches of a server that is gone can be chosen and continued", async () => {
		const { document, run } = await proposeName();
		await resume(run, "I will call it `totalScore`.");
		await becomes(document, named("totalScore"));
		await click(document, "Reject");
		await untilSettled(document);
		await vscode.commands.executeCommand("rationale.restartServer");
		await vscode.commands.executeCommand("rationale.chooseBranch", run);
		await becomes(document, named("sumPrices"));
		await resume(run, "I will call it `totalPrice`.");
		await becomes(document, named("totalPrice"));
	});

	test("a step that is not there is told, and nothing is done", async () => {
		const { document, run } = await proposeName();
		let isTold = false;
		void vscode.commands.executeCommand("rationale.resumeFromStep", run, 99, "x").then(() => {
			isTold = true;
		});
		await untilTrue("the message was closed", async () => {
			await vscode.commands.executeCommand("notifications.clearAll");
			return isTold;
		});
		assert.equal(document.getText(), named("sumPrices"));
	});
});

function setting(name: string): unknown {
	return vscode.workspace.getConfiguration("rationale").get(name);
}
