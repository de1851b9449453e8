import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ToWebview } from "../../../media/reasoning/protocol";
import { editProposal, editRun, show } from "../runs";
import { halfwayRun, resumedRun, showBranch, steeredRun } from "../steerRuns";
import { type SidebarPage, sidebarTests } from "./page";
import { themes } from "./themes";

const look = sidebarTests();

interface Scene {
	readonly name: string;
	readonly messages: readonly ToWebview[];
	readonly arrange?: (sidebar: SidebarPage) => Promise<void>;
}

const scenes: readonly Scene[] = [
	{
		name: "thinking",
		messages: [show(halfwayRun)],
		arrange: ({ page }) => page.getByRole("button", { name: "Think more" }).click({ clickCount: 2 }),
	},
	{ name: "steered", messages: [show(steeredRun, editProposal)], arrange: toTop },
	{ name: "resumed", messages: [showBranch(resumedRun)], arrange: toTop },
	{
		name: "editing",
		messages: [showBranch(editRun)],
		arrange: async ({ page }) => {
			await page.locator(".step-main").nth(1).focus();
			await page.keyboard.press("e");
		},
	},
	{
		name: "first-thought",
		messages: [show(editRun, editProposal)],
		arrange: async ({ page }) => {
			await page.locator(".first-thought-toggle").click();
			await page.keyboard.type("I must keep the public signature.");
		},
	},
];

suite("steering, as it looks", () => {
	for (const [theme, width] of [
		["dark", 240],
		["dark", 340],
		["light", 340],
		["light", 600],
		["highContrast", 340],
		["highContrastLight", 260],
	] as const) {
		test(`${theme} at ${width} pixels cuts nothing off`, async () => {
			await look(
				[],
				async (sidebar) => {
					for (const { name, messages, arrange } of scenes) {
						await sidebar.post(show(null), ...messages);
						await arrange?.(sidebar);
						await sidebar.screenshot(`${name}-${theme}-${width}`);
						assert.deepEqual(await cutOff(sidebar), [], name);
					}
				},
				{ theme: themes[theme], width, height: 760 },
			);
		});
	}

	test("moves nothing for those who asked for that", async () => {
		await look(
			[show(halfwayRun), show({ ...halfwayRun, stats: { ...halfwayRun.stats, thoughtTokens: 900 } })],
			async ({ page }) => assert.equal(await page.evaluate(() => document.getAnimations().length), 0),
			{ reducedMotion: true },
		);
	});
});

async function toTop({ page }: SidebarPage): Promise<void> {
	await page.locator(".scroller").evaluate((it) => it.scrollTo(0, 0));
}

/** What reaches out of the view or out of its row; the bar of branches scrolls by itself. */
function cutOff({ page }: SidebarPage): Promise<readonly string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll("body *")]
			.filter((it) => it.closest(".branch-tabs") === null && it.checkVisibility())
			.filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
			.map((it) => it.outerHTML),
	);
}
