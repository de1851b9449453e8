import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { editRun, show } from "../runs";
import { branches, otherAnswerRun, resumedRun, showBranch } from "../steerRuns";
import { type SidebarPage, sidebarTests } from "./page";

const look = sidebarTests();
const tabs = ({ page }: SidebarPage) => page.getByRole("tablist", { name: "Branches of this run" }).getByRole("tab");
const selected = ({ page }: SidebarPage) => page.locator("[role=tab][aria-selected=true] .branch-name").textContent();
const choose = (run: { readonly id: string }) => ({ kind: "chooseBranch", id: run.id }) as const;

suite("branches", () => {
	test("are named by what they began from, with what came of them", async () => {
		await look([showBranch(editRun)], async (sidebar) => {
			assert.deepEqual(await sidebar.texts(".branch-name"), ["Answer 1", "Resumed at 3", "Answer 2"]);
			assert.deepEqual(await sidebar.texts(".branch-outcome"), ["2 changes · in the editor", "running", "stopped"]);
			assert.equal(await selected(sidebar), "Answer 1");
		});
	});

	test("have room in a narrow sidebar, where the dot says which one is in the editor", async () => {
		await look(
			[showBranch(editRun)],
			async (sidebar) => {
				const [first] = await tabs(sidebar).all();
				const box = await first?.boundingBox();
				assert.ok(box && box.width < 100, JSON.stringify(box));
				assert.equal(await first?.textContent(), "Answer 12 changes · in the editor");
			},
			{ width: 260 },
		);
	});

	test("of a run that has only one are not listed", async () => {
		await look([{ ...show(editRun), branches: branches.slice(0, 1) }], async (sidebar) => {
			assert.equal(await tabs(sidebar).count(), 0);
			await sidebar.post({ kind: "branches", branches });
			assert.equal(await tabs(sidebar).count(), 3);
		});
	});

	test("a click chooses one, and its changes are there as soon as it is shown", async () => {
		await look([showBranch(resumedRun)], async (sidebar) => {
			await tabs(sidebar).nth(2).click();
			await tabs(sidebar).nth(1).click();
			assert.deepEqual(await sidebar.sent(), [choose(otherAnswerRun)]);
			await sidebar.post(showBranch(otherAnswerRun));
			assert.equal(await selected(sidebar), "Answer 2");
			assert.equal(await sidebar.page.locator(".hunk").count(), 2);
		});
	});

	test("the buttons beside them go to the one before and the one after", async () => {
		await look([showBranch(resumedRun)], async (sidebar) => {
			const next = sidebar.page.getByRole("button", { name: "Next branch" });
			await next.click();
			await sidebar.page.getByRole("button", { name: "Previous branch" }).click();
			assert.deepEqual(await sidebar.sent(), [choose(otherAnswerRun), choose(editRun)]);
			await next.focus();
			await sidebar.post(showBranch(otherAnswerRun));
			assert.equal(await next.getAttribute("aria-disabled"), "true");
			assert.equal(await next.evaluate((it) => it === document.activeElement), true);
			await sidebar.page.keyboard.press("Enter");
			assert.deepEqual(await sidebar.sent(), []);
		});
	});

	test("the shown one is compared with another on request", async () => {
		await look([showBranch(resumedRun)], async (sidebar) => {
			await sidebar.page.getByRole("button", { name: "Compare branches" }).click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "compareBranches", id: resumedRun.id }]);
		});
	});

	test("arrow keys go from one to the next, and only Enter chooses", async () => {
		await look([showBranch(editRun)], async (sidebar) => {
			const { keyboard } = sidebar.page;
			await tabs(sidebar).first().focus();
			const way: (string | null | undefined)[] = [];
			for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"]) {
				await keyboard.press(key);
				way.push(await sidebar.page.evaluate(() => document.activeElement?.querySelector(".branch-name")?.textContent));
			}
			assert.deepEqual(way, ["Resumed at 3", "Answer 2", "Answer 1", "Answer 2", "Answer 1", "Answer 2"]);
			assert.deepEqual(await sidebar.sent(), []);
			await keyboard.press("Enter");
			assert.deepEqual(await sidebar.sent(), [choose(otherAnswerRun)]);
			await sidebar.post(showBranch(otherAnswerRun));
			assert.equal(
				await tabs(sidebar)
					.nth(2)
					.evaluate((it) => it === document.activeElement),
				true,
			);
		});
	});

	test("one that was chosen is scrolled into view", async () => {
		await look(
			[showBranch(editRun), showBranch(otherAnswerRun)],
			async (sidebar) => {
				const box = await tabs(sidebar).nth(2).boundingBox();
				assert.ok(box !== null && box.x > 0 && box.x + box.width < 240, `it is at ${box?.x}`);
			},
			{ width: 240 },
		);
	});
});

suite("a run that continues another", () => {
	test("says what it began from and how much it reused", async () => {
		await look([showBranch(resumedRun)], async (sidebar) => {
			assert.deepEqual(await sidebar.texts(".origin"), ["Resumed at step 3 · 210 of 240 tokens reused"]);
			await sidebar.post(showBranch(otherAnswerRun));
			assert.deepEqual(await sidebar.texts(".origin"), ["Another answer · 770 of 772 tokens reused"]);
			await sidebar.post(showBranch(editRun));
			assert.equal(await sidebar.page.locator(".origin").isVisible(), false);
		});
	});

	test("tells whose each step is", async () => {
		await look([showBranch(resumedRun)], async (sidebar) => {
			assert.deepEqual(
				await sidebar.page.locator(".step").evaluateAll((all) => all.map((it) => it.dataset["source"])),
				["kept", "kept", "user", "model"],
			);
			assert.deepEqual(await sidebar.page.locator(".step .own").allTextContents(), ["Kept", "Kept", "Your words", ""]);
		});
	});
});
