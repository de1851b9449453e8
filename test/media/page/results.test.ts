import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { RunView } from "../../../media/reasoning/protocol";
import {
	editProposal,
	editRun,
	explainRun,
	failedRun,
	loadingRun,
	longThought,
	refusedRun,
	show,
	thinkingRun,
} from "../runs";
import { sidebarTests } from "./page";
import { themes } from "./themes";

const look = sidebarTests();
const edit = [show(editRun, editProposal)];

suite("what a run came to", () => {
	test("an explanation is Markdown with coloured code and a link", async () => {
		await look([show(explainRun)], async ({ page }) => {
			assert.equal(await page.locator(".answer h2").textContent(), "What it does");
			assert.equal(await page.locator(".answer .hljs-keyword").first().textContent(), "export");
			assert.equal(await page.locator(".answer a").getAttribute("href"), "https://developer.mozilla.org/docs/reduce");
			const color = await page
				.locator(".answer .hljs-keyword")
				.first()
				.evaluate((it) => getComputedStyle(it).color);
			assert.equal(color, "rgb(197, 134, 192)");
		});
	});

	test("the answer of an edit is folded away and can be opened", async () => {
		await look(edit, async ({ page }) => {
			assert.equal(await page.locator(".prose").textContent(), "The loop ran one step too far.");
			assert.equal(await page.locator(".answer pre").isVisible(), false);
			await page.getByText("Show the whole answer").click();
			assert.equal(await page.locator(".answer pre").isVisible(), true);
		});
	});

	const buttons: readonly (readonly [string, RunView, readonly string[], string])[] = [
		["a refusal offers to ask again", refusedRun, ["Ask again"], "again"],
		["a crash offers to run again and the log", failedRun, ["Run again", "Show log"], "again"],
		[
			"a file that is no model offers another one",
			{ ...failedRun, state: { kind: "failed", reason: "notGguf", message: "That is no model." } },
			["Select model", "Run again", "Show log"],
			"selectModel",
		],
	];
	for (const [name, run, labels, kind] of buttons) {
		test(name, async () => {
			await look([show(run)], async (sidebar) => {
				assert.deepEqual(await sidebar.texts(".note button"), labels);
				await sidebar.page.locator(".note button").first().click();
				assert.deepEqual(
					(await sidebar.sent()).map((it) => it.kind),
					[kind],
				);
			});
		});
	}

	test("loading shows how far it is, and can be stopped", async () => {
		await look([show(loadingRun)], async (sidebar) => {
			assert.equal(await sidebar.page.getByRole("progressbar").getAttribute("aria-valuenow"), "40");
			await sidebar.page.getByRole("button", { name: "Stop" }).click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "stop", id: loadingRun.id }]);
		});
	});

	test("before the first run without a model, a model can be selected", async () => {
		await look([{ ...show(null), model: { kind: "none", name: "", detail: "" } }], async (sidebar) => {
			await sidebar.page.getByRole("button", { name: "Select a model…" }).click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "selectModel" }]);
		});
	});
});

suite("hostile text", () => {
	const hostile = [
		'<img src=x onerror="document.title=1">',
		"<script>document.title=2</script>",
		"[run](javascript:document.title=3) [do](command:workbench.action.quit)",
		"![spy](https://example.org/spy.png)",
		'```html\n<iframe srcdoc="<script>parent.document.title=4</script>"></iframe>\n```',
		'```"><img/src=x/onerror=alert(1)>\ncode\n```',
	].join("\n\n");
	const hostileRun: RunView = {
		...explainRun,
		instruction: hostile,
		model: hostile,
		steps: longThought(1, 1).map((step) => ({ ...step, text: hostile })),
		answer: hostile,
	};

	for (const [name, run] of [
		["in an explanation", hostileRun],
		["in a hunk", { ...hostileRun, state: hostileEdit(hostile) }],
		["in a refusal", { ...hostileRun, state: { kind: "done", result: { kind: "refused", message: hostile } } }],
	] as const) {
		test(`stays text ${name}`, async () => {
			await look([show(run)], async ({ page }) => {
				assert.equal(await page.title(), "Reasoning");
				assert.equal(await page.locator("img, iframe, script:not([nonce]), [onerror]").count(), 0);
				const links = await page.locator("a").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
				assert.deepEqual([...new Set(links)], ["https://example.org/spy.png"]);
			});
		});
	}
});

function hostileEdit(text: string): RunView["state"] {
	const lines = text.split("\n");
	const hunks = [{ index: 0, oldStart: 0, oldLines: lines, newStart: 0, newLines: [...lines, text] }];
	return {
		kind: "done",
		result: {
			kind: "edit",
			hunks,
			links: [{ hunk: 0, step: 0, kind: "cited", strength: 1, ties: [{ inStep: text, inCode: text }] }],
		},
	};
}

suite("in every theme", () => {
	for (const [name, theme] of Object.entries(themes)) {
		for (const width of [220, 360, 900]) {
			test(`${name} at ${width} pixels nothing is cut off or wider than the view`, async () => {
				await look(
					edit,
					async ({ page }) => {
						const wide = await page.evaluate(() =>
							[...document.querySelectorAll("body *")]
								.filter((it) => it.getBoundingClientRect().right > innerWidth + 1 && it.checkVisibility())
								.map((it) => it.className),
						);
						assert.deepEqual(wide, []);
					},
					{ theme, width },
				);
			});
		}
	}

	test("nothing moves for those who asked for that", async () => {
		await look(
			[show(thinkingRun)],
			async ({ page }) => assert.equal(await page.evaluate(() => document.getAnimations().length), 0),
			{ reducedMotion: true },
		);
	});

	test("the live region says the state", async () => {
		await look([show(thinkingRun)], async ({ page }) => {
			assert.equal(await page.getByRole("status").textContent(), "Thinking.");
		});
	});
});
