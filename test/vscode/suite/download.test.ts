// Downloads of a model in VS Code: by its own fetch, with its settings, from a hub on this machine.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { Config } from "../../../extension/config";
import { Downloads } from "../../../extension/model/downloads";
import { HubTokens } from "../../../extension/model/hubToken";
import { Hub } from "../../support/hub";
import { startProxy } from "../../support/proxy";
import { repositoryRoot } from "../../support/repositoryRoot";
import { untilTrue } from "./sample";

const setting = "model.download";

suite("A model is downloaded", () => {
	let hub: Hub;
	let folder: string;
	let config: Config;
	let log: vscode.LogOutputChannel;
	let downloads: Downloads;
	let tokens: HubTokens;

	setup(async () => {
		hub = await Hub.start(await readFile(join(repositoryRoot(), "test", "tiny-r1", "tiny-r1.gguf")));
		folder = await mkdtemp(join(tmpdir(), "rt-"));
		config = new Config();
		log = vscode.window.createOutputChannel("Download test", { log: true });
		const secrets = new Map<string, string>();
		tokens = new HubTokens({
			get: async (key) => secrets.get(key),
			store: async (key, value) => void secrets.set(key, value),
			delete: async (key) => void secrets.delete(key),
		});
		await set({ hub: hub.address, folder });
		downloads = window();
	});
	teardown(async () => {
		await downloads.stop();
		downloads.dispose();
		config.dispose();
		log.dispose();
		await set(undefined);
		await hub.stop();
		await rm(folder, { recursive: true });
	});

	async function set(value: { readonly hub: string; readonly folder: string } | undefined): Promise<void> {
		await vscode.workspace.getConfiguration("rationale").update(setting, value, vscode.ConfigurationTarget.Global);
		const hubNow = value?.hub ?? "https://huggingface.co";
		await untilTrue("the setting is read", () => config.download().hub === hubNow);
	}

	/** What a window has. */
	function window(): Downloads {
		return new Downloads({ config, tokens, folder: join(folder, "own"), log });
	}

	const doneOf = (of: Downloads) => of.list().flatMap(({ state }) => ("done" in state ? [state.done] : []));

	test("to the folder that is set, and is whole", async () => {
		const states = new Set<string>();
		downloads.onDidChange(() => {
			for (const { state } of downloads.list()) states.add(state.kind);
		});
		const path = await downloads.start(hub.file());
		assert.equal(path, join(folder, "tests", "Tiny-GGUF", "Tiny-Q4_K_M.gguf"));
		const { size } = await stat(path);
		assert.equal(size, hub.file().bytes);
		assert.ok(states.has("running"));
		assert.deepEqual(downloads.list(), []);
		assert.deepEqual(await downloads.downloaded(), [{ path, bytes: size }]);
		await downloads.delete(path);
		assert.deepEqual(await readdir(folder), []);
	});

	test("to the extension's own folder where none is set", async () => {
		await set({ hub: hub.address, folder: "" });
		const path = await downloads.start(hub.file());
		assert.equal(path, join(folder, "own", "tests", "Tiny-GGUF", "Tiny-Q4_K_M.gguf"));
	});

	test("once, when it is asked for twice", async () => {
		const [one, other] = await Promise.all([downloads.start(hub.file()), downloads.start(hub.file())]);
		assert.ok(one !== undefined && one === other);
		assert.equal(hub.count("bytes"), 1);
	});

	test("further after a pause, by a window that was opened since", async () => {
		const { bytes, id } = hub.file();
		hub.next.push({ holdAfter: 1_000_000 });
		const path = downloads.start(hub.file());
		await untilTrue("a part is there", () => doneOf(downloads)[0] === 1_000_000);
		await downloads.pause(id);
		assert.equal(await path, undefined);
		assert.deepEqual(
			downloads.list().map(({ state }) => state),
			[{ kind: "paused", done: 1_000_000, total: bytes }],
		);
		const restarted = window();
		await untilTrue("it is found", () => restarted.list().length === 1);
		const finished: string[] = [];
		restarted.onDidFinishResumed((it) => finished.push(it.path));
		const resumed = await restarted.resume(id);
		assert.ok(resumed !== undefined);
		assert.deepEqual(finished, [resumed]);
		assert.equal(hub.bytesServed, bytes);
		restarted.dispose();
	});

	test("no further when it is discarded, and leaves nothing", async () => {
		hub.next.push({ holdAfter: 1_000_000 });
		const path = downloads.start(hub.file());
		await untilTrue("a part is there", () => doneOf(downloads)[0] === 1_000_000);
		await downloads.discard(hub.file().id);
		assert.equal(await path, undefined);
		assert.deepEqual(downloads.list(), []);
		assert.deepEqual(await readdir(folder), []);
	});

	test("by one window while the other waits", async () => {
		const other = window();
		hub.next.push({ holdAfter: 1_000_000 });
		const first = downloads.start(hub.file());
		await untilTrue("a part is there", () => doneOf(downloads)[0] === 1_000_000);
		const second = other.start(hub.file());
		await untilTrue("the other waits", () => other.list()[0]?.state.kind === "waiting");
		hub.release();
		const path = await first;
		assert.ok(path !== undefined);
		assert.equal(await second, path);
		assert.equal(hub.count("bytes"), 1);
		other.dispose();
	});

	test("through the proxy of VS Code's settings", async () => {
		const proxy = await startProxy(new URL(hub.address));
		const settings = vscode.workspace.getConfiguration("http");
		try {
			await settings.update("proxy", proxy.address, vscode.ConfigurationTarget.Global);
			await set({ hub: "http://hub.invalid", folder });
			assert.ok(await downloads.start(hub.file()));
			assert.deepEqual(proxy.hosts, ["hub.invalid:80"]);
		} finally {
			await settings.update("proxy", undefined, vscode.ConfigurationTarget.Global);
			await proxy.stop();
		}
	});

	test("not from a hub that asks for a token, unless there is one for it", async () => {
		hub.next.push({ status: 401 });
		assert.equal(await downloads.start(hub.file()), undefined);
		const [failed] = downloads.list();
		assert.ok(failed?.state.kind === "failed" && failed.state.reason === "unauthorized");
		await tokens.set(new URL("https://huggingface.co"), "hf_of_another");
		await tokens.set(new URL(hub.address), "hf_secret");
		assert.ok(await downloads.resume(failed.file.id));
		const shown = hub.requests.map(({ from, headers }) => `${from} ${headers.authorization}`);
		assert.deepEqual(shown, ["hub undefined", "hub Bearer hf_secret", "bytes undefined"]);
	});

	test("not from what is no hub", async () => {
		await set({ hub: "no hub", folder });
		assert.equal(await downloads.start(hub.file()), undefined);
		const [failed] = downloads.list();
		assert.ok(failed?.state.kind === "failed" && failed.state.message.includes("no hub"));
	});

	test("beside nothing that looks whole", async () => {
		hub.next.push({ holdAfter: 1_000_000 });
		void downloads.start(hub.file());
		await untilTrue("a part is there", () => doneOf(downloads)[0] === 1_000_000);
		const names = await readdir(join(folder, "tests", "Tiny-GGUF"));
		assert.ok(names.length > 0 && !names.some((it) => it.endsWith(".gguf")), names.join());
	});
});
