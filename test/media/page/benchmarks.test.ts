import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ToBenchmarkPage } from "../../../media/benchmark/protocol";
import { benchmarkViews, ofFile, running, speedOnly, underWay } from "../benchmarkViews";
import { benchmarkPageTests, type OpenedPage } from "./benchmarkPage";
import type { themes } from "./themes";

const look = benchmarkPageTests();
const show = (benchmarks = benchmarkViews): ToBenchmarkPage => ({ kind: "benchmarks", benchmarks, running: null });
const everything: ToBenchmarkPage = {
	kind: "benchmarks",
	benchmarks: [underWay, ...benchmarkViews, speedOnly, ofFile],
	running,
};

suite("the page of benchmarks", () => {
	test("says what to do where there are none", async () => {
		await look([show([])], async ({ page, ...opened }) => {
			assert.match(await page.locator(".empty").innerText(), /^Nothing has been measured yet/);
			await page.getByRole("button", { name: "New Benchmark…" }).click();
			assert.deepEqual(await page.evaluate(() => window.sent.splice(0) as unknown), [{ kind: "start" }]);
			assert.deepEqual(opened.errors, []);
		});
	});

	test("has a point for each benchmark, and a line for each model", async () => {
		await look([show()], async ({ page }) => {
			assert.equal(await page.locator(".chart .marker").count(), 5);
			assert.equal(await page.locator(".chart .line").count(), 2);
			const chart = page.getByRole("img", { name: "Chart of solved problems" });
			assert.match(
				(await chart.getAttribute("aria-label")) ?? "",
				/14B Q4_K_M, Deep: 83 % solved at 2,520 tokens a problem/,
			);
		});
	});

	test("is drawn against the time when that is chosen, and remembers it", async () => {
		await look([show()], async ({ page }) => {
			assert.equal(await page.locator(".chart .axis").innerHTML(), "Tokens per problem, on average");
			await page.getByRole("radio", { name: "Time" }).check();
			assert.equal(await page.locator(".chart .axis").innerHTML(), "Time per problem, on average");
			assert.equal(await page.evaluate(() => document.activeElement?.id), "axis-time");
			assert.deepEqual(await page.evaluate(() => window.kept), { hidden: [], problems: "", axis: "time" });
		});
	});

	test("compares those that are checked", async () => {
		await look([show()], async ({ page }) => {
			const columns = page.getByRole("region", { name: "Problem by problem" }).getByRole("columnheader");
			assert.equal(await columns.count(), 6);
			await page.getByRole("checkbox", { name: "1.5B Q4_K_M Normal" }).uncheck();
			assert.equal(await columns.count(), 5);
			assert.equal(await page.locator(".chart .marker").count(), 4);
		});
		const kept = { hidden: ["a", "b", "c"], problems: "", axis: "tokens" };
		await look([show()], async ({ page }) => assert.equal(await page.locator(".chart .marker").count(), 2), { kept });
	});

	test("keeps figures over other problems apart", async () => {
		await look([everything], async ({ page }) => {
			const problems = page.getByRole("combobox", { name: "Problems" });
			assert.deepEqual(await problems.locator("option").allInnerTexts(), [
				"Rationale's problems, 12",
				"test6.jsonl, 25",
			]);
			assert.equal(await page.locator(".chart .marker").count(), 6);
			await problems.selectOption("test6.jsonl, 25");
			assert.equal(await page.locator(".chart .marker").count(), 1);
		});
	});

	test("tells problem by problem what became of it", async () => {
		await look([show()], async ({ page }) => {
			const row = page.getByRole("row", { name: /^Vowel Weight/ });
			assert.match(
				await row.innerText(),
				/Runtime error on test 1\s+IndexError: list index out of range\s+420 tokens · 37\.8 s/,
			);
		});
	});

	test("has a dash where nothing is known", async () => {
		await look([show([speedOnly])], async ({ page }) => {
			const cells = await page.getByRole("region", { name: "Speed and score" }).locator("td").allInnerTexts();
			assert.deepEqual(cells, ["–", "–", "–", "–", "28.4", "1.9 s", "812 ms", "–"]);
			assert.equal(await page.locator(".chart").count(), 0);
		});
	});

	test("shows what goes on, and has it cancelled", async () => {
		await look([everything], async ({ page, ...opened }) => {
			const card = page.getByRole("region", { name: "Under way" });
			assert.match(await card.innerText(), /Problem 6 of 12, Lift Trips: thinking, 412 tokens/);
			assert.equal(await page.getByRole("status").innerText(), "Problem 6 of 12");
			assert.equal(
				await page.getByRole("progressbar").evaluate((it) => it instanceof HTMLProgressElement && it.value),
				5 / 12,
			);
			assert.equal(
				await page
					.getByRole("button", { name: "Delete the benchmark of DeepSeek-R1-Distill-Qwen-14B Q4_K_M, Normal" })
					.count(),
				0,
			);
			await page.getByRole("button", { name: "Cancel the benchmark" }).click();
			assert.deepEqual(await page.evaluate(() => window.sent.splice(0) as unknown), [{ kind: "cancel" }]);
			assert.deepEqual(opened.errors, []);
		});
	});

	test("draws nothing but the card when the activity changes", async () => {
		await look([everything], async (opened) => {
			const { page } = opened;
			await page.evaluate(() => document.querySelector(".chart")?.setAttribute("data-old", ""));
			await opened.post({ kind: "activity", running: { ...running, activity: "Problem 6 of 12: judging" } });
			assert.match(await page.locator(".activity").innerText(), /judging/);
			assert.equal(await page.locator(".chart[data-old]").count(), 1);
			await opened.post(show());
			assert.equal(await page.locator(".running").isVisible(), false);
		});
	});

	test("deletes and exports", async () => {
		await look([show(benchmarkViews.slice(0, 2))], async (opened) => {
			await opened.page.getByRole("button", { name: /^Delete .*14B Q4_K_M, Deep/ }).click();
			await opened.page.getByRole("button", { name: "Export as Markdown" }).click();
			await opened.page.getByRole("checkbox", { name: /Q4_K_M Deep/ }).uncheck();
			await opened.page.getByRole("button", { name: "Export as JSON" }).click();
			assert.deepEqual(await opened.sent(), [
				{ kind: "delete", id: "e" },
				{ kind: "export", ids: ["e", "d"], format: "markdown" },
				{ kind: "export", ids: ["d"], format: "json" },
			]);
		});
	});

	test("can be used by keyboard, and keeps the focus where new figures come", async () => {
		await look([show()], async (opened) => {
			const { page } = opened;
			await page.keyboard.press("Tab");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Space");
			assert.equal(await page.locator(".chart .marker").count(), 4);
			await opened.post(show());
			assert.equal(await page.evaluate(() => document.activeElement?.id), "show-e");
			await page.keyboard.press("Tab");
			assert.match(await focusedName(opened), /^Delete the benchmark/);
		});
	});

	for (const theme of [
		"dark",
		"light",
		"highContrast",
		"highContrastLight",
	] as const satisfies readonly (keyof typeof themes)[]) {
		for (const width of [360, 1100]) {
			test(`cuts nothing off in ${theme} at ${width} pixels`, async () => {
				await look(
					[everything],
					async (opened) => {
						await opened.screenshot(`${theme}-${width}`);
						assert.deepEqual(await cutOff(opened), []);
					},
					{ theme, width },
				);
			});
		}
	}
});

function focusedName({ page }: OpenedPage): Promise<string> {
	return page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
}

/** What reaches out of the view; tables scroll by themselves. */
function cutOff({ page }: OpenedPage): Promise<readonly string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll("body *")]
			.filter((it) => it.closest("table, .hidden") === null && it.checkVisibility())
			.filter((it) => it.getBoundingClientRect().right > innerWidth + 1 || it.getBoundingClientRect().left < -1)
			.map((it) => it.outerHTML),
	);
}
