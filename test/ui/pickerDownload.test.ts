// A model of the catalogue is chosen in the picker and downloaded; one that is there is deleted from the picker.
import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { catalogue } from "../../server/model/catalogue";
import { Hub } from "../support/hub";
import { temporaryFolder } from "../support/profile";
import { repositoryRoot } from "../support/repositoryRoot";
import { until, type Workbench, WorkbenchServer } from "./workbench";

const tiny = join(repositoryRoot(), "test", "tiny-r1", "tiny-r1.gguf");

/** The smallest distill, and what the catalogue says of its size. */
const smallest = {
	name: "DeepSeek-R1-Distill-Qwen-1.5B · Q4_K_M",
	bytes: catalogue.find(({ name }) => name === "DeepSeek-R1-Distill-Qwen-1.5B")?.files[0]?.bytes ?? 0,
};

suite("Downloads from the picker", () => {
	const folder = temporaryFolder("rt-");
	const kept = join(folder, "tests", "Tiny-GGUF", "tiny.gguf");
	let hub: Hub;
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		hub = await Hub.start(await readFile(tiny));
		await mkdir(join(folder, "tests", "Tiny-GGUF"), { recursive: true });
		await copyFile(tiny, kept);
		server = await WorkbenchServer.start({
			"rationale.model.path": kept,
			"rationale.model.download": { hub: hub.address, folder },
		});
		workbench = await server.open("src/cart.ts", "dark");
		await workbench.openSidebar();
	});

	after(async () => {
		await server?.stop();
		await hub?.stop();
	});

	async function open(): Promise<void> {
		await workbench.runCommand("Rationale: Select Model…");
		await workbench.pickerRow(smallest.name).first().waitFor();
		await workbench.pickerFilled();
	}

	test("begin with a choice, and are seen and paused in the sidebar", async () => {
		hub.behaviour = { isSilent: true, statedLength: smallest.bytes, holdAfter: 3_000_000 };
		await open();
		await workbench.page.keyboard.type("qwen-1.5b q4_k_m");
		await workbench.page.keyboard.press("Enter");
		const row = workbench.sidebar.getByRole("group", { name: smallest.name });
		await row.getByText("of 1.1 GB").waitFor();
		for (const scheme of ["dark", "light"] as const) {
			await workbench.setColorScheme(scheme);
			await workbench.screenshot("download-sidebar");
		}
		await workbench.setColorScheme("dark");
		await row.getByRole("button", { name: "Pause" }).click();
		await row.getByText("Paused at 0 % of 1.1 GB").waitFor();
	});

	test("that are paused are so in the picker, and are given up in the sidebar", async () => {
		await open();
		await workbench.pickerRow(smallest.name).getByText("paused: choose it to go on").waitFor();
		await workbench.page.keyboard.press("Escape");
		await workbench.sidebar.getByRole("button", { name: `Cancel the download of ${smallest.name}` }).click();
		await workbench.sidebar.getByRole("region", { name: "Downloads" }).waitFor({ state: "hidden" });
	});

	test("that are whole can be deleted, which asks first and says what it frees", async () => {
		await open();
		const row = workbench.pickerRow("tiny.gguf").first();
		await row.hover();
		await row.getByRole("button", { name: "Delete from Disk…" }).click();
		const dialog = workbench.page.getByRole("dialog", { name: /Delete tiny\?/ });
		await dialog.getByText("This frees 7 MB on the disk.").waitFor();
		await workbench.screenshot("delete-model");
		await dialog.getByRole("button", { name: "Delete" }).click();
		await until("the file is gone", () =>
			stat(kept).then(
				() => false,
				() => true,
			),
		);
		await workbench.pickerRow(smallest.name).waitFor();
		const settings = await readFile(join(server.userDataDir, "Machine", "settings.json"), "utf8");
		assert.match(settings, /"rationale\.model\.path": ""/);
	});
});
