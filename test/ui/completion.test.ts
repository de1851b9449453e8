// Ghost text as a user sees it, with the keys that a user presses.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, suite, test } from "node:test";
import type { Settings } from "../support/profile";
import { type Workbench, WorkbenchServer } from "./workbench";

suite("Ghost text", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		server = await WorkbenchServer.start({ "rationale.completion.automatic": "code" });
		workbench = await server.open("src/totals.ts", "dark");
		// What is typed before the extension is there is not completed.
		await workbench.status.waitFor();
	});
	after(() => server?.stop());

	/** Types the statement before the last brace anew, up to the `t` in `total`. */
	beforeEach(async () => {
		const { keyboard } = workbench.page;
		await workbench.goToLine(8);
		await keyboard.press("End");
		await keyboard.press("Shift+Home");
		await keyboard.type("return to;");
		await keyboard.press("ArrowLeft");
		await keyboard.type("t");
		await workbench.ghostText(/^al/).waitFor();
	});

	async function untilGone(): Promise<void> {
		await workbench.ghostText("").waitFor({ state: "detached" });
	}

	test("is seen while the user types, and accepted with Tab", async () => {
		await workbench.screenshot("ghost-text");
		await workbench.page.keyboard.press("Tab");
		await untilGone();
		await workbench.line("  return total;").waitFor();
	});

	test("stays while the user types what it says", async () => {
		await workbench.page.keyboard.type("a");
		await workbench.ghostText(/^l/).waitFor();
		await workbench.page.keyboard.press("Tab");
		await untilGone();
		await workbench.line("  return total;").waitFor();
	});

	test("is accepted word by word", async () => {
		await workbench.page.keyboard.press("Control+ArrowRight");
		await workbench.ghostText(/^al/).waitFor({ state: "detached" });
		await workbench.line("  return total").waitFor();
	});

	test("goes with Escape", async () => {
		await workbench.page.keyboard.press("Escape");
		await untilGone();
		await workbench.line("  return tot;").waitFor();
	});

	test("is told of and counted at the status bar", async () => {
		await workbench.status.hover();
		const hover = workbench.page.locator(".monaco-hover", { hasText: /Completions: on · .*\d+ shown, \d+ accepted/s });
		await hover.waitFor();
		await workbench.screenshot("completion-status");
	});

	test("is turned off and on at a click on the status bar", async () => {
		await workbench.status.click();
		const entry = workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "Inline Completions: On" });
		await entry.click();
		await workbench.page.locator(".statusbar-item", { hasText: "Inline completions: off" }).waitFor();
		await workbench.runCommand("Rationale: Turn Inline Completions On or Off");
		await workbench.page.locator(".statusbar-item", { hasText: "Inline completions: on" }).waitFor();
	});
});

suite("Without", () => {
	let server: WorkbenchServer;

	async function openWith(settings: Settings): Promise<Workbench> {
		server = await WorkbenchServer.start(settings);
		const workbench = await server.open("src/totals.ts", "dark");
		await workbench.status.waitFor();
		await workbench.goToLine(8);
		return workbench;
	}
	afterEach(() => server?.stop());

	test("a model, ghost text that is asked for offers to select one", async () => {
		const workbench = await openWith({ "rationale.model.path": "" });
		await workbench.runCommand("Trigger Inline Suggestion");
		const message = workbench.notification("Rationale needs a model");
		await message.getByRole("button", { name: "Select Model…" }).waitFor();
	});

	test("a server that can start, the user is told once and not with every key", async () => {
		const workbench = await openWith({ "rationale.completion.automatic": "code" });
		await server.breakServer();
		await workbench.page.keyboard.press("End");
		const message = workbench.notification("The Rationale server did not start");
		await workbench.page.keyboard.type(" // a");
		await message.waitFor();
		await workbench.runCommand("Notifications: Clear All Notifications");
		await message.waitFor({ state: "detached" });
		// Slowly enough for each key to try and fail.
		await workbench.page.keyboard.type("nd so on", { delay: 200 });
		assert.equal(await message.count(), 0);
		// What is asked for is answered for each time.
		await workbench.runCommand("Trigger Inline Suggestion");
		await message.waitFor();
	});
});
