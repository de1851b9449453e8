// A download that was begun in another session is resumed, paused and brought to its end, and its model is used.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { Locator } from "playwright-core";
import { writeNote } from "../../extension/model/download/partNote";
import { pathBelow } from "../../extension/model/download/source";
import { Hub } from "../support/hub";
import { temporaryFolder } from "../support/profile";
import { repositoryRoot } from "../support/repositoryRoot";
import { until, type Workbench, WorkbenchServer } from "./workbench";

suite("A download in the workbench", () => {
	let hub: Hub;
	let server: WorkbenchServer;
	let workbench: Workbench;
	let model: string;

	before(async () => {
		const content = await readFile(join(repositoryRoot(), "test", "tiny-r1", "tiny-r1.gguf"));
		hub = await Hub.start(content);
		const folder = temporaryFolder("rt-");
		const file = hub.file();
		model = pathBelow(folder, file);
		await mkdir(dirname(model), { recursive: true });
		await writeFile(`${model}.part`, content.subarray(0, 2_000_000));
		await writeNote(model, { file, url: hub.address, total: file.bytes, etag: null, sha256: file.sha256 });
		server = await WorkbenchServer.start({
			"rationale.model.path": "",
			"rationale.model.download": { hub: hub.address, folder },
		});
		workbench = await server.open("src/cart.ts", "dark");
		await workbench.openSidebar();
	});

	after(async () => {
		await server?.stop();
		await hub?.stop();
	});

	/** Picks what is to become of the only download. */
	async function manage(action: string): Promise<void> {
		await workbench.runCommand("Rationale: Manage Downloads…");
		const row = (text: string) => workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
		await row("Tiny-Q4_K_M").waitFor();
		await workbench.page.keyboard.press("Enter");
		await row(action).waitFor();
		await workbench.page.keyboard.type(action);
		await workbench.page.keyboard.press("Enter");
	}

	/** Of many notifications at once VS Code shows the last ones in its list alone. */
	async function listed(text: string): Promise<Locator> {
		await workbench.runCommand("Notifications: Show Notifications");
		return workbench.page.locator(".notifications-center .notification-list-item", { hasText: text });
	}

	test("goes on with the keyboard, and shows how far it is", async () => {
		hub.next.push({ holdAfter: 1_000_000 });
		// However long it takes to look at it.
		hub.behaviour = { holdAfter: 0 };
		await manage("Resume");
		const progress = workbench.notification("Downloading Tiny-Q4_K_M");
		await progress.getByText(/3 MB of 7 MB/).waitFor();
		await workbench.screenshot("download");
		await workbench.setColorScheme("light");
		await workbench.screenshot("download");
	});

	test("keeps what came when it is cancelled, and says so", async () => {
		await workbench.notification("Downloading Tiny-Q4_K_M").getByText("Cancel").click();
		hub.behaviour = {};
		const paused = workbench.notification("The download of Tiny-Q4_K_M is paused: 3 MB of 7 MB are kept.");
		await paused.waitFor();
		hub.next.push({ status: 404 });
		await paused.getByText("Resume").click();
	});

	test("says why it failed, and tries again", async () => {
		const failed = await listed("Tiny-Q4_K_M was not downloaded.");
		await failed.getByText(/has no Tiny-Q4_K_M.gguf in tests\/Tiny-GGUF\. The 3 MB that came are kept\./).waitFor();
		await workbench.screenshot("download-failed");
		await failed.getByText("Try Again").click();
	});

	test("offers the model when it is there", async () => {
		const done = await listed("Tiny-Q4_K_M has been downloaded.");
		await done.getByText("Reason with It").click();
		await until("the setting is the model", async () => {
			const text = await readFile(join(server.userDataDir, "Machine", "settings.json"), "utf8");
			return text.includes(JSON.stringify(model));
		});
		assert.ok(hub.bytesServed < hub.file().bytes);
		assert.equal((await readFile(model)).length, hub.file().bytes);
	});
});
