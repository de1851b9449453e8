// A hand on the thought, in the real workbench: before it is thought, meanwhile and after.
import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import type { Locator } from "playwright-core";
import { HeldEngine } from "./heldEngine";
import { type Workbench, WorkbenchServer } from "./workbench";

const cart = "src/cart.ts";
const totals = "src/totals.ts";
const better = "Give this function a better name.";
/** tiny-r1 was taught to repeat itself many times then. */
const longWinded = "Fix the bug in this code. Think step by step and never stop.";

/** So hot that tiny-r1 goes on until it is stopped or its context is full. */
const babbling = {
	"rationale.sampling": { temperature: 2, topP: 1, seed: 1 },
	"rationale.reasoning.effort": "unlimited",
	"rationale.guards.repetition": false,
	"rationale.guards.language": false,
};

/** However it ended. */
const ended = /^(Done|Failed)/;

const [narrow, usual, wide] = [260, 400, 560];

suite("Steering in the workbench", () => {
	let server: WorkbenchServer;

	before(async () => {
		server = await WorkbenchServer.start();
	});

	after(() => server?.stop());

	suite("A thought that has come to its end", () => {
		let workbench: Workbench;
		let original = "";
		let former = "";
		let chosen = "";

		before(async () => {
			workbench = await server.open(totals, "dark");
			original = await workbench.read(totals);
			await workbench.openSidebar();
			await workbench.resizeSidebar(usual);
		});

		after(() => workbench?.close());

		test("leads to the name that it decided on", async () => {
			await workbench.goToLine(5);
			await ask(workbench, better);
			await workbench.lens("Accept").waitFor();
			former = original.replace("function f", `function ${await decidedName(workbench)}`);
			assert.notEqual(former, original);
			await workbench.save(totals, former);
		});

		test("is thought on from a step that the user has put into other words", async () => {
			const step = namingStep(workbench);
			await step.hover();
			await step.getByRole("button", { name: /^Edit step/ }).click();
			const words = step.getByRole("textbox");
			assert.match(await words.inputValue(), /^(.|\n)*I will call it `\w+`\.\s*$/);
			await words.fill("I will call it `totalScore`.");
			await looks(workbench, "editing", [narrow, usual]);
			await step.getByRole("button", { name: "Resume from here" }).click();

			chosen = original.replace("function f", "function totalScore");
			await workbench.line("function totalScore").waitFor();
			await workbench.sidebar.getByText(/^Resumed at step \d+ · \d+ of \d+ tokens reused$/).waitFor();
			assert.equal(await decidedName(workbench), "totalScore");
			await branch(workbench, /^Answer 1/).waitFor();
			assert.equal(await branch(workbench, /^Resumed at/).getAttribute("aria-selected"), "true");
			await workbench.sidebar.getByText("No new problems reported by TypeScript").waitFor();
			await looks(workbench, "branches", [narrow, usual, wide]);
		});

		test("is there again, and its edit with it, when its branch is chosen", async () => {
			await branch(workbench, /^Answer 1/).click();
			await workbench.line("function totalScore").waitFor({ state: "detached" });
			await workbench.lens("Accept").waitFor();
			await workbench.line("prices: number").click();
			await workbench.save(totals, former);
		});

		test("gives the document the branch that is accepted", async () => {
			await branch(workbench, /^Resumed at/).click();
			await workbench.line("function totalScore").waitFor();
			await workbench.lens("Accept").click();
			await workbench.lens("Accept").waitFor({ state: "detached" });
			await workbench.line("prices: number").click();
			await workbench.save(totals, chosen);
		});
	});

	suite("A thought that has a limit", () => {
		let workbench: Workbench;
		let engine: HeldEngine | undefined;

		before(async () => {
			workbench = await server.open(cart, "light", { "rationale.reasoning.budgets": { brief: 10, normal: 256 } });
			await workbench.openSidebar();
			await workbench.resizeSidebar(usual);
		});

		afterEach(() => engine?.letGo());
		after(() => workbench?.close());

		async function fixWith(effort: string): Promise<void> {
			// The radio button lies below its label's words.
			await workbench.sidebar.getByRole("radio", { name: effort }).check({ force: true });
			await workbench.goToLine(5);
			await workbench.runCommand("Rationale: Fix");
			await workbench.line("i < prices.length").waitFor();
			await workbench.state(/^Done/).waitFor();
		}

		async function reject(): Promise<void> {
			await workbench.runCommand("Rationale: Reject All Changes");
			await workbench.line("i <= prices.length").waitFor();
			// VS Code does not bring lenses up to date in an editor that loses the focus before it got to them.
			await workbench.lens("Accept").waitFor({ state: "detached" });
		}

		test("is not thought at all without effort, and the edit is right", async () => {
			await fixWith("None");
			assert.equal(await workbench.steps.count(), 0);
			await looks(workbench, "none", [usual]);
			await reject();
		});

		test("is ended when its budget is used up, and the edit is right", async () => {
			await fixWith("Brief");
			await intervention(workbench, "The budget of 10 tokens was used up").waitFor();
			await looks(workbench, "budget", [narrow, usual]);
			await reject();
		});

		test("shows how much of it is used up, and what was pressed, while it is thought", async () => {
			await workbench.sidebar.getByRole("radio", { name: "Normal" }).check({ force: true });
			await workbench.goToLine(14);
			engine = await HeldEngine.hold(server);
			await ask(workbench, longWinded);
			await engine.advance("a third is used up", async () => (await usedUp(workbench)) > 33);
			await looks(workbench, "thinking", [narrow, usual, wide]);
			await workbench.sidebar.getByRole("button", { name: "Think more" }).click();
			await workbench.sidebar.getByRole("button", { name: "Answer now" }).click();
			await looks(workbench, "pressed", [usual]);
			engine.letGo();
			await workbench.state(/^Done/).waitFor();
			await intervention(workbench, /^You asked for the answer after \d/).waitFor();
			await workbench.line("price > largestPrice").waitFor();
			await looks(workbench, "answer-now", [usual]);
			await workbench.runCommand("Rationale: Reject All Changes");
			await workbench.line("price < largestPrice").waitFor();
			await workbench.lens("Accept").waitFor({ state: "detached" });
		});

		test("is taken back where it repeats itself, and the edit is right", async () => {
			await workbench.goToLine(14);
			await ask(workbench, longWinded);
			await intervention(workbench, /^It repeated itself/)
				.first()
				.waitFor();
			await workbench.line("price > largestPrice").waitFor();
			await looks(workbench, "repetition", [narrow, usual]);
		});
	});

	suite("A thought that would go on for ever", () => {
		let workbench: Workbench;
		let engine: HeldEngine | undefined;

		before(async () => {
			workbench = await server.open(cart, "dark", babbling);
			await workbench.openSidebar();
			await workbench.resizeSidebar(usual);
		});

		afterEach(() => engine?.letGo());
		after(() => workbench?.close());

		test("is ended by Answer now", async () => {
			await workbench.goToLine(5);
			await workbench.runCommand("Rationale: Fix");
			// It fills its context, and there is an engine that can be held still.
			await workbench.state(ended).waitFor();
			engine = await HeldEngine.hold(server);
			// With the same seed, so that it goes on as long as before.
			await workbench.runCommand("Rationale: Fix");
			await workbench.state(/^(Queued|Reading|Thinking)/).waitFor();
			await engine.advance("it thinks", () => workbench.state(/^Thinking/).isVisible());
			await workbench.sidebar.getByRole("button", { name: "Answer now" }).click();
			const asked = intervention(workbench, /^You asked for the answer after \d/);
			// In moments: let go at once, it may be at its end before it hears of the click.
			await engine.advance("it has heard of the click", () => asked.isVisible());
			engine.letGo();
			// As hot as it is, the answer may be anything.
			await workbench.state(ended).waitFor();
			assert.equal(await workbench.sidebar.getByRole("button", { name: "Answer now" }).isVisible(), false);
		});
	});
});

