import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { editRun, show } from "../runs";
import { type SidebarPage, sidebarTests } from "./page";

const look = sidebarTests();
const composer = "What should change?";
const ask = ({ page }: SidebarPage) => page.getByRole("textbox", { name: composer });
const thoughtField = ({ page }: SidebarPage) => page.getByRole("textbox", { name: "First thought" });
const toggle = ({ page }: SidebarPage) => page.locator(".first-thought-toggle");

suite("effort", () => {
	const chosen = ({ page }: SidebarPage) => page.locator(".effort :checked").getAttribute("aria-label");

	test("is one of five, and the extension says which", async () => {
		await look([{ ...show(editRun), effort: "deep" }], async (sidebar) => {
			const radios = sidebar.page
				.getByRole("radiogroup", { name: "How long the next run may think" })
				.getByRole("radio");
			assert.deepEqual(await radios.evaluateAll((all) => all.map((it) => it.getAttribute("aria-label"))), [
				"None",
				"Brief",
				"Normal",
				"Deep",
				"Unlimited",
			]);
			assert.equal(await chosen(sidebar), "Deep");
			await sidebar.post({ kind: "effort", effort: "brief" });
			assert.equal(await chosen(sidebar), "Brief");
		});
	});

	test("is changed with a click, and stays so while a run streams", async () => {
		await look([show(editRun)], async (sidebar) => {
			await sidebar.page.getByRole("radio", { name: "Unlimited" }).click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "setEffort", effort: "unlimited" }]);
			await sidebar.post({ kind: "branches", branches: [] });
			assert.equal(await chosen(sidebar), "Unlimited");
		});
	});

	test("is one stop of Tab, and the arrow keys change it", async () => {
		await look([show(editRun)], async (sidebar) => {
			const { keyboard } = sidebar.page;
			await sidebar.page.getByRole("radio", { name: "Normal" }).focus();
			await keyboard.press("ArrowRight");
			await keyboard.press("ArrowLeft");
			await keyboard.press("ArrowLeft");
			assert.deepEqual(
				(await sidebar.sent()).map((it) => (it.kind === "setEffort" ? it.effort : it.kind)),
				["deep", "normal", "brief"],
			);
			await keyboard.press("Tab");
			assert.equal(await toggle(sidebar).evaluate((it) => it === document.activeElement), true);
			await keyboard.press("Shift+Tab");
			assert.equal(await sidebar.page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Brief");
		});
	});

	for (const width of [220, 240, 260, 340, 600]) {
		test(`stands in one row at ${width} pixels`, async () => {
			await look(
				[show(editRun)],
				async ({ page }) => {
					const tops = await page
						.locator(".effort label")
						.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().top));
					assert.equal(new Set(tops).size, 1);
				},
				{ width },
			);
		});
	}
});

suite("the first thought", () => {
	const words = "I must keep the public signature.";
	const open = async (sidebar: SidebarPage) => {
		await toggle(sidebar).click();
		await sidebar.page.keyboard.type(words);
	};

	test("goes with each run until it is cleared", async () => {
		await look([show(editRun)], async (sidebar) => {
			await open(sidebar);
			await sidebar.page.keyboard.press("Enter");
			await sidebar.page.keyboard.type("Use a loop");
			await sidebar.page.keyboard.press("Enter");
			await sidebar.page.getByRole("button", { name: "Fix", exact: true }).click();
			await sidebar.page.getByRole("button", { name: "Clear the first thought" }).click();
			assert.equal(await thoughtField(sidebar).evaluate((it) => it === document.activeElement), true);
			await sidebar.page.getByRole("button", { name: "Explain", exact: true }).click();
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "start", action: "edit", instruction: "Use a loop", thought: words },
				{ kind: "start", action: "fix", instruction: "", thought: words },
				{ kind: "start", action: "explain", instruction: "", thought: "" },
			]);
		});
	});

	test("goes with a run that is started from the empty page", async () => {
		await look([show(null)], async (sidebar) => {
			await open(sidebar);
			await sidebar.page.getByRole("button", { name: "Refactor" }).click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "start", action: "refactor", instruction: "", thought: words }]);
		});
	});

	test("folded away is still set, and says so", async () => {
		await look([show(editRun)], async (sidebar) => {
			assert.equal(await toggle(sidebar).getAttribute("aria-expanded"), "false");
			await open(sidebar);
			assert.equal(await toggle(sidebar).getAttribute("aria-expanded"), "true");
			await sidebar.page.keyboard.press("Escape");
			assert.equal(await thoughtField(sidebar).count(), 0);
			assert.equal(await toggle(sidebar).getAttribute("aria-label"), "First thought, set");
			assert.equal(await toggle(sidebar).evaluate((it) => it === document.activeElement), true);
			await sidebar.screenshot("firstThought-set");
			await sidebar.page.getByRole("button", { name: "Fix", exact: true }).click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "start", action: "fix", instruction: "", thought: words }]);
		});
	});

	test("is as it was when the view comes back", async () => {
		const kept = { draft: "", run: "", top: null, thought: { text: words, isOpen: true }, edits: [] };
		await look(
			[show(editRun)],
			async (sidebar) => {
				assert.equal(await thoughtField(sidebar).inputValue(), words);
				await thoughtField(sidebar).fill("Other words");
				await ask(sidebar).focus();
				const { thought } = await sidebar.page.evaluate(() => Object(window.kept));
				assert.deepEqual(thought, { text: "Other words", isOpen: true });
			},
			{ kept },
		);
	});
});
