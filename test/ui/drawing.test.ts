// Other answers to a thought, as the user sees them: being drawn, in the branch bar, and in what is said of the best one.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { until, type Workbench, WorkbenchServer } from "./workbench";

const cart = "src/cart.ts";

suite("Answers that all fail the tests", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		server = await WorkbenchServer.start({ "rationale.answers.testCommand": "exit 1", "rationale.answers.count": 3 });
		workbench = await server.open(cart, "dark");
		await workbench.openSidebar();
		await workbench.resizeSidebar(400);
	});

	after(() => server?.stop());

	test("are drawn one after the other; the best stays, that is said, and nothing is left on the screen", async () => {
		const { page, sidebar } = workbench;
		const original = await workbench.read(cart);
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Fix");
		await page.locator(".monaco-dialog-box").getByRole("button", { name: "Save and Run" }).click();
		await sidebar.getByText("Answer 1 of 3: none is without problems, this one has the fewest.").waitFor();
		assert.equal(await sidebar.getByRole("tab").count(), 3);
		await sidebar.getByRole("tab", { name: "Answer 1", selected: true }).getByText("in the editor").waitFor();
		await sidebar.getByRole("button", { name: "The test command failed (exit 1)." }).waitFor();
		assert.equal(await sidebar.getByText("The file has changed since").isVisible(), false);
		await workbench.notification(/drawing answer|running the test command/).waitFor({ state: "detached" });
		await workbench.screenshot("answers-drawn");
		await workbench.lens("Reject").click();
		await until("the file is as it was", async () => (await workbench.read(cart)) === original);
	});
});
