// From an installation without a model to the first edit, by the walkthrough.
import assert from "node:assert/strict";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";
import { repositoryRoot } from "../support/repositoryRoot";
import { type Workbench, WorkbenchServer } from "./workbench";

suite("The walkthrough", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		server = await WorkbenchServer.start({
			"rationale.model.path": "",
			"workbench.welcomePage.walkthroughs.openOnInstall": true,
		});
		const folder = join(dirname(server.userDataDir), "h", ".lmstudio", "models", "tests", "Tiny-GGUF");
		await mkdir(folder, { recursive: true });
		await copyFile(join(repositoryRoot(), "test", "tiny-r1", "tiny-r1.gguf"), join(folder, "tiny-r1.gguf"));
		workbench = await server.open("src/cart.ts", "dark");
	});

	after(() => server?.stop());

	const walkthrough = () => workbench.page.locator(".gettingStartedContainer");
	const picture = () =>
		workbench.page.frameLocator('iframe.webview.ready[src*="extensionId=&"]').frameLocator("#active-frame");
	/** A step by its title; what is told of it is there when it is unfolded. */
	const step = (title: string) => walkthrough().locator(".getting-started-step", { hasText: title });
	const isDone = (title: string) => step(title).locator(".codicon-getting-started-step-checked").waitFor();

	async function unfold(title: string): Promise<void> {
		const isExpanded = await step(title).evaluate((it: { className: string }) => it.className.includes("expanded"));
		if (!isExpanded) {
			await step(title).click();
		}
		await step(title).locator(".button-container").first().waitFor();
	}

	test("is offered once where there is no model, and takes no editor away", async () => {
		const message = workbench.notification("Rationale is ready to set up");
		await message.waitFor();
		assert.equal(await walkthrough().count(), 0);
		await message.getByRole("button", { name: "Get Started" }).click();
		await step("Choose a model").waitFor();
		await workbench.openSidebar();
		await workbench.sidebar.getByRole("button", { name: "Get started" }).waitFor();
	});

	test("shows a picture of each step in the theme's colours", async () => {
		for (const scheme of ["dark", "light"] as const) {
			await workbench.setColorScheme(scheme);
			await workbench.screenshot("walkthrough-sidebar");
			// Pictures are shown where there is room for them.
			await workbench.page.keyboard.press("Control+B");
			await picture().locator("svg").waitFor();
			await workbench.screenshot("walkthrough");
			await workbench.page.keyboard.press("Control+B");
			await workbench.sidebar.getByRole("button", { name: "Get started" }).waitFor();
		}
		await workbench.setColorScheme("dark");
	});

	test("has a button that opens the picker, and ticks the step off when there is a model", async () => {
		await unfold("Choose a model");
		await step("Choose a model").getByRole("button", { name: "Select Model" }).click();
		await workbench.pickerRow("tests/Tiny-GGUF · tiny-r1").waitFor();
		await workbench.pickerFilled();
		await workbench.page.keyboard.type("tiny");
		await workbench.page.keyboard.press("Enter");
		await isDone("Choose a model");
	});

	test("has a sample fixed before one's eyes", async () => {
		await unfold("See it think");
		await step("See it think").getByRole("button", { name: "Fix a Sample" }).click();
		await workbench.lens("Accept").waitFor();
		await workbench.screenshot("walkthrough-sample");
		await workbench.runCommand("Rationale: Accept All Changes");
		await workbench.runCommand("Rationale: Get Started");
		await isDone("See it think");
		await isDone("Accept an edit");
	});

	test("has the steering ticked off when another answer was asked for", async () => {
		await workbench.runCommand("Rationale: Another Answer");
		await isDone("Steer it");
		for (const scheme of ["dark", "light"] as const) {
			await workbench.setColorScheme(scheme);
			await workbench.screenshot("walkthrough-done");
		}
	});
});
