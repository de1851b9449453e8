// The words that tie a hunk and its steps, marked on both sides.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { LinkView, RunView } from "../../../media/reasoning/protocol";
import { editProposal, editRun, show } from "../runs";
import { type SidebarPage, sidebarTests } from "./page";
import { themes } from "./themes";

const look = sidebarTests();
const edit = [show(editRun, editProposal)];

/** What is marked, in the step's text and in the lines of code, each with where it stands. */
function marked({ page }: SidebarPage): Promise<readonly string[]> {
	return page.evaluate(() =>
		[...(CSS.highlights.get("tie") ?? [])].map((range) => {
			const place = range.startContainer.parentElement?.closest(".step, ins, del");
			const name = place?.querySelector(".number")?.textContent ?? place?.tagName.toLowerCase();
			return `${name}: ${range instanceof Range ? range.toString() : ""}`;
		}),
	);
}

const boundTies = ["2: i <= prices.length", "del: i <= prices.length", "2: one past", "del: <="];

suite("what ties a hunk and a step", () => {
	test("is marked on both sides when Why goes to the step, and no more after Escape", async () => {
		await look(edit, async (sidebar) => {
			await sidebar.post({ kind: "markStep", id: editRun.id, step: 1, hunk: 0 });
			assert.deepEqual(await marked(sidebar), boundTies);
			await sidebar.page.keyboard.press("Escape");
			await sidebar.page.locator(".step.marked").waitFor({ state: "detached" });
			assert.deepEqual(await marked(sidebar), []);
		});
	});

	test("is marked while the pointer or the focus is at the hunk", async () => {
		await look(edit, async (sidebar) => {
			const { page } = sidebar;
			await page.locator(".hunk .lines").first().hover();
			assert.deepEqual(await marked(sidebar), boundTies);
			await page.locator("textarea").hover();
			assert.deepEqual(await marked(sidebar), []);
			await page.getByRole("button", { name: "Accept change 2" }).focus();
			assert.deepEqual(await marked(sidebar), ["3: total", "del: total", "ins: total"]);
			await page.locator("textarea").focus();
			assert.deepEqual(await marked(sidebar), []);
		});
	});

	test("is marked without anything in the page being made anew", async () => {
		await look(edit, async (sidebar) => {
			const html = () => sidebar.page.locator(".words, .lines").evaluateAll((all) => all.map((it) => it.innerHTML));
			const before = await html();
			await sidebar.page.locator(".hunk .lines").first().hover();
			assert.deepEqual(await html(), before);
		});
	});

	test("is not marked where the step is a guess, which looks like one", async () => {
		await look(edit, async (sidebar) => {
			await sidebar.post({ kind: "markStep", id: editRun.id, step: 3, hunk: 0 });
			assert.deepEqual(await marked(sidebar), []);
			const outline = (selector: string) =>
				sidebar.page.locator(selector).evaluate((it) => getComputedStyle(it).outlineStyle);
			assert.equal(await outline(".step.marked .words"), "dotted");
			await sidebar.post({ kind: "markStep", id: editRun.id, step: 1, hunk: 0 });
			assert.equal(await outline(".step.marked .words"), "none");
		});
	});

	test("is not marked of an earlier run", async () => {
		await look(edit, async (sidebar) => {
			await sidebar.post({ kind: "markStep", id: editRun.id, step: 1, hunk: 0 });
			await sidebar.post(show({ ...editRun, id: "run-9" }, editProposal));
			assert.deepEqual(await marked(sidebar), []);
		});
	});
});

suite("the steps of a hunk", () => {
	test("are named best first, a citation before a guess, and each can be gone to", async () => {
		const links: readonly LinkView[] = [
			{ hunk: 0, step: 3, kind: "inferred", strength: 0.95, ties: [] },
			{ hunk: 0, step: 0, kind: "cited", strength: 0.5, ties: [] },
			{ hunk: 0, step: 1, kind: "cited", strength: 0.9, ties: [{ inStep: "line 14", inCode: "" }] },
		];
		await look([show(linked(links), editProposal)], async (sidebar) => {
			assert.deepEqual((await sidebar.texts(".hunk .reason")).slice(0, 3), [
				"step 2, it names line 14 of the code it was shown",
				"step 1",
				"step 4 (inferred)",
			]);
			for (const step of [2, 1, 4]) {
				await sidebar.page.getByRole("button", { name: `step ${step}`, exact: true }).click();
				await sidebar.drawn();
				assert.deepEqual(await sidebar.texts(".step.marked .number"), [String(step)]);
			}
		});
	});

	test("show both words where step and code say the same in other words", async () => {
		await look(edit, async (sidebar) => {
			const [first] = await sidebar.texts(".hunk .reason");
			assert.equal(first, "step 2, it names i <= prices.length, one past (<=)");
		});
	});

	test("stay on the line with the comma that follows them", async () => {
		const ties = [{ inStep: "total", inCode: "total" }];
		const links = [0, 1, 2].map(
			(step): LinkView => ({ hunk: 0, step, kind: "cited", strength: 0.9 - step / 10, ties }),
		);
		await look([show(linked(links), editProposal)], async ({ page }) => {
			for (let width = 240; width < 400; width++) {
				await page.setViewportSize({ width, height: 700 });
				const parts = page.locator(".hunk .reason > :first-child");
				const lines = await parts.evaluateAll((all) => all.map((it) => it.getClientRects().length));
				assert.deepEqual([...new Set(lines)], [1], `${width}: ${lines}`);
			}
		});
	});

	test("that led to nothing, or share nothing with it, are not dressed up", async () => {
		const links: readonly LinkView[] = [{ hunk: 0, step: 3, kind: "inferred", strength: 0.05, ties: [] }];
		await look([show(linked(links), editProposal)], async ({ page }) => {
			assert.equal(await page.locator(".step.linked").count(), 0);
			assert.equal(await page.locator(".step .links:visible").count(), 0);
		});
	});
});

function linked(links: readonly LinkView[]): RunView {
	const { state } = editRun;
	assert.ok(state.kind === "done" && state.result.kind === "edit");
	return { ...editRun, state: { kind: "done", result: { ...state.result, links } } };
}

suite("marks", () => {
	for (const [name, theme] of Object.entries(themes)) {
		for (const width of [260, 600]) {
			test(`can be told from the text in ${name} at ${width} pixels`, async () => {
				await look(
					[...edit, { kind: "markStep", id: editRun.id, step: 1, hunk: 0 }],
					async ({ page }) => {
						const {
							color,
							background,
							page: behind,
						} = await page.evaluate(() => {
							const style = getComputedStyle(document.documentElement, "::highlight(tie)");
							return {
								color: style.color,
								background: style.backgroundColor,
								page: getComputedStyle(document.body).backgroundColor,
							};
						});
						assert.notEqual(background, "rgba(0, 0, 0, 0)");
						assert.notEqual(background, behind);
						assert.notEqual(background, color);
						await page.screenshot({ path: `out/screenshots/sidebar-ties-${name}-${width}.png` });
					},
					{ theme, width, height: 900 },
				);
			});
		}
	}
});
