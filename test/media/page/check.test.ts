import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Page } from "playwright-core";
import type { CheckView } from "../../../media/reasoning/protocol";
import { checks, editProposal, editRun, show } from "../runs";
import { sidebarTests } from "./page";
import { themes } from "./themes";

const look = sidebarTests();
const { id } = editRun;
const focusedProblem = (page: Page) => page.evaluate(() => document.activeElement?.closest(".problem")?.textContent);
const checked = (check: CheckView) => show(editRun, { ...editProposal, check });
/** As it comes while the run is shown. */
const rechecked = (check: CheckView) => ({ kind: "proposal", id, proposal: { ...editProposal, check } }) as const;

suite("what an edit broke", () => {
	const lines: readonly (readonly [string, CheckView, string])[] = [
		["is being looked for", checks.checking, "Checking…"],
		["is nothing, as those say who checked", checks.clean, "No new problems reported by TypeScript"],
		["is nothing, by whomever it was checked", checks.unnamed, "No new problems reported"],
		["is not known where nobody checks", checks.unchecked, "No language server has reported on this file"],
		[
			"is nothing, and the tests pass",
			checks.tested,
			"No new problems reported by TypeScript and ESLint · Tests passed",
		],
		["is being tested", checks.testing, "No new problems reported by TypeScript · Running the test command…"],
		["is counted", checks.broken, "4 new problems"],
	];
	for (const [name, check, text] of lines) {
		test(name, async () => {
			await look([checked(check)], async (sidebar) => {
				assert.deepEqual(await sidebar.texts(".check-line"), [text]);
				const fix = sidebar.page.getByRole("button", { name: "Fix what it broke" });
				assert.equal(await fix.isVisible(), check.kind === "problems");
			});
		});
	}

	test("stands at its change, or below the edit, and a click goes there", async () => {
		await look([checked(checks.broken)], async (sidebar) => {
			const { page } = sidebar;
			assert.equal(await page.locator(".hunk").first().locator(".problem").count(), 2);
			assert.equal(await page.locator(".check .problem").count(), 2);
			await page.getByRole("button", { name: "Cannot find name" }).click();
			await page.getByRole("button", { name: "Expected 1 argument" }).click();
			await page.getByRole("button", { name: "The test command failed" }).click();
			await page.getByRole("button", { name: "Fix what it broke" }).click();
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "showProblem", id, problem: 0 },
				{ kind: "showProblem", id, problem: 2 },
				{ kind: "showLog" },
				{ kind: "fixNewProblems", id },
			]);
		});
	});

	test("says which answer it is", async () => {
		await look([checked(checks.broken)], async (sidebar) => {
			assert.deepEqual(await sidebar.texts(".check-note"), [checks.broken.note]);
		});
	});

	test("goes when it is mended, and the focus stays at a problem that is left", async () => {
		await look([checked(checks.broken)], async (sidebar) => {
			await sidebar.page.getByRole("button", { name: "Cannot find name" }).focus();
			await sidebar.post(rechecked({ ...checks.broken, problems: checks.broken.problems.slice(0, 2) }));
			assert.match((await focusedProblem(sidebar.page)) ?? "", /Cannot find name/);
			await sidebar.post(rechecked({ ...checks.broken, problems: checks.broken.problems.slice(1, 2) }));
			assert.match((await focusedProblem(sidebar.page)) ?? "", /never read/);
			await sidebar.post(rechecked(checks.clean));
			assert.equal(await sidebar.page.locator(".problem").count(), 0);
		});
	});

	test("is not spoken of where the edit is not in the editor", async () => {
		await look([show(editRun, editProposal)], async ({ page }) => {
			assert.equal(await page.locator(".check").isVisible(), false);
		});
	});

	for (const [name, theme] of Object.entries(themes)) {
		test(`is not wider than a narrow view in ${name}`, async () => {
			await look(
				[checked(checks.broken)],
				async ({ page }) => {
					const wide = await page.evaluate(() =>
						[...document.querySelectorAll("body *")]
							.filter((it) => it.getBoundingClientRect().right > innerWidth + 1 && it.checkVisibility())
							.map((it) => it.className),
					);
					assert.deepEqual(wide, []);
				},
				{ theme, width: 220 },
			);
		});
	}
});
