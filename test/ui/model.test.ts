// What a user is told when there is no model that works.
import { suite, test } from "node:test";
import { type Workbench, WorkbenchServer } from "./workbench";

/** Opens a workbench whose model is at a path, and runs Fix. */
async function fixWith(modelPath: string, look: (workbench: Workbench) => Promise<void>): Promise<void> {
	const server = await WorkbenchServer.start({ "rationale.model.path": modelPath });
	try {
		const workbench = await server.open("src/cart.ts", "dark");
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Fix");
		await look(workbench);
	} finally {
		await server.stop();
	}
}

suite("Without a model that works", () => {
	test("a fix offers to select one where none is set", () =>
		fixWith("", async (workbench) => {
			const message = workbench.notification("Rationale needs a model");
			await message.waitFor();
			await message.getByRole("button", { name: "Select Model…" }).waitFor();
			await workbench.openSidebar();
			await workbench.sidebar.getByText("To begin, choose a DeepSeek-R1 distill").waitFor();
			await workbench.screenshot("no-model");
		}));

	test("a fix says which file is missing", () =>
		fixWith("/nowhere/model.gguf", async (workbench) => {
			await workbench.notification("/nowhere/model.gguf").first().waitFor();
			await workbench.sidebar.locator(".note.error", { hasText: "/nowhere/model.gguf" }).waitFor();
			await workbench.screenshot("missing-model");
		}));
});
