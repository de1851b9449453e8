import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { RunView } from "../../../media/reasoning/protocol";
import { editProposal, editRun, eventsOf, longRun, longThought, queuedRun, show, thinkingRun } from "../runs";
import { type SidebarPage, sidebarTests } from "./page";

const look = sidebarTests();
const edit = [show(editRun, editProposal)];

suite("a run that streams", () => {
	test("shows the same as the run sent whole", async () => {
		await look([show(queuedRun)], async (sidebar) => {
			await sidebar.stream(queuedRun.id, eventsOf(editRun, 4));
			await sidebar.post({ kind: "proposal", id: editRun.id, proposal: editProposal });
			const streamed = await sidebar.page.locator("main").textContent();
			await sidebar.post(show(null), show(editRun, editProposal));
			assert.equal(await sidebar.page.locator("main").textContent(), streamed);
		});
	});

	test("shows its steps in order, with kind, time and code", async () => {
		await look(edit, async (sidebar) => {
			assert.deepEqual(await sidebar.texts(".kind"), ["Inspect", "Inspect", "Check", "Decide"]);
			assert.deepEqual(await sidebar.texts(".time"), ["3 s", "6 s", "9 s", "12 s"]);
			assert.deepEqual(await sidebar.texts(".step:nth-child(2) .words code"), ["i <= prices.length", "i", "total"]);
			assert.equal((await sidebar.texts(".words"))[1], editRun.steps[1]?.text.replaceAll("`", ""));
		});
	});

	test("asks once for what was lost", async () => {
		await look([show(queuedRun)], async (sidebar) => {
			const events = eventsOf(editRun, 10);
			await sidebar.stream(queuedRun.id, events.slice(0, 4));
			await sidebar.stream(queuedRun.id, events.slice(6), 6);
			assert.deepEqual(await sidebar.sent(), [{ kind: "missed", id: queuedRun.id }]);
			await sidebar.post(show({ ...editRun, sequence: events.length }, editProposal));
			assert.equal(await sidebar.page.locator(".hunk").count(), 2);
		});
	});
});

suite("twenty thousand tokens of thought", () => {
	const run: RunView = { ...thinkingRun, steps: longThought(250, 10), sequence: 0 };
	const events = eventsOf({ ...run, answer: "" }, 80);

	test("are only ever added to", async () => {
		await look([show(queuedRun)], async (sidebar) => {
			const { page } = sidebar;
			await page.evaluate(() => {
				window.removed = [];
				const observer = new MutationObserver((list) => {
					const words = list.filter(({ target }) => target.parentElement?.closest(".step-head") === null);
					window.removed.push(...words.flatMap((it) => [...it.removedNodes]).map(({ nodeName }) => nodeName));
				});
				observer.observe(document.querySelector(".steps") ?? document, { childList: true, subtree: true });
			});
			for (let at = 0; at < events.length; at += 200) {
				await sidebar.stream(run.id, events.slice(at, at + 200), at);
			}
			assert.deepEqual(await page.evaluate(() => window.removed), []);
			assert.equal(await page.locator(".step").count(), run.steps.length);
			const words = await page.locator(".words").allTextContents();
			assert.deepEqual(
				words,
				run.steps.map(({ text }) => text.replaceAll("`", "")),
			);
		});
	});

	test("leave a finished step untouched while the next ones come", async () => {
		await look([show(queuedRun)], async (sidebar) => {
			const half = await sidebar.stream(run.id, events.slice(0, 200));
			const finished = (await sidebar.page.locator(".step").count()) - 1;
			await sidebar.page.evaluate((count) => {
				window.removed = [];
				const observer = new MutationObserver((list) => {
					window.removed.push(...list.map(({ type }) => type));
				});
				for (const step of [...document.querySelectorAll(".step")].slice(0, count)) {
					observer.observe(step, { childList: true, characterData: true, subtree: true });
				}
			}, finished);
			await sidebar.stream(run.id, events.slice(half, 2 * half), half);
			assert.ok(finished > 5);
			assert.deepEqual(await sidebar.page.evaluate(() => window.removed), []);
		});
	});

	test("shown whole, only those in view are laid out", async () => {
		await look([show(run)], async ({ page }) => {
			const skipped = await page.evaluate(
				() =>
					[...document.querySelectorAll(".words")].filter((it) => !it.checkVisibility({ contentVisibilityAuto: true }))
						.length,
			);
			assert.ok(skipped > 200, `${skipped} steps are skipped`);
		});
	});
});

suite("scrolling", () => {
	const isAtBottom = ({ page }: SidebarPage) =>
		page.locator(".scroller").evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight < 2);
	const grow = (sidebar: SidebarPage, sequence: number) =>
		sidebar.post({
			kind: "events",
			id: longRun.id,
			sequence,
			events: [{ kind: "thought", step: 39, text: " And on it goes, for more than one line of text.".repeat(9) }],
		});
	const jump = "Jump to latest";

	test("stays at the bottom while text comes", async () => {
		await look([show(longRun)], async (sidebar) => {
			await grow(sidebar, 1);
			assert.equal(await isAtBottom(sidebar), true);
			assert.equal(await sidebar.page.getByText(jump).isVisible(), false);
		});
	});

	test("stays where the user scrolled to, and jumps back when asked", async () => {
		await look([show(longRun)], async (sidebar) => {
			await sidebar.page.mouse.move(150, 300);
			await sidebar.page.mouse.wheel(0, -300);
			await sidebar.page.getByText(jump).waitFor();
			const top = () => sidebar.page.locator(".scroller").evaluate((it) => it.scrollTop);
			const before = await top();
			await grow(sidebar, 1);
			assert.equal(await top(), before);
			await sidebar.page.getByText(jump).click();
			await grow(sidebar, 2);
			assert.equal(await isAtBottom(sidebar), true);
			assert.equal(await sidebar.page.getByText(jump).isVisible(), false);
		});
	});

	test("is where it was, with the draft, when the view comes back", async () => {
		const kept = { draft: "Use a for-of loop", run: longRun.id, top: 120 };
		const thought = { text: "", isOpen: false };
		await look(
			[show(longRun)],
			async ({ page }) => {
				assert.equal(await page.locator("textarea").inputValue(), kept.draft);
				assert.equal(await page.locator(".scroller").evaluate((it) => it.scrollTop), kept.top);
				await page.locator("textarea").fill("Other words");
				assert.deepEqual(await page.evaluate(() => window.kept), {
					...kept,
					draft: "Other words",
					thought,
					edits: [],
				});
			},
			{ kept },
		);
	});
});
