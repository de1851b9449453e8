// A model that another program downloaded is chosen from a list, with the keyboard, and used where it lies.
import assert from "node:assert/strict";
import { chmod, copyFile, mkdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";
import { repositoryRoot } from "../support/repositoryRoot";
import { until, type Workbench, WorkbenchServer } from "./workbench";

suite("The picker of models", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;
	let model: string;

	before(async () => {
		server = await WorkbenchServer.start({ "rationale.model.path": "" });
		const folder = join(dirname(server.userDataDir), "h", ".lmstudio", "models", "tests", "Tiny-GGUF");
		model = join(folder, "tiny-r1.gguf");
		await mkdir(folder, { recursive: true });
		await copyFile(join(repositoryRoot(), "test", "tiny-r1", "tiny-r1.gguf"), model);
		await chmod(model, 0o444);
		workbench = await server.open("src/cart.ts", "dark");
		await workbench.status.waitFor();
	});

	after(() => server?.stop());

	/** Opens it with a command; the row is that of LM Studio's model. */
	async function open(command: string) {
		await workbench.runCommand(command);
		const row = workbench.pickerRow("tests/Tiny-GGUF · tiny-r1");
		await row.waitFor();
		await workbench.pickerFilled();
		return row;
	}

	/** Whether the settings say so; they are compared as text, for they may be half written. */
	async function isSet(name: string, value: string): Promise<boolean> {
		const text = await readFile(join(server.userDataDir, "Machine", "settings.json"), "utf8");
		return text.includes(`${JSON.stringify(name)}: ${JSON.stringify(value)}`);
	}

	test("lists what LM Studio has, and changes nothing when it is dismissed", async () => {
		const row = await open("Rationale: Select Model…");
		await row.getByText("LM Studio").waitFor();
		await row.getByText("7 MB").waitFor();
		await row.getByText("~/.lmstudio/models/tests/Tiny-GGUF/tiny-r1.gguf").waitFor();
		await workbench.screenshot("model-picker");
		await workbench.page.keyboard.press("Escape");
		await row.waitFor({ state: "hidden" });
		assert.ok(await isSet("rationale.model.path", ""));
	});

	test("has a run use the model where it lies, and leaves it as it was", async () => {
		const { mtimeNs, ctimeNs } = await stat(model, { bigint: true });
		await open("Rationale: Select Model…");
		await workbench.page.keyboard.type("tiny");
		await workbench.page.keyboard.press("Enter");
		await until("the setting is the model", () => isSet("rationale.model.path", model));
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Fix");
		await workbench.lens("Accept").waitFor();
		const after = await stat(model, { bigint: true });
		assert.deepEqual([after.mtimeNs, after.ctimeNs], [mtimeNs, ctimeNs]);
	});

	test("marks the current one, and offers the reasoning model for completions", async () => {
		const row = await open("Rationale: Select Model…");
		await row.getByText(/current · about .* of memory · on the CPU/).waitFor();
		await row.getByText("Loaded").waitFor();
		await workbench.screenshot("model-picker-loaded");
		await workbench.page.keyboard.press("Escape");
		await row.waitFor({ state: "hidden" });
		await open("Rationale: Select Completion Model…");
		await workbench.pickerRow("Use the Reasoning Model").getByText("current").waitFor();
		await workbench.screenshot("completion-model-picker");
		await workbench.page.keyboard.type("tiny");
		await workbench.page.keyboard.press("Enter");
		await until("the setting is the model", () => isSet("rationale.completion.model", model));
	});

	test("unloads the one that is loaded, and stays open", async () => {
		const row = await open("Rationale: Select Model…");
		await row.hover();
		await row.getByRole("button", { name: "Unload from Memory" }).click();
		await row.getByText("Selected").waitFor();
		await workbench.page.keyboard.press("Escape");
		await row.waitFor({ state: "hidden" });
		assert.deepEqual(await server.engines(), []);
	});
});
