import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { EventView, RunView } from "../../../media/reasoning/protocol";
import { editRun, loadingRun, queuedRun, readingRun, show, thinkingRun } from "../runs";
import { halfwayRun, intervention, steeredRun, unlimitedRun } from "../steerRuns";
import { type SidebarPage, sidebarTests } from "./page";

const look = sidebarTests();
const { id } = thinkingRun;
const thinkMore = { kind: "steer", id, steer: "thinkMore" } as const;
const answerNow = { kind: "steer", id, steer: "answerNow" } as const;
const given = (kind: "thinkMore" | "answerNow"): EventView => ({
	kind: "intervention",
	intervention: intervention(kind, 2, 420),
});
const toState = (run: RunView, state: RunView["state"]): EventView => ({ kind: "state", state, model: run.model });

/** What has the focus: its own text, or its label. */
const focused = ({ page }: SidebarPage) =>
	page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);
const steerButtons = (sidebar: SidebarPage) => sidebar.texts(".steer button:visible");

suite("the buttons that steer", () => {
	const withBoth = ["Answer now", "Think more", "Stop"];
	const rows: readonly (readonly [string, RunView, readonly string[]])[] = [
		["while it is queued", queuedRun, withBoth],
		["while the model is loaded", loadingRun, withBoth],
		["while the prompt is read", readingRun, withBoth],
		["while it thinks", thinkingRun, withBoth],
		["without a thought only offer to stop", { ...queuedRun, effort: "none", budget: 0 }, ["Stop"]],
		["for another answer only offer to stop", { ...readingRun, origin: { kind: "answer", run: "run-0" } }, ["Stop"]],
		["while it answers only offer to stop", { ...editRun, state: { kind: "answering" } }, ["Stop"]],
		["of a run that is done offer another try", editRun, ["Another answer", "Run again"]],
		[
			"of a thought that was stopped offer another try",
			{ ...thinkingRun, state: { kind: "stopped" } },
			["Another answer", "Run again"],
		],
		[
			"of a run that was stopped at once offer to run again",
			{ ...queuedRun, state: { kind: "stopped" } },
			["Run again"],
		],
	];
	for (const [name, run, labels] of rows) {
		test(name, async () => {
			await look([show(run)], async (sidebar) => assert.deepEqual(await steerButtons(sidebar), labels));
		});
	}

	test("Answer now is asked for once, and stays pressed until the run answers", async () => {
		await look([show(thinkingRun)], async (sidebar) => {
			const button = sidebar.page.getByRole("button", { name: "Answer now" });
			await button.click();
			await button.click({ force: true });
			assert.deepEqual(await sidebar.sent(), [answerNow]);
			assert.equal(await button.getAttribute("aria-pressed"), "true");
			await sidebar.stream(id, [{ kind: "thought", step: 2, text: " More." }], thinkingRun.sequence);
			assert.equal(await button.getAttribute("aria-disabled"), "true");
		});
	});

	test("Think more counts the presses that the run has still to take up", async () => {
		await look([show(thinkingRun)], async (sidebar) => {
			const button = sidebar.page.getByRole("button", { name: "Think more" });
			await button.click();
			await button.click();
			assert.deepEqual(await sidebar.sent(), [thinkMore, thinkMore]);
			assert.equal(await button.textContent(), "Think more×2");
			const sequence = await sidebar.stream(id, [given("thinkMore")], thinkingRun.sequence);
			assert.equal(await button.textContent(), "Think more×1");
			await sidebar.stream(id, [given("thinkMore")], sequence);
			assert.equal(await button.textContent(), "Think more");
		});
	});

	test("are reached by Tab and pressed by key, and a second press is no press on another button", async () => {
		await look([show(thinkingRun)], async (sidebar) => {
			const { keyboard } = sidebar.page;
			await sidebar.page.getByRole("button", { name: "Answer now" }).focus();
			await keyboard.press("Enter");
			await sidebar.stream(id, [given("answerNow"), toState(thinkingRun, { kind: "answering" })], thinkingRun.sequence);
			assert.equal(await focused(sidebar), "Steer the run");
			await keyboard.press("Enter");
			assert.deepEqual(await sidebar.sent(), [answerNow]);
			await keyboard.press("Tab");
			assert.equal(await focused(sidebar), "Stop");
			await keyboard.press("Enter");
			assert.deepEqual(await sidebar.sent(), [{ kind: "stop", id }]);
		});
	});

	test("another answer and a run anew are asked for", async () => {
		await look([show(editRun)], async (sidebar) => {
			await sidebar.page.getByRole("button", { name: "Another answer" }).click();
			await sidebar.page.getByRole("button", { name: "Run again" }).click();
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "answerAgain", id },
				{ kind: "again", id },
			]);
		});
	});

	for (const width of [240, 340, 600]) {
		test(`move nothing below them at ${width} pixels`, async () => {
			await look(
				[show(queuedRun)],
				async (sidebar) => {
					const heights: (number | undefined)[] = [];
					for (const run of [queuedRun, loadingRun, readingRun, thinkingRun, unlimitedRun, editRun]) {
						await sidebar.post(show(run));
						heights.push((await sidebar.page.locator(".run-head").boundingBox())?.height);
					}
					assert.equal(new Set(heights.slice(1)).size, 1, heights.join());
				},
				{ width },
			);
		});
	}
});

