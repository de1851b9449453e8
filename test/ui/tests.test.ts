// The user's own command judges an edit: only after a question, on the saved file, which is as it was after a rejection.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { until, type Workbench, WorkbenchServer } from "./workbench";

const cart = "src/cart.ts";
const command = `grep -q "i < prices.length" ${cart}`;

suite("A test command", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		server = await WorkbenchServer.start({ "rationale.answers.testCommand": command });
		workbench = await open();
	});

	after(() => server?.stop());

	async function open(): Promise<Workbench> {
		const opened = await server.open(cart, "dark");
		await opened.openSidebar();
		await opened.resizeSidebar(400);
		return opened;
	}

	const question = () => workbench.page.locator(".monaco-dialog-box", { hasText: command });

	test("is shown before it runs, and not run if it is not wanted", async () => {
		const original = await workbench.read(cart);
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Fix");
		await question().waitFor();
		await workbench.screenshot("test-command");
		assert.equal(await workbench.read(cart), original);
		await question().getByRole("button", { name: "Cancel" }).click();
		await workbench.lens("Reject").click();
		await workbench.lens("Reject").waitFor({ state: "detached" });
		await workbench.save(cart, original);
	});

	test("runs on the saved edit once it is wanted, and a rejection gives the file back", async () => {
		await workbench.close();
		// What was refused is not asked for again in the same window.
		workbench = await open();
		const original = await workbench.read(cart);
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Fix");
		await question().getByRole("button", { name: "Save and Run" }).click();
		await workbench.sidebar.getByText("No new problems reported by TypeScript · Tests passed").waitFor();
		assert.equal(await workbench.read(cart), original.replace("i <= prices.length", "i < prices.length"));
		await workbench.screenshot("tests-passed");
		await workbench.lens("Reject").click();
		await until("the file is as it was", async () => (await workbench.read(cart)) === original);
	});

	test("that fails is a problem of the edit, and is not asked for twice", async () => {
		await workbench.goToLine(14);
		await workbench.runCommand("Rationale: Fix");
		await workbench.sidebar.getByRole("button", { name: "The test command failed (exit 1)." }).waitFor();
		await workbench.lens("1 new problem").waitFor();
		assert.equal(await question().count(), 0);
		await workbench.screenshot("tests-failed");
	});
});
