// Complete with Reasoning as the user asks for it: with a key, in the middle of typing.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { type Workbench, WorkbenchServer } from "./workbench";

const totals = "src/totals.ts";

suite("A completion with a thought", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		server = await WorkbenchServer.start();
		workbench = await server.open(totals, "dark");
		await workbench.openSidebar();
		await workbench.resizeSidebar(400);
	});

	after(() => server?.stop());

	test("comes at a key, next to its thought, and is rejected to what was typed", async () => {
		const { page, sidebar, steps } = workbench;
		const original = await workbench.read(totals);
		await workbench.goToLine(8);
		await page.keyboard.press("End");
		await page.keyboard.press("ArrowLeft");
		for (const _ of "total") {
			await page.keyboard.press("Backspace");
		}
		await workbench.line("  return ;").waitFor();
		await page.keyboard.press("Control+Shift+Alt+C");
		await workbench.lens("Accept").waitFor();
		await workbench.line("  return total;").waitFor();
		await sidebar.getByRole("heading", { name: "Complete", exact: true }).waitFor();
		assert.ok((await steps.count()) >= 2);
		await workbench.screenshot("complete");
		await workbench.setColorScheme("light");
		await workbench.screenshot("complete");
		await workbench.lens("Reject").first().click();
		await workbench.line("  return ;").waitFor();
		await workbench.save(totals, original.replace("return total", "return "));
	});
});