suite("the budget", () => {
	const bar = ({ page }: SidebarPage) => page.getByRole("progressbar");

	test("fills a bar, and tells the tokens and the time that is left", async () => {
		await look([show(halfwayRun)], async (sidebar) => {
			assert.equal(await bar(sidebar).getAttribute("aria-valuenow"), "50");
			assert.equal(await bar(sidebar).getAttribute("aria-label"), "Budget of the thought");
			assert.equal(await bar(sidebar).getAttribute("aria-valuetext"), "512 of 1,024 tokens, about 16 s left");
			assert.deepEqual(await sidebar.texts(".time-left"), ["about 16 s left"]);
			assert.deepEqual(await sidebar.texts(".budget-place .budget"), ["512 of 1,024"]);
			const [box, fill, tick] = await sidebar.page.evaluate(() =>
				[".bar", ".bar-fill", ".bar-tick"].map((it) => document.querySelector(it)?.getBoundingClientRect().toJSON()),
			);
			assert.ok(Math.abs(fill.width / box.width - 0.5) < 0.01);
			assert.ok(Math.abs((tick.left - box.left) / box.width - 0.9) < 0.01);
		});
	});

	test("is full in the grace after it", async () => {
		await look([show({ ...halfwayRun, budget: 500 })], async (sidebar) => {
			assert.equal(await bar(sidebar).getAttribute("aria-valuenow"), "100");
			assert.deepEqual(await sidebar.texts(".time-left"), ["any moment"]);
		});
	});

	test("without a limit is no bar", async () => {
		await look([show(unlimitedRun)], async (sidebar) => {
			assert.equal(await bar(sidebar).count(), 0);
			assert.deepEqual(await sidebar.texts(".state-text"), ["Thinking · 14 s · 512 tokens · 32 tok/s"]);
			assert.deepEqual(await sidebar.texts(".time-left"), [""]);
		});
	});
});

suite("what was done to a thought", () => {
	const lines = (sidebar: SidebarPage) => sidebar.texts(".intervention");

	test("stands after the step it was done at, in plain words", async () => {
		await look([show(steeredRun)], async (sidebar) => {
			assert.deepEqual(await lines(sidebar), [
				"It drifted into another language: that was taken back, and the language is held back from here.",
				"It repeated itself: the repeats were taken back, and it went another way.",
				"You asked it to think more: Wait, was written in place of the end.",
				"The budget of 256 tokens was used up: the thought was ended.",
			]);
			const steps = await sidebar.page
				.locator(".intervention")
				.evaluateAll((all) => all.map((it) => it.closest(".step")?.querySelector(".number")?.textContent));
			assert.deepEqual(steps, ["1", "2", "3", "4"]);
		});
	});

	test("before the first step stands before it", async () => {
		const run = { ...queuedRun, state: { kind: "thinking" } } as const;
		await look([show(run)], async (sidebar) => {
			await sidebar.stream(id, [{ kind: "intervention", intervention: intervention("answerNow", 0, 0) }]);
			assert.deepEqual(await lines(sidebar), ["You asked for the answer after 0 tokens."]);
			await sidebar.post(show(editRun));
			assert.deepEqual(await lines(sidebar), []);
		});
	});

	test("takes the words back that were repeated, leaves those before them untouched, and says so", async () => {
		await look([show(thinkingRun)], async (sidebar) => {
			await sidebar.page.locator(".step-main").nth(2).focus();
			await sidebar.page
				.locator(".step")
				.nth(1)
				.evaluate((it) => it.setAttribute("data-seen", ""));
			const [first, second] = thinkingRun.steps;
			assert.ok(first !== undefined && second !== undefined);
			await sidebar.stream(
				id,
				[
					{ kind: "steps", steps: [first, second] },
					{ kind: "intervention", intervention: intervention("rewound", 2, 60) },
				],
				thinkingRun.sequence,
			);
			assert.deepEqual(await sidebar.texts(".step .number"), ["1", "2"]);
			assert.equal(await sidebar.page.locator(".step[data-seen]").count(), 1);
			assert.match((await sidebar.page.getByRole("status").textContent()) ?? "", /^It repeated itself: the repeats/);
			assert.equal(
				await sidebar.page
					.locator(".step-main")
					.nth(1)
					.evaluate((it) => it === document.activeElement),
				true,
			);
			const { text: _, ...third } = editRun.steps[2] ?? first;
			await sidebar.stream(
				id,
				[
					{ kind: "step", step: third },
					{ kind: "thought", step: 2, text: "Another way." },
				],
				thinkingRun.sequence + 2,
			);
			assert.deepEqual(await sidebar.texts(".step:last-child .words"), ["Another way."]);
		});
	});

	test("a step that was cut back within loses only what was taken back", async () => {
		await look([show(thinkingRun)], async (sidebar) => {
			const steps = thinkingRun.steps.map((step) => (step.index === 2 ? { ...step, text: "Wait," } : step));
			await sidebar.stream(id, [{ kind: "steps", steps }], thinkingRun.sequence);
			await sidebar.stream(id, [{ kind: "thought", step: 2, text: " no." }], thinkingRun.sequence + 1);
			assert.deepEqual(await sidebar.texts(".step:last-child .words"), ["Wait, no."]);
		});
	});
});
