// A benchmark in the workbench: what is asked before anything runs, and the page that shows what came of it.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Locator } from "playwright-core";
import { type Workbench, WorkbenchServer } from "./workbench";

const command = "Rationale: Benchmark Model";
/** Milliseconds: a load, and a dozen thoughts of the tiny model on a machine that is busy. */
const patience = 180_000;

const rows = ({ page }: Workbench) => page.locator(".quick-input-list .monaco-list-row");

async function pick(workbench: Workbench, label: RegExp): Promise<void> {
	await rows(workbench).filter({ hasText: label }).first().click();
}

const dialog = ({ page }: Workbench) => page.locator(".monaco-dialog-box");
const tab = ({ page }: Workbench): Locator => page.getByRole("tab", { name: "Benchmarks" });

suite("Benchmark Model", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		server = await WorkbenchServer.start({ "rationale.reasoning.budgets": { brief: 64, normal: 128, deep: 256 } });
		workbench = await server.open("src/cart.ts", "dark");
		await workbench.status.waitFor();
	});
	after(() => server?.stop());

	test("asks before it runs what a model wrote, and does nothing where the user does not agree", async () => {
		await workbench.runCommand(command);
		await pick(workbench, /^Speed and Coding(?!,)/);
		await pick(workbench, /^Brief/);
		await dialog(workbench).getByText("Run the code that the model will write?").waitFor();
		assert.match(
			await dialog(workbench).innerText(),
			/the 12 problems that come with Rationale[\s\S]*6 seconds[\s\S]*You are asked each time/,
		);
		await workbench.screenshot("benchmark-consent");
		await dialog(workbench).getByRole("button", { name: "Cancel" }).click();
		await dialog(workbench).waitFor({ state: "hidden" });
		assert.equal(await tab(workbench).count(), 0);
	});

	test("measures, has the problems judged, and keeps what came of it", async () => {
		await workbench.runCommand(command);
		await pick(workbench, /^Speed and Coding(?!,)/);
		await pick(workbench, /^Brief/);
		await dialog(workbench).getByRole("button", { name: "Run Solutions" }).click();
		const page = workbench.sidebar;
		await page.getByRole("region", { name: "Under way" }).getByText("Problem").first().waitFor();
		await page.getByText(/\d+ of 12 solved · CPU, 1 thread/).waitFor({ timeout: patience });
		assert.equal(await page.getByRole("row").count(), 2 + 13);
		await workbench.screenshot("benchmark");
		await workbench.runCommand("View: Close All Editors");
		await workbench.runCommand(command);
		await pick(workbench, /^Show Earlier Results/);
		await page.getByText(/\d+ of 12 solved/).waitFor();
	});
});

suite("Benchmark Model, in a workspace that is not trusted,", () => {
	let server: WorkbenchServer;
	before(async () => {
		server = await WorkbenchServer.start({ "security.workspace.trust.enabled": true }, { asksForTrust: true });
	});
	after(() => server?.stop());

	test("measures the speed alone", async () => {
		const workbench = await server.open("src/cart.ts", "light");
		await workbench.status.waitFor();
		await workbench.runCommand(command);
		await workbench.page.getByPlaceholder("This workspace is not trusted").waitFor();
		const labels = await rows(workbench).allInnerTexts();
		assert.deepEqual(
			labels.map((it) => it.split("\n")[0]),
			["Speed"],
		);
		await pick(workbench, /^Speed/);
		await workbench.sidebar.getByText(/speed only · CPU, 1 thread/).waitFor({ timeout: patience });
		await workbench.screenshot("benchmark-untrusted");
	});
});
