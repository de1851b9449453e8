import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { editProposal, editRun, eventsOf, longRun, queuedRun, show, thinkingRun } from "../runs";
import { type SidebarPage, sidebarTests } from "./page";

const look = sidebarTests();
const edit = [show(editRun, editProposal)];

suite("hunks and steps", () => {
	test("a hunk is accepted, rejected and shown", async () => {
		await look(edit, async (sidebar) => {
			const { page } = sidebar;
			await page.getByRole("button", { name: "Accept change 1" }).click();
			await page.getByRole("button", { name: "Reject change 2" }).click();
			await page.getByRole("button", { name: "cart.ts, line 14" }).click();
			await page.getByRole("button", { name: "Accept all" }).click();
			await page.getByRole("button", { name: "Reject all" }).click();
			const { id } = editRun;
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "accept", id, hunk: 0 },
				{ kind: "reject", id, hunk: 1 },
				{ kind: "showHunk", id, hunk: 0 },
				{ kind: "accept", id, hunk: "all" },
				{ kind: "reject", id, hunk: "all" },
			]);
		});
	});

	test("what was decided stands in the buttons' place, and the focus stays at the hunk", async () => {
		await look(edit, async (sidebar) => {
			await sidebar.page.getByRole("button", { name: "Accept change 1" }).focus();
			const hunks = [
				{ decision: "accepted", line: 13 },
				{ decision: "gone", line: 20 },
			] as const;
			await sidebar.post({ kind: "proposal", id: editRun.id, proposal: { hunks } });
			assert.deepEqual(await sidebar.texts(".decision"), ["Accepted", "Gone"]);
			assert.equal(await sidebar.page.locator(".buttons:visible").count(), 0);
			assert.equal(await sidebar.page.evaluate(() => document.activeElement?.textContent), "cart.ts, line 14");
			assert.deepEqual(await sidebar.texts(".place"), ["cart.ts, line 14", "cart.ts, lines 21–22"]);
			assert.deepEqual(await sidebar.texts(".to"), [
				"→ change 1, line 14",
				"→ change 2, line 21",
				"→ change 1 (inferred)",
			]);
		});
	});

	test("a proposal that was not applied says why and offers no decision", async () => {
		await look([show(editRun, { ...editProposal, notice: "The file was closed." })], async (sidebar) => {
			assert.equal(await sidebar.page.getByText("The file was closed.").isVisible(), true);
			assert.equal(await sidebar.page.locator(".buttons:visible").count(), 0);
		});
	});

	test("a step shows its lines, a link its hunk; a step without either is no button", async () => {
		await look(edit, async (sidebar) => {
			await sidebar.page.locator(".step-main").nth(1).click();
			await sidebar.page.getByRole("button", { name: "change 1, line 14" }).click();
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "showStep", id: editRun.id, step: 1 },
				{ kind: "showHunk", id: editRun.id, hunk: 0 },
			]);
			await sidebar.post(show(thinkingRun));
			const roles = await sidebar.page
				.locator(".step-main")
				.evaluateAll((all) => all.map((it) => it.getAttribute("role")));
			assert.deepEqual(roles, ["button", "button", "group"]);
			await sidebar.page.locator(".step-main").nth(2).click();
			assert.deepEqual(await sidebar.sent(), []);
		});
	});

	test("Why goes to the step, marks it and gives it the focus", async () => {
		await look(edit, async (sidebar) => {
			await sidebar.page.getByRole("button", { name: "step 2", exact: true }).click();
			const marked = sidebar.page.locator(".step.marked");
			assert.equal(await marked.locator(".number").textContent(), "2");
			assert.equal(await marked.locator(".step-main").evaluate((it) => it === document.activeElement), true);
			await sidebar.post({ kind: "markStep", id: editRun.id, step: 3, hunk: 0 });
			assert.equal(await marked.locator(".number").textContent(), "4");
		});
	});

	test("a step that is far up is marked in view, also in the message that shows the run", async () => {
		await look([show(longRun), { kind: "markStep", id: longRun.id, step: 2, hunk: 0 }], async ({ page }) => {
			const box = await page.locator(".step.marked").boundingBox();
			assert.ok(box !== null && box.y > 50 && box.y < 700, `it is at ${box?.y}`);
		});
	});
});

suite("keyboard", () => {
	const focused = ({ page }: SidebarPage) =>
		page.evaluate(
			() => document.activeElement?.querySelector(".number")?.textContent ?? document.activeElement?.tagName,
		);

	test("arrow keys go from step to step, Enter shows the lines, Escape goes to the composer", async () => {
		await look(edit, async (sidebar) => {
			const { keyboard } = sidebar.page;
			await sidebar.page.locator(".step-main").first().focus();
			const way: (string | undefined)[] = [];
			for (const key of [
				"ArrowDown",
				"ArrowDown",
				"ArrowUp",
				"End",
				"ArrowDown",
				"Home",
				"ArrowUp",
				"ArrowDown",
				"Enter",
			]) {
				await keyboard.press(key);
				way.push((await focused(sidebar)) ?? undefined);
			}
			assert.deepEqual(way, ["2", "3", "2", "4", "4", "1", "1", "2", "2"]);
			assert.deepEqual(await sidebar.sent(), [{ kind: "showStep", id: editRun.id, step: 1 }]);
			await keyboard.press("Escape");
			assert.equal(await focused(sidebar), "TEXTAREA");
			await keyboard.press("ArrowUp");
			assert.equal(await focused(sidebar), "4");
		});
	});

	test("Tab reaches one step with its links, not all of them", async () => {
		await look(edit, async ({ page }) => {
			assert.equal(await page.locator(".steps [tabindex='0']").count(), 1);
			await page.locator(".step-main").nth(1).focus();
			assert.deepEqual(
				await page.locator(".steps [tabindex='0']").evaluateAll((all) => all.map((it) => it.className)),
				["step-main", "link to"],
			);
		});
	});

	test("Enter runs what is written, Shift and Enter begins a line", async () => {
		await look([show(null)], async (sidebar) => {
			const text = sidebar.page.locator("textarea");
			await text.press("Enter");
			await text.pressSequentially("Use a loop");
			await text.press("Shift+Enter");
			await text.pressSequentially("and log it ");
			await text.press("Enter");
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "start", action: "edit", instruction: "Use a loop\nand log it", thought: "" },
			]);
			assert.equal(await text.inputValue(), "");
		});
	});

	test("streaming never takes the focus", async () => {
		await look([show(queuedRun)], async (sidebar) => {
			await sidebar.page.locator("textarea").focus();
			await sidebar.stream(queuedRun.id, eventsOf(editRun, 20));
			assert.equal(await focused(sidebar), "TEXTAREA");
		});
	});
});
