import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { EngineError, type FileOptions } from "../../server/engine/engine";
import { createEngine, engineScript, never, tinyModel, tinyOptions, write } from "./tinyEngine";

type Outcome = { readonly reason: string; readonly message: string };

/** What loading comes to: the error's reason and message, which the state must give as well. */
async function failureOf(options: Partial<FileOptions>, script?: string): Promise<Outcome> {
	const engine = createEngine(script);
	try {
		await engine.load(tinyOptions(options), never());
		return { reason: "loaded", message: "" };
	} catch (error) {
		assert.ok(error instanceof EngineError);
		const { reason, message } = error;
		assert.deepEqual(engine.state, { kind: "failed", reason, message });
		assert.equal(engine.pid, undefined);
		return { reason, message };
	} finally {
		await engine.dispose();
	}
}

/** All places changed, length kept. */
function patch(bytes: Buffer, from: string, to: string): Buffer {
	const [search, replacement] = [Buffer.from(from), Buffer.from(to)];
	assert.equal(search.length, replacement.length);
	const patched = Buffer.from(bytes);
	let count = 0;
	for (let at = patched.indexOf(search); at >= 0; at = patched.indexOf(search, at + 1), count++) {
		replacement.copy(patched, at);
	}
	assert.ok(count > 0);
	return patched;
}

function withContextLength(bytes: Buffer, tokens: number): Buffer {
	const key = "qwen2.context_length";
	const patched = Buffer.from(bytes);
	const typeSize = 4;
	patched.writeUInt32LE(tokens, patched.indexOf(key) + key.length + typeSize);
	return patched;
}

suite("a model that cannot be loaded", () => {
	let folder = "";
	let tiny = Buffer.alloc(0);
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), "rationale-models-"));
		tiny = await readFile(tinyModel);
	});
	after(() => rm(folder, { recursive: true }));

	async function file(name: string, content: string | Buffer): Promise<string> {
		const path = join(folder, name);
		await writeFile(path, content);
		return path;
	}

	test("one that does not exist is not found", async () => {
		const { reason, message } = await failureOf({ path: join(folder, "none.gguf") });
		assert.equal(reason, "notFound");
		assert.match(message, /none\.gguf cannot be opened\. Select /);
	});

	test("a folder is not found as a model", async () => {
		assert.equal((await failureOf({ path: folder })).reason, "notFound");
	});

	test("a part of a split model that is missing is named", async () => {
		const path = await file("split-00001-of-00002.gguf", tiny);
		const { reason, message } = await failureOf({ path });
		assert.equal(reason, "notFound");
		assert.match(message, /split-00002-of-00002\.gguf/);
	});

	const notGguf: Readonly<Record<string, string>> = {
		"an empty file": "",
		"a text": "# Not a model\n".repeat(1000),
		"a GGUF of an unknown version": "GGUF\u0001\u0000\u0000\u0000",
		"a GGUF of the other byte order": "GGUF\u0000\u0000\u0000\u0003",
	};
	for (const [name, content] of Object.entries(notGguf)) {
		test(`${name} is no GGUF`, async () => {
			const { reason, message } = await failureOf({ path: await file("other.gguf", content) });
			assert.equal(reason, "notGguf");
			assert.match(message, /Select a file/);
		});
	}

	const lengths: Readonly<Record<string, (length: number) => number>> = {
		"after its magic": () => 5,
		"in its first lengths": () => 20,
		"in its vocabulary": () => 3000,
		"in its tensors": (length) => length / 2,
		"before its last byte": (length) => length - 1,
	};
	for (const [name, cut] of Object.entries(lengths)) {
		test(`a GGUF that was cut ${name} is truncated`, async () => {
			const path = await file("cut.gguf", tiny.subarray(0, cut(tiny.length)));
			const { reason, message } = await failureOf({ path });
			assert.equal(reason, "truncated");
			assert.match(message, /^cut\.gguf is incomplete: .* Download it again\.$/);
		});
	}

	test("an architecture that llama.cpp does not have is named", async () => {
		const { reason, message } = await failureOf({ path: await file("arch.gguf", patch(tiny, "qwen2", "qwfoo")) });
		assert.equal(reason, "unsupported");
		assert.match(message, /architecture "qwfoo"/);
	});

	test("a context that does not fit in memory is refused before it is tried", async () => {
		const contextSize = 2_000_000_000;
		const path = await file("big.gguf", withContextLength(tiny, contextSize));
		const { reason, message } = await failureOf({ path, contextSize });
		assert.equal(reason, "outOfMemory");
		assert.match(message, /lower the context size/);
	});

	test("an installation without the engine's library says what it needs", async () => {
		const script = join(folder, "engine.js");
		await copyFile(engineScript, script);
		const { reason, message } = await failureOf({}, script);
		assert.equal(reason, "noEngine");
		assert.match(message, /glibc/);
	});

	test("an engine whose script is missing has crashed", async () => {
		assert.equal((await failureOf({}, join(folder, "missing.js"))).reason, "crashed");
	});
});

suite("a model with the older template", () => {
	test("thinks all the same", async () => {
		const folder = await mkdtemp(join(tmpdir(), "rationale-models-"));
		const engine = createEngine();
		try {
			const path = join(folder, "older.gguf");
			const older = patch(await readFile(tinyModel), "<｜Assistant｜><think>\\n' }}", "<｜Assistant｜>'          }}");
			await writeFile(path, older);
			await engine.load(tinyOptions({ path }), never());
			const { thought, answer, end } = await write(engine, {});
			assert.equal(end, "complete");
			assert.match(thought, /`i <= points\.length`/);
			assert.match(answer, /i < points\.length/);
		} finally {
			await engine.dispose();
			await rm(folder, { recursive: true });
		}
	});
});
