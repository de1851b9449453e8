// The keyboard steers a run wherever the focus is. The engine is held still meanwhile, so that nothing depends on time.
import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { type Workbench, WorkbenchServer } from "./workbench";

suite("The keyboard", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;
	let engine: number | undefined;

	before(async () => {
		server = await WorkbenchServer.start();
		workbench = await server.open("src/cart.ts", "dark");
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Fix");
		await workbench.lens("Accept").waitFor();
		[engine] = await server.engines();
		assert.ok(engine);
	});

	afterEach(() => goOn());
	after(() => server?.stop());

	function goOn(): void {
		process.kill(engine ?? 0, "SIGCONT");
	}

	async function startHeld(): Promise<void> {
		process.kill(engine ?? 0, "SIGSTOP");
		await workbench.runCommand("Rationale: Run Again");
		await workbench.state(/^(Queued|Reading|Thinking)/).waitFor();
	}

	for (const [where, focus] of [
		["the sidebar", () => workbench.sidebar.getByRole("textbox").first().click()],
		["the editor", () => workbench.line("sumPrices").click()],
	] as const) {
		test(`stops a run from ${where}`, async () => {
			await startHeld();
			await focus();
			await workbench.page.keyboard.press("Control+Shift+Alt+S");
			goOn();
			await workbench.state(/^Stopped/).waitFor();
		});
	}

	test("asks for another answer from the sidebar", async () => {
		await workbench.runCommand("Rationale: Run Again");
		await workbench.lens("Accept").waitFor();
		process.kill(engine ?? 0, "SIGSTOP");
		await workbench.sidebar.getByRole("textbox").first().click();
		await workbench.page.keyboard.press("Control+Shift+Alt+N");
		await workbench.state(/^(Queued|Reading|Answering)/).waitFor();
		goOn();
		await workbench.state(/^Done/).waitFor();
	});
});
