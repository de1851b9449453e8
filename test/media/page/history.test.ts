import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { suite, test } from "node:test";
import type { HistoryEntry, ToWebview } from "../../../media/reasoning/protocol";
import { editProposal, editRun, explainRun, queuedRun, show, thinkingRun } from "../runs";
import { type SidebarPage, sidebarTests } from "./page";
import { themes } from "./themes";

const look = sidebarTests();

/** Milliseconds. */
const hour = 3_600_000;

const entry: HistoryEntry = {
	id: "run-1",
	root: "run-1",
	date: new Date().setHours(9, 30),
	action: "fix",
	where: "cart.ts:12–18",
	path: "/home/me/shop/src/cart.ts",
	instruction: "",
	outcome: { text: "accepted 2 of 3", tone: "good" },
	model: "R1 Qwen 7B · Q4_K_M",
	tokensPerSecond: 31.2,
	branches: 1,
	isActive: false,
	excerpt: "",
};

const entries: readonly HistoryEntry[] = [
	{ ...entry, id: "run-5", root: "run-5", outcome: { text: "running", tone: "busy" }, isActive: true },
	{
		...entry,
		action: "edit",
		where: "orders.py:3–40",
		instruction: "Throw an error if the price is negative, and say which item it was in the message.",
		outcome: { text: "pending", tone: "busy" },
		branches: 3,
	},
	{ ...entry, id: "run-2", root: "run-2", date: entry.date - 25 * hour },
	{
		...entry,
		id: "run-3",
		root: "run-3",
		date: entry.date - 26 * hour,
		action: "tests",
		where: "aRatherLongNameOfAFileThatDoesNotFit.ts:112–118",
		outcome: { text: "refused", tone: "bad" },
	},
	{
		...entry,
		id: "run-4",
		root: "run-4",
		date: entry.date - 24 * 9 * hour,
		action: "explain",
		outcome: { text: "stopped", tone: "plain" },
		tokensPerSecond: 0,
	},
];

const found = (some: readonly HistoryEntry[], query = ""): ToWebview => ({ kind: "history", query, entries: some });
const history = [show(editRun, editProposal), { kind: "openHistory" }, found(entries)] as const;

const focused = ({ page }: SidebarPage) =>
	page.evaluate(
		() =>
			document.activeElement?.closest(".entry")?.querySelector(".entry-where")?.textContent ??
			document.activeElement?.tagName,
	);

