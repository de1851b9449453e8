// The way a user goes: from the palette to the bytes on the disk, in workbenches of all kinds of colours.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { HeldEngine } from "./heldEngine";
import { type ColorScheme, type Workbench, WorkbenchServer } from "./workbench";

const cart = "src/cart.ts";
const schemes = ["dark", "light", "high-contrast"] as const satisfies readonly ColorScheme[];

for (const scheme of schemes) {
	suite(`In a ${scheme} workbench`, () => {
		let server: WorkbenchServer;
		let workbench: Workbench;

		before(async () => {
			// A thought that repeats itself is to go on until it is stopped.
			server = await WorkbenchServer.start({ "rationale.guards.repetition": false });
			workbench = await server.open(cart, scheme);
		});

		after(() => server?.stop());

		test("the sidebar says what to do before the first run", async () => {
			await workbench.openSidebar();
			await workbench.resizeSidebar(400);
			await workbench.sidebar.getByRole("heading", { name: "See why, line by line" }).waitFor();
			await workbench.screenshot("welcome");
		});

		test("a fix goes from the palette to the bytes on the disk", async () => {
			const original = await workbench.read(cart);
			await workbench.goToLine(5);
			await workbench.runCommand("Rationale: Fix", () => workbench.screenshot("palette"));

			await workbench.lens("Accept").waitFor();
			await workbench.line("i < prices.length").waitFor();
			await workbench.sidebar.getByRole("heading", { name: "Fix" }).waitFor();
			await workbench.state(/^Done in /).waitFor();
			assert.ok((await workbench.steps.count()) >= 3);
			assert.equal(await workbench.read(cart), original);
			await workbench.screenshot("proposal");

			await workbench.lens("Why").click();
			await workbench.sidebar.locator(".step.marked", { hasText: "<=" }).waitFor();
			await workbench.screenshot("why");

			await workbench.lens("Accept").click();
			await workbench.lens("Accept").waitFor({ state: "detached" });
			await workbench.line("i < prices.length").click();
			await workbench.save(cart, original.replace("i <= prices.length", "i < prices.length"));
			await workbench.screenshot("accepted");
		});

		test("the thought streams into the sidebar, and can be stopped", async () => {
			await workbench.goToLine(14);
			const ask = workbench.sidebar.getByRole("textbox");
			await ask.fill("Fix the bug in this code. Think step by step and never stop.");
			const engine = await HeldEngine.hold(server);
			await ask.press("Enter");
			await workbench.sidebar.getByRole("heading", { name: "Edit", exact: true }).waitFor();

			await engine.advance("two steps are there", async () => (await workbench.steps.count()) >= 2);
			await workbench.state(/^Thinking/).waitFor();
			const steps = await workbench.steps.count();
			await workbench.screenshot("thinking");
			await engine.advance("more steps are there", async () => (await workbench.steps.count()) > steps);

			await workbench.sidebar.getByRole("button", { name: "Stop" }).click();
			// In moments: let go at once, it may be at its end before it hears of the click.
			await engine.advance("it has stopped", () => workbench.state(/^Stopped/).isVisible());
			engine.letGo();
			assert.equal(await workbench.lens("Accept").count(), 0);
		});
	});
}
