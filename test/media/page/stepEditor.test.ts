import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { editProposal, editRun, longRun, show, thinkingRun } from "../runs";
import { otherAnswerRun, resumedRun, showBranch } from "../steerRuns";
import { type SidebarPage, sidebarTests } from "./page";

const look = sidebarTests();
const edit = [show(editRun, editProposal)];
const { id } = editRun;
const words = "I will call it `sum`.";

const step = ({ page }: SidebarPage, index: number) => page.locator(".step-main").nth(index);
const field = ({ page }: SidebarPage, number: number) => page.getByRole("textbox", { name: `Words of step ${number}` });
const resume = ({ page }: SidebarPage) => page.locator(".step-editor .resume");
const open = async (sidebar: SidebarPage, index: number, key = "e") => {
	await step(sidebar, index).focus();
	await sidebar.page.keyboard.press(key);
};
const hasFocus = (it: Element) => it === document.activeElement;
const keptEdits = ({ page }: SidebarPage) => page.evaluate(() => Object(window.kept).edits);

suite("a step that is edited in its place", () => {
	for (const key of ["e", "F2"]) {
		test(`is opened by ${key}, with its text as the model wrote it`, async () => {
			await look(edit, async (sidebar) => {
				await open(sidebar, 1, key);
				assert.equal(await field(sidebar, 2).inputValue(), editRun.steps[1]?.text);
				assert.equal(await field(sidebar, 2).evaluate(hasFocus), true);
				assert.equal(await sidebar.page.locator(".step").nth(1).locator(".words").isVisible(), false);
				assert.equal(await sidebar.page.getByText("What followed is kept as a branch.").isVisible(), true);
			});
		});
	}

	test("has a button that Tab reaches from the step, and that is seen then", async () => {
		await look(edit, async (sidebar) => {
			const button = sidebar.page.getByRole("button", { name: "Edit step 3" });
			assert.equal(await sidebar.page.getByRole("button", { name: /^Edit step/ }).count(), 0);
			await step(sidebar, 2).focus();
			await sidebar.page.keyboard.press("Tab");
			assert.equal(await button.evaluate(hasFocus), true);
			await sidebar.page.keyboard.press("Enter");
			assert.equal(await field(sidebar, 3).evaluate(hasFocus), true);
		});
	});

	test("has a button that the pointer finds, left of the time", async () => {
		await look(edit, async (sidebar) => {
			await step(sidebar, 1).hover();
			const button = await sidebar.page.getByRole("button", { name: "Edit step 2" }).boundingBox();
			const time = await sidebar.page.locator(".time").nth(1).boundingBox();
			assert.ok(button !== null && time !== null && button.x + button.width < time.x && time.x - button.x < 100);
			await sidebar.page.getByRole("button", { name: "Edit step 2" }).click();
			assert.deepEqual(await sidebar.sent(), []);
			assert.equal(await field(sidebar, 2).count(), 1);
		});
	});

	test("is thought on from", async () => {
		await look(edit, async (sidebar) => {
			await open(sidebar, 1);
			await field(sidebar, 2).fill(words);
			await resume(sidebar).click();
			await resume(sidebar).click({ force: true });
			assert.deepEqual(await sidebar.sent(), [{ kind: "resume", id, step: 1, text: words }]);
		});
	});

	for (const modifier of ["Control", "Meta"]) {
		test(`is thought on from with ${modifier} and Enter, while Enter begins a line`, async () => {
			await look(edit, async (sidebar) => {
				await open(sidebar, 1);
				await field(sidebar, 2).fill(words);
				await sidebar.page.keyboard.press("Enter");
				await sidebar.page.keyboard.press(`${modifier}+Enter`);
				assert.deepEqual(await sidebar.sent(), [{ kind: "resume", id, step: 1, text: `${words}\n` }]);
			});
		});
	}

	test("left empty is thought anew", async () => {
		await look(edit, async (sidebar) => {
			await open(sidebar, 1);
			assert.equal(await resume(sidebar).textContent(), "Resume from here");
			await field(sidebar, 2).fill(" \n");
			assert.equal(await resume(sidebar).textContent(), "Think this step anew");
			await resume(sidebar).click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "resume", id, step: 1, text: "" }]);
		});
	});

	test("is as it was after Escape, with the focus", async () => {
		await look(edit, async (sidebar) => {
			await open(sidebar, 1);
			await field(sidebar, 2).fill(words);
			await sidebar.page.keyboard.press("Escape");
			assert.equal(await field(sidebar, 2).count(), 0);
			assert.equal(await step(sidebar, 1).evaluate(hasFocus), true);
			assert.deepEqual(await keptEdits(sidebar), []);
			await sidebar.page.keyboard.press("e");
			await sidebar.page.getByRole("button", { name: "Cancel" }).click();
			assert.equal(await sidebar.page.locator(".words").nth(1).isVisible(), true);
			assert.deepEqual(await sidebar.sent(), []);
		});
	});

	test("keeps the arrow keys, Enter and letters to itself", async () => {
		await look(edit, async (sidebar) => {
			await open(sidebar, 1);
			for (const key of ["ArrowUp", "ArrowDown", "Home", "End", "e", "F2"]) {
				await sidebar.page.keyboard.press(key);
			}
			assert.equal(await field(sidebar, 2).evaluate(hasFocus), true);
			assert.deepEqual(await sidebar.sent(), []);
		});
	});

	test("stays where it is when it is opened, and grows with its words", async () => {
		await look([show({ ...longRun, state: { kind: "stopped" } })], async (sidebar) => {
			await sidebar.page.locator(".scroller").evaluate((it) => it.scrollTo(0, 0));
			await open(sidebar, 1);
			const before = await field(sidebar, 2).boundingBox();
			await field(sidebar, 2).fill(`${words}\n`.repeat(9));
			const after = await field(sidebar, 2).boundingBox();
			assert.ok(before !== null && after !== null && after.y === before.y && after.height > before.height);
		});
	});

	test("is not there while the run goes on", async () => {
		await look([show(thinkingRun)], async (sidebar) => {
			await open(sidebar, 1);
			await step(sidebar, 1).hover();
			assert.equal(await field(sidebar, 2).count(), 0);
			assert.equal(await sidebar.page.getByRole("button", { name: /^Edit step/ }).count(), 0);
			await sidebar.post(show({ ...thinkingRun, state: { kind: "stopped" } }));
			await sidebar.page.getByRole("button", { name: "Edit step 2" }).click();
			assert.equal(await field(sidebar, 2).count(), 1);
		});
	});
});