suite("the history", () => {
	test("is opened from the run's header, asks for all runs and takes the focus", async () => {
		await look([show(editRun, editProposal)], async (sidebar) => {
			await sidebar.page.getByRole("button", { name: "History" }).click();
			await sidebar.page.getByRole("searchbox").waitFor();
			assert.deepEqual(await sidebar.sent(), [{ kind: "searchHistory", query: "" }]);
			assert.equal(await focused(sidebar), "INPUT");
			await sidebar.post(found(entries));
			assert.deepEqual(await sidebar.texts(".history-list h2"), [
				"Today",
				"Yesterday",
				...(await sidebar.texts(".history-list h2")).slice(2),
			]);
			assert.equal(await sidebar.page.locator(".history .count").textContent(), "5 runs");
		});
	});

	test("says of each run what, where, when, what was asked and what came of it", async () => {
		await look(history, async (sidebar) => {
			const second = sidebar.page.locator(".entry").nth(1);
			const texts = await second.locator(".entry-title > *, .entry-line, .entry-facts > *").allTextContents();
			assert.deepEqual(texts.toSpliced(2, 1), [
				"Edit",
				"orders.py:3–40",
				"Throw an error if the price is negative, and say which item it was in the message.",
				"pending",
				"3 branches",
				"R1 Qwen 7B · Q4_K_M",
				"31 tok/s",
			]);
			assert.match(texts[2] ?? "", /^0?9:30/);
			assert.deepEqual(await sidebar.page.locator("[aria-current]").locator(".entry-where").allTextContents(), [
				"orders.py:3–40",
			]);
		});
	});

	test("sends what is searched for, and shows where it was found", async () => {
		await look(history, async (sidebar) => {
			await sidebar.sent();
			await sidebar.page.getByRole("searchbox").fill("far");
			assert.deepEqual(await sidebar.sent(), [{ kind: "searchHistory", query: "far" }]);
			const excerpt = "…the loop runs one step too far, so the sum is not a number.";
			await sidebar.post(found([{ ...entry, excerpt }], "far"));
			assert.deepEqual(await sidebar.texts(".excerpt"), [excerpt]);
			assert.equal(await sidebar.page.locator(".history .count").textContent(), "1 run found");
			assert.equal(await sidebar.page.getByRole("button", { name: "Delete all" }).isVisible(), false);
		});
	});

	test("does not show the late answer to an earlier search", async () => {
		await look(history, async (sidebar) => {
			await sidebar.page.getByRole("searchbox").fill("far");
			await sidebar.post(found([], "fa"));
			assert.equal(await sidebar.page.locator(".entry").count(), entries.length);
		});
	});

	test("says that nothing was found, or that there is nothing yet", async () => {
		await look(history, async (sidebar) => {
			await sidebar.page.getByRole("searchbox").fill("zebra");
			await sidebar.post(found([], "zebra"));
			assert.equal(await sidebar.page.getByText("No run has all these words.").isVisible(), true);
			await sidebar.page.getByRole("searchbox").fill("");
			await sidebar.post(found([]));
			assert.equal(await sidebar.page.getByText("No runs yet.").isVisible(), true);
		});
	});

	test("opens a run, and gives way to it", async () => {
		await look(history, async (sidebar) => {
			await sidebar.sent();
			await sidebar.page.locator(".entry-main").nth(2).click();
			await sidebar.page.locator(".history").waitFor({ state: "hidden" });
			assert.deepEqual(await sidebar.sent(), [{ kind: "selectRun", id: "run-2" }]);
			assert.equal(await focused(sidebar), "TEXTAREA");
		});
	});

	test("exports and deletes a run from its buttons, and all of them", async () => {
		await look(history, async (sidebar) => {
			await sidebar.sent();
			const { page } = sidebar;
			await page.locator(".entry").nth(1).hover();
			await page.getByRole("button", { name: "Export Edit orders.py:3–40" }).click();
			await page.getByRole("button", { name: "Delete Edit orders.py:3–40" }).click();
			await page.getByRole("button", { name: "Delete all…" }).click();
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "exportRun", id: "run-1" },
				{ kind: "deleteRun", id: "run-1" },
				{ kind: "deleteAllRuns" },
			]);
		});
	});

	test("does not offer to delete a run that goes on", async () => {
		await look(history, async (sidebar) => {
			await sidebar.sent();
			assert.equal(await sidebar.page.locator(".entry").first().getByRole("button", { name: "Delete" }).count(), 0);
			await sidebar.page.locator(".entry-main").first().press("Delete");
			assert.deepEqual(await sidebar.sent(), []);
		});
	});

	test("is used with the keyboard alone", async () => {
		await look(history, async (sidebar) => {
			const { keyboard } = sidebar.page;
			await sidebar.sent();
			const way: (string | undefined)[] = [];
			for (const key of ["ArrowDown", "ArrowDown", "End", "ArrowDown", "Home", "ArrowUp", "ArrowDown", "ArrowDown"]) {
				await keyboard.press(key);
				way.push(await focused(sidebar));
			}
			const [first, second, last] = ["cart.ts:12–18", "orders.py:3–40", "cart.ts:12–18"];
			assert.deepEqual(way, [first, second, last, last, first, "INPUT", first, second]);
			await keyboard.press("Delete");
			await keyboard.press("Enter");
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "deleteRun", id: "run-1" },
				{ kind: "selectRun", id: "run-1" },
			]);
		});
	});

	test("opens the first run that was found with Enter, and goes away with Escape", async () => {
		await look(history, async (sidebar) => {
			await sidebar.sent();
			await sidebar.page.getByRole("searchbox").press("Enter");
			assert.deepEqual(await sidebar.sent(), [{ kind: "selectRun", id: "run-5" }]);
			await sidebar.post({ kind: "openHistory" }, found(entries));
			await sidebar.page.locator(".entry-main").nth(1).press("Escape");
			await sidebar.page.locator(".history").waitFor({ state: "hidden" });
		});
	});

	test("keeps the focus where an entry was deleted", async () => {
		await look(history, async (sidebar) => {
			await sidebar.page.locator(".entry-main").nth(1).focus();
			await sidebar.post(found(entries.toSpliced(1, 1)));
			assert.equal(await focused(sidebar), "cart.ts:12–18");
			await sidebar.post(found([]));
			assert.equal(await focused(sidebar), "INPUT");
		});
	});

	test("stays when another run is shown behind it, and goes when one starts or a step is marked", async () => {
		await look(history, async (sidebar) => {
			const panel = sidebar.page.locator(".history");
			await sidebar.post(show(explainRun));
			assert.equal(await panel.isVisible(), true);
			await sidebar.post(show({ ...queuedRun, id: "run-9" }));
			assert.equal(await panel.isVisible(), false);
			await sidebar.post(show(editRun), { kind: "openHistory" });
			assert.equal(await panel.isVisible(), true);
			await sidebar.post({ kind: "markStep", id: editRun.id, hunk: 0, step: 1 });
			assert.equal(await panel.isVisible(), false);
		});
	});

	test("lets nothing behind it be reached", async () => {
		await look(history, async (sidebar) => {
			const { page } = sidebar;
			await page.getByRole("searchbox").focus();
			for (let presses = 0; presses < 12; presses++) {
				await page.keyboard.press("Tab");
				const where = await page.evaluate(() => document.activeElement?.closest("header, main, footer")?.tagName);
				assert.equal(where, undefined);
			}
		});
	});

	test("shows what a user wrote as text", async () => {
		const hostile = '<img src=x onerror="document.title=1">';
		const entryOfHostile = { ...entry, where: hostile, instruction: hostile, model: hostile, excerpt: hostile };
		await look([show(null), { kind: "openHistory" }, found([entryOfHostile])], async (sidebar) => {
			assert.equal(await sidebar.page.locator("img").count(), 0);
			assert.equal(await sidebar.page.getByText(hostile).count(), 4);
		});
	});
});

