// The history in the real workbench, across windows: each has an extension host of its own.
import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { Locator } from "playwright-core";
import { findRunsFolder } from "../support/twoHosts";
import { until, type Workbench, WorkbenchServer } from "./workbench";

const scores = "src/scores.ts";
/** Milliseconds until a window stands again, on a machine that is busy. */
const startLimit = 90_000;

suite("The history in the workbench", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;
	let steps: readonly string[] = [];

	const entries = (): Locator => workbench.sidebar.getByRole("region", { name: "History" }).locator(".entry");

	/** What the steps say, without the lines that their changes stand at by now. */
	const words = () => workbench.steps.locator(".words").allTextContents();

	/** Opens the list, and the one run in it. */
	async function openRun(): Promise<void> {
		await workbench.runCommand("Rationale: Show History");
		await entries().first().click();
		await until("the steps are there", async () => (await words()).join() === steps.join());
	}

	/** The window has its extension host, and that our extension. */
	async function untilStarted(): Promise<void> {
		await workbench.page.locator(".statusbar-item", { hasText: "Rationale" }).waitFor({ timeout: startLimit });
	}

	async function reload(): Promise<void> {
		await workbench.page.reload();
		await untilStarted();
	}

	async function screenshots(name: string): Promise<void> {
		for (const scheme of ["light", "dark"] as const) {
			await workbench.setColorScheme(scheme);
			await workbench.screenshot(name);
		}
	}

	before(async () => {
		server = await WorkbenchServer.start();
		workbench = await server.open(scores, "dark");
		await untilStarted();
		await workbench.goToLine(3);
		await workbench.runCommand("Rationale: Fix");
		await workbench.lens("Accept All").waitFor();
		await workbench.resizeSidebar(400);
		const hunks = workbench.sidebar.getByRole("list", { name: "Proposed edit" }).getByRole("listitem");
		await hunks.nth(0).getByRole("button", { name: "Accept" }).click();
		await hunks.nth(1).getByRole("button", { name: "Reject" }).click();
		await workbench.sidebar.getByText("Rejected").waitFor();
		steps = await words();
		assert.ok(steps.length >= 3);
	});

	after(() => server?.stop());

	test("lists the run with what was decided", async () => {
		await workbench.runCommand("Rationale: Show History");
		await entries().getByText("accepted 1 of 2").waitFor();
		await screenshots("history");
	});

	test("has the run in a window that is opened anew, with its thought and what was decided", async () => {
		const before = await workbench.read(scores);
		await workbench.line("addPoints").first().click();
		await workbench.save(scores, before.replace("i <= points.length", "i < points.length"));
		await reload();
		await openRun();
		assert.deepEqual(await workbench.sidebar.locator(".decision").allTextContents(), ["Accepted", "Rejected"]);
		assert.equal(await workbench.sidebar.locator(".file-note").isVisible(), false);
	});

	test("finds the run by a word of its thought", async () => {
		await workbench.runCommand("Rationale: Show History");
		const search = workbench.sidebar.getByRole("searchbox");
		await search.fill("zebra");
		await workbench.sidebar.getByText("No run has all these words.").waitFor();
		await search.fill("points LENGTH");
		await entries().first().waitFor();
		await search.press("Escape");
	});

	test("says that the run's file has changed", async () => {
		await workbench.line("points.length").first().click();
		await workbench.page.keyboard.type(" // mine");
		await workbench.line("// mine").waitFor();
		await openRun();
		await workbench.sidebar.getByText("The file has changed since").waitFor();
		await screenshots("history-changed");
	});

	test("exports the run as Markdown", async () => {
		await workbench.runCommand("Rationale: Export Run as Markdown");
		await workbench.line("# Fix `scores.ts`").waitFor();
		await workbench.screenshot("history-export");
	});

	test("takes back a deletion", async () => {
		await workbench.runCommand("Rationale: Show History");
		await entries().first().hover();
		await entries().first().getByRole("button", { name: "Delete" }).click();
		await workbench.sidebar.getByText("No runs yet.").waitFor();
		await workbench.notification("Deleted from the history: Fix scores.ts").getByText("Undo").click();
		await entries().getByText("accepted 1 of 2").waitFor();
	});

	test("sets aside what was cut off, says so, and keeps the rest", async () => {
		const folder = await findRunsFolder(server.userDataDir);
		const name = folder && (await readdir(folder)).find((it) => it.endsWith(".json"));
		assert.ok(folder && name);
		await writeFile(join(folder, "cut.json"), "{");
		await writeFile(join(folder, "late.json.tmp"), "{");
		await reload();
		await workbench.notification("A run of the history could not be read").waitFor();
		await workbench.screenshot("history-damaged");
		await openRun();
		await until("only runs are left", async () => (await readdir(folder)).every((it) => !/cut|tmp/.test(it)));
	});

	test("deletes all when the question is answered", async () => {
		await workbench.runCommand("Rationale: Delete All Runs");
		const dialog = workbench.page.locator(".monaco-dialog-box");
		await dialog.getByText("Delete the one run of this workspace?").waitFor();
		await workbench.screenshot("history-delete");
		await dialog.getByRole("button", { name: "Delete All" }).click();
		await workbench.runCommand("Rationale: Show History");
		await workbench.sidebar.getByText("No runs yet.").waitFor();
	});
});
