// A server is chosen step by step, with the keyboard; its key is seen nowhere, and where code goes is seen all the time.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";
import { type ApiServer, startApiServer } from "../support/api/apiServer";
import { until, type Workbench, WorkbenchServer } from "./workbench";

const key = "sk-never-to-be-seen-1234567890";

suite("Use a Server", () => {
	let api: ApiServer;
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		// Nothing answers at the proxy's port: what is on this machine is not asked of it.
		api = await startApiServer({ api: "vllm", key });
		server = await WorkbenchServer.start(
			{ "rationale.trace.server": "verbose", "http.proxy": "http://127.0.0.1:9" },
			{ isTraced: true },
		);
		workbench = await server.open("src/cart.ts", "dark");
		await workbench.status.waitFor();
	});

	after(async () => {
		await server?.stop();
		await api?.close();
	});

	const title = (step: string) => workbench.page.locator(".quick-input-title", { hasText: `Use a Server (${step}` });
	const row = (text: string) => workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
	const dialog = () => workbench.page.locator(".monaco-dialog-box");
	const settings = () => readFile(join(server.userDataDir, "Machine", "settings.json"), "utf8");

	async function press(...keys: readonly string[]): Promise<void> {
		for (const it of keys) await workbench.page.keyboard.press(it);
	}

	async function type(text: string): Promise<void> {
		await press("Control+A");
		await workbench.page.keyboard.type(text);
		await press("Enter");
	}

	async function toAddress(program: string): Promise<void> {
		await workbench.runCommand("Rationale: Use a Server…");
		await title("1/").waitFor();
		await row(program).waitFor();
		await workbench.page.keyboard.type(program);
		await press("Enter");
		await title("2/").waitFor();
	}

	/** Goes on from the address to the list of models, with the key that the server wants. */
	async function giveKey(): Promise<void> {
		await row("Enter Key").waitFor();
		await press("Enter");
		await title("3/4").waitFor();
		await type(key);
		await title("4/4").waitFor();
		await row("tiny-r1").waitFor();
	}

	async function leave(): Promise<void> {
		await press("Escape");
		await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
	}

	test("asks for program, address and model, and changes nothing when it is left", async () => {
		await workbench.runCommand("Rationale: Use a Server…");
		await title("1/3").waitFor();
		await row("DeepSeek").getByText("api.deepseek.com").waitFor();
		await workbench.screenshot("server-programs");
		await leave();
		await toAddress("vLLM");
		await leave();
		await toAddress("vLLM");
		await type(api.url);
		await title("3/3").waitFor();
		await row("Enter Key")
			.getByText(/wants a key/)
			.waitFor();
		await workbench.screenshot("server-wants-key");
		await leave();
		assert.doesNotMatch(await settings(), /rationale\.model\.server/);
		assert.equal(api.chats.length, 0);
	});

	test("says what is wrong with an address, and goes back", async () => {
		await toAddress("Ollama");
		await type("http://localhost@evil.com");
		await workbench.page.getByText("Leave out what stands before the @").waitFor();
		await type("127.0.0.1:11434");
		await workbench.page.getByText("The address begins with http://").waitFor();
		await workbench.page.getByRole("button", { name: "Back" }).click();
		await title("1/3").waitFor();
		await leave();
	});

	test("sends nothing to another machine without encryption unless it is told to", async () => {
		await toAddress("vLLM");
		await type("http://192.0.2.1:8000/v1");
		await dialog().getByText("Send code to 192.0.2.1:8000 without encryption?").waitFor();
		await workbench.screenshot("server-not-encrypted");
		await dialog().getByRole("button", { name: "Cancel" }).click();
		await title("2/3").waitFor();
		await leave();
	});

	test("forgets a key that was typed where it is left later on", async () => {
		await toAddress("vLLM");
		await type(api.url);
		await giveKey();
		await leave();
		await workbench.runCommand("Rationale: Remove Server Key…");
		await workbench.notification("No key of a server is kept").waitFor();
		await toAddress("vLLM");
		await type(api.url);
		await row("Enter Key").waitFor();
		await leave();
	});

	test("takes the name of a model from who knows it, where the server tells none", async () => {
		const quiet = await startApiServer({ listsModels: false });
		try {
			await toAddress("SGLang");
			await type(quiet.url);
			await title("3/3").waitFor();
			await row("Type the Model's Name").waitFor();
			await workbench.page.keyboard.type("Type the");
			await press("Enter");
			await workbench.page.getByPlaceholder("deepseek-ai/DeepSeek-R1").waitFor();
			await type("tiny-r1");
			await until("the server is used", async () => (await settings()).includes(quiet.url));
		} finally {
			await quiet.close();
		}
	});

	test("lists the models and has the chosen one reason, on the server", async () => {
		await toAddress("vLLM");
		await type(api.url);
		await giveKey();
		await press("Enter");
		await workbench.notification("your code goes to 127.0.0.1").waitFor();
		await until("the setting is the server", async () => (await settings()).includes(api.url));
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Fix");
		await workbench.lens("Accept").first().waitFor();
		assert.ok(api.chats.length > 0);
		await workbench.sidebar
			.getByText(`tiny-r1 · ${api.url.slice(7, -3)}`)
			.first()
			.waitFor();
		await workbench.screenshot("server-here");
	});

	test("has used the key, which stands in no setting, no log and no message", async () => {
		assert.equal(api.chats.at(-1)?.headers.authorization, `Bearer ${key}`);
		assert.match(await settings(), /"api": "vllm"/);
		const files = await filesBelow(dirname(server.userDataDir));
		const texts = await Promise.all(files.map((it) => readFile(it, "latin1").catch(() => "")));
		// The messages are there to be read, with what they hold.
		assert.ok(texts.some((it) => it.includes("rationale/listServerModels") && it.includes(api.url)));
		assert.deepEqual(
			files.filter((_, index) => texts[index]?.includes(key)),
			[],
		);
	});

	test("has a key removed, and the server says so", async () => {
		await workbench.runCommand("Rationale: Remove Server Key…");
		await row("127.0.0.1").waitFor();
		await press("Enter");
		await workbench.notification("is forgotten").waitFor();
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Run Again");
		await workbench.sidebar.locator(".note.error", { hasText: "wants a key" }).waitFor();
	});
});

suite("The mark of a server", () => {
	test("is in the status bar and the sidebar before anything is sent", async () => {
		const set = { url: "https://api.deepseek.com", model: "deepseek-reasoner", api: "deepseek", allowHttp: false };
		const server = await WorkbenchServer.start({ "rationale.model.server": set });
		try {
			const workbench = await server.open("src/cart.ts", "light");
			await workbench.status.getByText("api.deepseek.com").waitFor();
			const label = await workbench.status.locator("a").getAttribute("aria-label");
			assert.match(label ?? "", /code is sent to api\.deepseek\.com/);
			await workbench.openSidebar();
			await workbench.sidebar.getByLabel("Code is sent to api.deepseek.com").waitFor();
			await workbench.screenshot("server-mark");
			await workbench.setColorScheme("dark");
			await workbench.screenshot("server-mark");
		} finally {
			await server.stop();
		}
	});
});

async function filesBelow(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
}
