import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { chmod, mkdir, readFile, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { suite, test } from "node:test";
import { filesBelow } from "../../../extension/model/filesBelow";
import { findModels } from "../../../extension/model/findModels";
import { modelPlaces } from "../../../extension/model/places";
import { temporaryFolder } from "../../support/profile";

const hash = "0123456789abcdef".repeat(4);
const otherHash = hash.replaceAll("0", "f");

const root = temporaryFolder("rt-");

/** A home of a system where nothing outside it is looked at. */
class Home {
	readonly path = mkdtempSync(join(root, "h-"));

	/** Bytes that begin as a model does, or as they are told to; returns where they are. */
	async write(path: string, { size = 2_000_000, start = "GGUF" } = {}): Promise<string> {
		const file = await this.text(path, start);
		await truncate(file, size);
		return file;
	}

	async text(path: string, text: string): Promise<string> {
		const file = join(this.path, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, text);
		return file;
	}

	async link(path: string, target: string): Promise<string> {
		const link = join(this.path, path);
		await mkdir(dirname(link), { recursive: true });
		await symlink(target, link);
		return link;
	}

	async manifest(path: string, digest: unknown): Promise<void> {
		const layers = [
			{ mediaType: "application/vnd.ollama.image.license", digest: `sha256:${otherHash}` },
			{ mediaType: "application/vnd.ollama.image.model", digest },
		];
		await this.text(`.ollama/models/manifests/${path}`, JSON.stringify({ schemaVersion: 2, layers }));
	}

	find(current: readonly string[] = [], signal: AbortSignal = new AbortController().signal) {
		return findModels(modelPlaces({ home: this.path, platform: "darwin", environment: {} }, current), signal);
	}

	async names(current: readonly string[] = []): Promise<readonly string[]> {
		return (await this.find(current)).map(({ program, name }) => `${program}: ${name}`);
	}
}

suite("models on this machine", () => {
	test("are none where no program keeps any", async () => {
		assert.deepEqual(await new Home().find(), []);
	});

	test("are those of LM Studio by publisher and model", async () => {
		const home = new Home();
		const path = await home.write(".lmstudio/models/lmstudio-community/Qwen-GGUF/Qwen-Q4_K_M.gguf");
		const [model, ...more] = await home.find();
		assert.deepEqual(more, []);
		assert.equal(model?.name, "lmstudio-community/Qwen-GGUF · Qwen-Q4_K_M");
		assert.deepEqual([model.path, model.size, model.program], [path, 2_000_000, "LM Studio"]);
	});

	test("are those of Ollama as its commands call them", async () => {
		const home = new Home();
		const blob = await home.write(`.ollama/models/blobs/sha256-${hash}`);
		await home.write(`.ollama/models/blobs/sha256-${otherHash}`);
		await home.manifest("registry.ollama.ai/library/deepseek-r1/7b", `sha256:${hash}`);
		await home.manifest("hf.co/unsloth/Some-GGUF/Q4_K_M", `sha256:${otherHash}`);
		assert.deepEqual(await home.names(), ["Ollama: hf.co/unsloth/Some-GGUF:Q4_K_M", "Ollama: deepseek-r1:7b"]);
		assert.equal((await home.find())[1]?.path, blob);
	});

	test("do not come from a manifest that is malformed, leads elsewhere or is too long, which costs no other", async () => {
		const home = new Home();
		const library = "registry.ollama.ai/library";
		await home.write(`.ollama/models/blobs/sha256-${hash}`);
		await home.write(".ollama/models/secret");
		await home.manifest(`${library}/aaa/climbing`, "sha256:../secret");
		await home.manifest(`${library}/aaa/number`, 1);
		await home.manifest(`${library}/aaa/missing`, `sha256:${otherHash}`);
		await home.manifest(`${library}/aaa/too/deep`, `sha256:${hash}`);
		await home.manifest(`${library}/shallow`, `sha256:${hash}`);
		const valid = JSON.stringify({
			layers: [{ mediaType: "application/vnd.ollama.image.model", digest: `sha256:${hash}` }],
		});
		for (const [name, text] of [
			["cut", valid.slice(0, 40)],
			["list", "[1, null]"],
			["null", "null"],
			["layers", '{"layers": {"0": 1}}'],
			["empty", ""],
			["long", valid + " ".repeat(300_000)],
		] as const) {
			await home.text(`.ollama/models/manifests/${library}/bbb/${name}`, text);
		}
		await home.manifest(`${library}/good/latest`, `sha256:${hash}`);
		assert.deepEqual(await home.names(), ["Ollama: good:latest"]);
	});

	test("are those of llama.cpp's cache by their files", async () => {
		const home = new Home();
		await home.write("Library/Caches/llama.cpp/ggml-org_tiny_tiny-q8_0.gguf");
		await home.write("Library/Caches/llama.cpp/tiny.gguf.downloadInProgress");
		assert.deepEqual(await home.names(), ["llama.cpp: ggml-org_tiny_tiny-q8_0"]);
	});

	test("are those of Hugging Face's cache, whose files are links, each once", async () => {
		const home = new Home();
		const repository = ".cache/huggingface/hub/models--bartowski--R1-GGUF";
		await home.write(`${repository}/blobs/${hash}`);
		const link = await home.link(`${repository}/snapshots/abc/R1-Q4.gguf`, `../../blobs/${hash}`);
		await home.link(`${repository}/snapshots/def/R1-Q4.gguf`, `../../blobs/${hash}`);
		await home.link(`${repository}/snapshots/def/broken.gguf`, "../../blobs/gone");
		await home.write(".cache/huggingface/hub/datasets--a--b/snapshots/abc/no.gguf");
		assert.deepEqual(await home.names(), ["Hugging Face: bartowski/R1-GGUF · R1-Q4"]);
		assert.equal((await home.find())[0]?.path, link);
	});

	test("are those beside the models that are set, and of none below", async () => {
		const home = new Home();
		const current = await home.write("models/a.gguf");
		await home.write("models/b.GGUF");
		await home.write("models/below/c.gguf");
		assert.deepEqual(await home.names([current]), ["Beside the Current Models: a", "Beside the Current Models: b"]);
	});

	test("are listed once, by the program that says most of them", async () => {
		const home = new Home();
		const current = await home.write(".lmstudio/models/me/mine/a.gguf");
		await home.link("Library/Caches/llama.cpp/same.gguf", current);
		assert.deepEqual(await home.names([current]), ["LM Studio: me/mine · a"]);
	});

	test("come with the size of all their parts, in the name of the first", async () => {
		const home = new Home();
		const first = await home.write(".lmstudio/models/me/big/big-00001-of-00003.gguf", { size: 5000 });
		await home.write(".lmstudio/models/me/big/big-00002-of-00003.gguf");
		await home.write(".lmstudio/models/me/big/big-00003-of-00003.gguf");
		const models = await home.find();
		assert.deepEqual(
			models.map(({ name, path, size }) => [name, path, size]),
			[["me/big · big", first, 4_005_000]],
		);
	});

	test("are not those of which a part is missing", async () => {
		const home = new Home();
		await home.write(".lmstudio/models/me/big/big-00001-of-00003.gguf");
		await home.write(".lmstudio/models/me/big/big-00003-of-00003.gguf");
		await home.write(".lmstudio/models/me/big/huge-00001-of-99999.gguf");
		assert.deepEqual(await home.names(), []);
	});

	test("are not what comes with a model, is too small, or is of another format", async () => {
		const home = new Home();
		await home.write(".lmstudio/models/me/m/mmproj-model-f16.gguf");
		await home.write(".lmstudio/models/me/m/small.gguf", { size: 999_999 });
		await home.write(".lmstudio/models/me/m/pointer.gguf", { start: "vers" });
		await home.write(".lmstudio/models/me/m/weights.safetensors");
		await mkdir(join(home.path, ".lmstudio/models/me/m/folder.gguf"));
		await home.write(".lmstudio/models/a/b/c/d/deep.gguf");
		assert.deepEqual(await home.names(), []);
	});

	test("are found through links to folders, which may lead in circles", async () => {
		const home = new Home();
		await home.write("disk/org/repo/a.gguf");
		await home.link(".lmstudio/models", join(home.path, "disk"));
		await home.link("disk/org/circle", "..");
		await home.link("disk/self", "self");
		assert.deepEqual(await home.names(), ["LM Studio: org/repo · a"]);
	});

	test("are found beside a folder and a file that cannot be read", async (context) => {
		const home = new Home();
		await home.write(".lmstudio/models/locked/repo/a.gguf");
		await home.write(".lmstudio/models/open/repo/b.gguf");
		const file = await home.write(".lmstudio/models/open/repo/c.gguf");
		const folder = join(home.path, ".lmstudio/models/locked");
		await chmod(folder, 0o000);
		await chmod(file, 0o000);
		context.after(() => chmod(folder, 0o700));
		// Root reads everything.
		const isRoot = process.getuid?.() === 0;
		const readable = isRoot ? ["locked/repo · a", "open/repo · b", "open/repo · c"] : ["open/repo · b"];
		assert.deepEqual(
			await home.names(),
			readable.map((it) => `LM Studio: ${it}`),
		);
	});

	test("are found where a place is a file, or a folder stands for a manifest", async () => {
		const home = new Home();
		await home.text(".lmstudio/models", "no folder");
		await mkdir(join(home.path, ".ollama/models/manifests/registry.ollama.ai/library/a/tag"), { recursive: true });
		await home.write("Library/Caches/llama.cpp/a.gguf");
		assert.deepEqual(await home.names(), ["llama.cpp: a"]);
	});

	test("are not changed by being found", async () => {
		const home = new Home();
		const path = await home.write(".lmstudio/models/me/mine/a.gguf");
		await chmod(path, 0o444);
		const [before, bytes] = [await stat(path, { bigint: true }), readFileSync(path)];
		assert.equal((await home.find()).length, 1);
		const after = await stat(path, { bigint: true });
		assert.deepEqual([after.mtimeNs, after.ctimeNs, after.mode], [before.mtimeNs, before.ctimeNs, before.mode]);
		assert.ok(bytes.equals(await readFile(path)));
	});

	test("are no longer looked for when the signal comes", async () => {
		const home = new Home();
		await home.write(".lmstudio/models/me/mine/a.gguf");
		assert.deepEqual(await home.find([], AbortSignal.abort()), []);
	});
});

test("no more entries of folders are looked at than are granted", async () => {
	const home = new Home();
	for (const name of ["a", "b", "c", "d"]) {
		await home.text(`one/${name}`, "");
	}
	const budget = { left: 3 };
	assert.equal((await filesBelow(home.path, 1, budget)).length, 2);
	assert.equal(budget.left, 0);
});

test("a folder is read once, however many links lead back to it", async () => {
	const home = new Home();
	const file = await home.text("one/two/a", "");
	await home.link("one/two/up", "..");
	await home.link("one/again", "two");
	assert.deepEqual(await filesBelow(home.path, 20, { left: 1000 }), [join(home.path, "one", "again", "a")]);
	assert.deepEqual(await filesBelow(dirname(file), 0, { left: 1000 }), [file]);
});
