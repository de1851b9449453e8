import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { EngineError } from "../../../server/engine/engine";
import { readModelFile } from "../../../server/engine/ggufFile";
import { type GgufValue, gguf } from "../../support/gguf";

const tinyModel = "test/tiny-r1/tiny-r1.gguf";

const shape: Record<string, GgufValue> = {
	"general.architecture": "llama",
	"llama.block_count": 2,
	"llama.context_length": 4096,
	"llama.embedding_length": 8,
	"llama.attention.head_count": 4,
};

suite("a model's file", () => {
	let folder = "";
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), "rationale-files-"));
	});
	after(() => rm(folder, { recursive: true }));

	async function file(
		name: string,
		metadata: Record<string, GgufValue>,
		tensor = "token_embd.weight",
	): Promise<string> {
		const path = join(folder, name);
		await writeFile(path, gguf(metadata, [{ name: tensor, shape: [8, 4], values: new Float32Array(32) }]));
		return path;
	}

	test("says what its model is", async () => {
		const { metadata, tensors, ...model } = await readModelFile(tinyModel);
		deepEqual(model, {
			name: "Tiny R1",
			architecture: "qwen2",
			quantization: "Q8_0",
			bytes: (await stat(tinyModel)).size,
			contextSize: 2048,
			layers: 6,
			embedding: 256,
			heads: 4,
			kvHeads: 2,
			vocabulary: 6272,
		});
		equal(metadata.get("qwen2.feed_forward_length"), 704);
		const weights = tensors.reduce((sum, { bytes }) => sum + bytes, 0);
		ok(weights < model.bytes && weights > model.bytes * 0.95);
	});

	test("is called by its own name where the model has none, and by its tensors' type where it names no mixture", async () => {
		const { name, quantization, kvHeads } = await readModelFile(await file("my-model.gguf", shape));
		deepEqual({ name, quantization, kvHeads }, { name: "my-model", quantization: "F32", kvHeads: 4 });
	});

	test("names mixtures as llama.cpp does", async () => {
		const { quantization } = await readModelFile(await file("mixed.gguf", { ...shape, "general.file_type": 15 }));
		equal(quantization, "Q4_K_M");
	});

	test("has the most of what a model has a number of for each layer", async () => {
		const path = await file("layered.gguf", { ...shape, "llama.attention.head_count_kv": { integers: [1, 2] } });
		equal((await readModelFile(path)).kvHeads, 2);
	});

	test("may be several files, which are one model", async () => {
		const first = await file("big-00001-of-00002.gguf", { ...shape, "split.count": 2 });
		const second = await file("big-00002-of-00002.gguf", { "split.count": 2 }, "output.weight");
		for (const path of [first, second]) {
			const { tensors, bytes, architecture } = await readModelFile(path);
			deepEqual(
				tensors.map(({ name }) => name),
				["token_embd.weight", "output.weight"],
			);
			equal(bytes, (await stat(first)).size + (await stat(second)).size);
			equal(architecture, "llama");
		}
	});

	test("that is one of several and was renamed is told to have lost the others", async () => {
		const path = await file("renamed.gguf", { ...shape, "split.count": 2 });
		await rejects(readModelFile(path), (error) => {
			ok(error instanceof EngineError && error.reason === "notFound");
			match(error.message, /^renamed\.gguf is one of 2 files of a model, .* Give all of them the names/);
			return true;
		});
	});
});