suite("an earlier run", () => {
	test("says that its file has changed, until another run is shown", async () => {
		const text = "The file has changed since: the code of this run is not in cart.ts any more.";
		await look([show(editRun), { kind: "fileNote", id: editRun.id, text }], async (sidebar) => {
			assert.deepEqual(await sidebar.texts(".file-note"), [text]);
			await sidebar.post({ kind: "fileNote", id: "another", text: "Not this one." });
			assert.deepEqual(await sidebar.texts(".file-note"), [text]);
			await sidebar.post(show(thinkingRun));
			assert.equal(await sidebar.page.locator(".file-note").isVisible(), false);
		});
	});

	test("does not offer to decide on what was left open when its window was closed", async () => {
		const hunks = [
			{ decision: "accepted", line: 13 },
			{ decision: "undecided", line: 16 },
		] as const;
		await look([show(editRun, { hunks })], async (sidebar) => {
			assert.deepEqual(await sidebar.texts(".decision"), ["Accepted", "Not decided"]);
			assert.equal(await sidebar.page.locator(".hunk .buttons:visible").count(), 0);
		});
	});
});

suite("pictures of the history", () => {
	for (const [name, theme] of Object.entries(themes)) {
		test(`in the ${name} theme, wide and narrow`, async () => {
			await mkdir("out/screenshots", { recursive: true });
			for (const width of [360, 230]) {
				await look(
					history,
					async ({ page }) => {
						await page.locator(".entry-main").nth(1).focus();
						await page.locator(".entry").nth(2).hover();
						await page.screenshot({ path: `out/screenshots/history-${name}-${width}.png` });
						const overflow = await page.evaluate(
							() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
						);
						assert.equal(overflow, 0);
					},
					{ theme, width, height: 560 },
				);
			}
		});
	}

	for (const name of ["dark", "light"] as const) {
		test(`a search and an earlier run whose file has changed, in the ${name} theme`, async () => {
			const text = "The file has changed since: the code of this run is not in cart.ts any more.";
			const excerpt = "…the loop runs one step too far, so the sum is not a number.";
			await look(
				[...history, { kind: "fileNote", id: editRun.id, text }],
				async (sidebar) => {
					await sidebar.page.getByRole("searchbox").fill("too far");
					await sidebar.post(found([{ ...entry, excerpt }, ...entries.slice(3)], "too far"));
					await sidebar.page.screenshot({ path: `out/screenshots/history-search-${name}.png` });
					await sidebar.page.keyboard.press("Escape");
					await sidebar.page.locator(".history").waitFor({ state: "hidden" });
					await sidebar.page.screenshot({ path: `out/screenshots/history-changed-${name}.png` });
				},
				{ theme: themes[name], height: 560 },
			);
		});
	}
});
