// The reasoning sidebar in the real workbench: what a webview can do wrong only there.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { until, type Workbench, WorkbenchServer } from "./workbench";

const cart = "src/cart.ts";
const scores = "src/scores.ts";

suite("The sidebar", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		server = await WorkbenchServer.start();
		workbench = await server.open(scores, "dark");
		await workbench.goToLine(3);
		await workbench.runCommand("Rationale: Fix");
		await workbench.lens("Accept All").waitFor();
		await workbench.steps.first().waitFor();
	});

	after(() => server?.stop());

	for (const [name, width] of [
		["narrow", 220],
		["wide", 640],
	] as const) {
		test(`needs no sideways scrolling when it is ${name}`, async () => {
			await workbench.resizeSidebar(width);
			const scroller = workbench.sidebar.locator("main");
			const overflow = await scroller.evaluate(
				(element: { scrollWidth: number; clientWidth: number }) => element.scrollWidth - element.clientWidth,
			);
			assert.equal(overflow, 0);
			await workbench.screenshot(name);
		});
	}

	test("goes from a step to the line that it names", async () => {
		await workbench.steps.filter({ hasText: "line 3" }).first().click();
		await workbench.cursor("Ln 3,").waitFor();
	});

	test("shows the run again after it was closed", async () => {
		const texts = await workbench.steps.allTextContents();
		await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
		await workbench.page.locator(".part.sidebar").waitFor({ state: "hidden" });
		await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
		await until("the steps are back", async () => (await workbench.steps.allTextContents()).join() === texts.join());
	});

	test("accepts and rejects each change from its own buttons", async () => {
		const original = await workbench.read(scores);
		const hunks = workbench.sidebar.getByRole("list", { name: "Proposed edit" }).getByRole("listitem");
		await hunks.nth(0).getByRole("button", { name: "Accept" }).click();
		await hunks.nth(1).getByRole("button", { name: "Reject" }).click();
		await workbench.lens("Accept").first().waitFor({ state: "detached" });
		await workbench.line("addPoints").click();
		await workbench.save(scores, original.replace("i <= points.length", "i < points.length"));
	});

	test("is kept up to date by the keyboard's Reject", async () => {
		const window = await server.open(cart, "dark");
		const original = await window.read(cart);
		await window.goToLine(5);
		await window.page.keyboard.press("Control+Shift+Alt+F");
		await window.lens("Accept").waitFor();
		await window.goToLine(5);
		await window.page.keyboard.press("Control+Alt+Backspace");
		await window.line("i <= prices.length").waitFor();
		await window.sidebar.getByText("Rejected").waitFor();
		await window.save(cart, original);
		await window.close();
	});
});
