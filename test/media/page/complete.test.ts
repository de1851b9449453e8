import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { RunView } from "../../../media/reasoning/protocol";
import { editRun, show } from "../runs";
import { sidebarTests } from "./page";
import { themes } from "./themes";

const look = sidebarTests();

const hunk = { index: 0, oldStart: 17, oldLines: ["  return ;"], newStart: 17, newLines: ["  return total;"] };
const completeRun: RunView = {
	...editRun,
	id: "run-complete",
	action: "complete",
	answer: "The sum is what it returns.",
	steps: editRun.steps.slice(0, 1),
	state: { kind: "done", result: { kind: "edit", hunks: [hunk], links: [] } },
};

suite("a completion with a thought", () => {
	test("is asked for at the cursor, from the empty page and below a run", async () => {
		await look([show(null)], async (sidebar) => {
			const complete = { kind: "start", action: "complete", instruction: "", thought: "" };
			for (const messages of [[], [show(editRun)]]) {
				await sidebar.post(...messages);
				const button = sidebar.page.getByRole("button", { name: "Complete", exact: true }).filter({ visible: true });
				assert.equal(await button.getAttribute("title"), "Complete the code at the cursor");
				await button.click();
				assert.deepEqual(await sidebar.sent(), [complete]);
			}
		});
	});

	test("says what it is, and shows the line that was put in", async () => {
		const proposal = { hunks: [{ decision: "pending", line: 17 }] } as const;
		await look([show(completeRun, proposal)], async ({ page }) => {
			assert.equal(await page.locator("h1").first().textContent(), "Complete");
			assert.match((await page.locator(".hunk").allInnerTexts()).join("\n"), /return total;/);
		});
	});

	for (const [theme, width] of [
		["dark", 240],
		["dark", 340],
		["light", 340],
		["light", 600],
	] as const) {
		test(`${theme} at ${width} pixels fits in`, async () => {
			await look(
				[],
				async (sidebar) => {
					for (const [name, run] of [
						["empty", null],
						["complete", completeRun],
					] as const) {
						await sidebar.post(show(run, run && { hunks: [{ decision: "pending", line: 17 }] }));
						await sidebar.screenshot(`${name}-with-complete-${theme}-${width}`);
						const right = await sidebar.page.evaluate(() =>
							Math.max(...Array.from(document.querySelectorAll("button"), (it) => it.getBoundingClientRect().right)),
						);
						assert.ok(right <= width, `${right}`);
					}
				},
				{ theme: themes[theme], width, height: 760 },
			);
		});
	}
});