suite("the words of a step that is edited", () => {
	test("stay while proposals and models come in, and when another branch is looked at", async () => {
		await look([showBranch(editRun)], async (sidebar) => {
			await open(sidebar, 1);
			await field(sidebar, 2).fill(words);
			await sidebar.post({ kind: "proposal", id, proposal: { hunks: [{ decision: "accepted", line: 13 }] } });
			assert.equal(await field(sidebar, 2).evaluate(hasFocus), true);
			await sidebar.post(showBranch(otherAnswerRun));
			assert.equal(await field(sidebar, 2).count(), 0);
			await sidebar.post(showBranch(editRun));
			assert.equal(await field(sidebar, 2).inputValue(), words);
		});
	});

	test("stay when the run cannot go on from them, and are sent again", async () => {
		await look(edit, async (sidebar) => {
			await open(sidebar, 1);
			await field(sidebar, 2).fill(words);
			await resume(sidebar).click();
			await field(sidebar, 2).focus();
			await resume(sidebar).click();
			assert.equal((await sidebar.sent()).length, 2);
			assert.equal(await field(sidebar, 2).inputValue(), words);
		});
	});

	test("are given up once the run that goes on from them is shown, and the focus is not lost", async () => {
		await look(edit, async (sidebar) => {
			await open(sidebar, 2);
			await field(sidebar, 3).fill(words);
			await sidebar.page.keyboard.press("Control+Enter");
			await sidebar.post(showBranch(resumedRun));
			assert.equal(await sidebar.page.locator(".steer").evaluate(hasFocus), true);
			assert.deepEqual(await keptEdits(sidebar), []);
			await sidebar.post(showBranch(editRun));
			assert.equal(await field(sidebar, 3).count(), 0);
		});
	});

	test("are there again when the view comes back", async () => {
		const edits = [{ run: id, step: 1, text: words }];
		await look(
			edit,
			async (sidebar) => {
				assert.equal(await field(sidebar, 2).inputValue(), words);
				await field(sidebar, 2).fill("Other words");
				assert.deepEqual(await keptEdits(sidebar), [{ run: id, step: 1, text: "Other words" }]);
			},
			{ kept: { draft: "", run: id, top: null, edits } },
		);
	});
});