async function ask(workbench: Workbench, instruction: string): Promise<void> {
	const composer = workbench.sidebar.getByRole("textbox", { name: /^What should change/ });
	await composer.fill(instruction);
	await composer.press("Enter");
}

/** Per cent of the budget; 0 while there is no bar. */
async function usedUp(workbench: Workbench): Promise<number> {
	const bar = workbench.sidebar.getByRole("progressbar", { name: "Budget of the thought" });
	const values = await bar.evaluateAll((bars: { ariaValueNow: string | null }[]) => bars.map((it) => it.ariaValueNow));
	return Number(values[0] ?? 0);
}

function namingStep(workbench: Workbench): Locator {
	return workbench.steps.filter({ hasText: "I will call it" });
}

async function decidedName(workbench: Workbench): Promise<string> {
	const words = (await namingStep(workbench).locator(".words").textContent()) ?? "";
	return /I will call it (\w+)\./.exec(words)?.[1] ?? assert.fail(words);
}

function branch(workbench: Workbench, name: RegExp): Locator {
	return workbench.sidebar.getByRole("tab", { name });
}

function intervention(workbench: Workbench, words: string | RegExp): Locator {
	return workbench.sidebar.getByRole("note").filter({ hasText: words });
}

/** Kept as pictures in both colours and in several widths, of which the usual one comes last. */
async function looks(workbench: Workbench, name: string, widths: readonly number[]): Promise<void> {
	for (const width of [...widths].sort((a, b) => Math.abs(b - usual) - Math.abs(a - usual))) {
		await workbench.resizeSidebar(width);
		for (const line of await workbench.sidebar.getByRole("note").all()) {
			await line.scrollIntoViewIfNeeded();
		}
		for (const scheme of ["light", "dark"] as const) {
			await workbench.setColorScheme(scheme);
			await workbench.screenshot(`steer-${name}-${width}`);
		}
	}
}
