import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { EngineError } from "../../server/engine/engine";
import { readModelFile } from "../../server/engine/ggufFile";
import { readGgufHeader } from "../../server/model/ggufHeader";
import { ggufMutations } from "../support/ggufMutations";
import { between, randomNumbers } from "../support/random";
import { createEngine, never, tinyModel, tinyOptions, write } from "./tinyEngine";

suite("a model whose file was damaged", () => {
	let folder = "";
	let tiny = Buffer.alloc(0);
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), "rationale-damaged-"));
		tiny = await readFile(tinyModel);
	});
	after(() => rm(folder, { recursive: true }));

	async function file(bytes: Buffer): Promise<string> {
		const path = join(folder, "damaged.gguf");
		await writeFile(path, bytes);
		return path;
	}

	/** Of the tiny model, with one of its numbers changed. */
	function withNumber(key: string, value: number, kind: "integer" | "float"): Buffer {
		const typeSize = 4;
		const at = tiny.indexOf(key) + key.length + typeSize;
		const bytes = Buffer.from(tiny);
		if (kind === "integer") bytes.writeUInt32LE(value, at);
		else bytes.writeFloatLE(value, at);
		return bytes;
	}

	/** Each ended llama.cpp's process, or kept the library busy for ever, when it was let through. */
	const deadly: readonly (readonly [key: string, kind: "integer" | "float", values: readonly number[]])[] = [
		["block_count", "integer", [0, 1000, 2 ** 31 - 1]],
		["embedding_length", "integer", [0, 1, 7]],
		["feed_forward_length", "integer", [0, 1, 31]],
		["attention.head_count", "integer", [0, 1000]],
		["attention.head_count_kv", "integer", [0]],
		["attention.layer_norm_rms_epsilon", "float", [-1, Number.NaN]],
	];
	for (const [key, kind, values] of deadly) {
		test(`is refused before llama.cpp sees that its ${key} cannot be`, async () => {
			for (const value of values) {
				const path = await file(withNumber(`qwen2.${key}`, value, kind));
				await assert.rejects(
					readModelFile(path),
					(error) => {
						assert.ok(error instanceof EngineError && error.reason === "notGguf");
						const cannotBe = `damaged.gguf is damaged: its ${key} cannot be ${value}. `;
						assert.equal(error.message, `${cannotBe}Download it again, or select another file.`);
						return true;
					},
					`${key} ${value}`,
				);
			}
		});
	}

	/** Those that the check of the header lets through: the others are refused, which costs no engine. */
	async function changedHeaders(count: number): Promise<readonly Buffer[]> {
		const random = randomNumbers(5);
		const size = tiny.length;
		const header = await readGgufHeader({ name: "", size, read: async (at, length) => tiny.subarray(at, at + length) });
		assert.ok(header.kind === "header");
		const { dataStart } = header.header;
		const [vocabulary, behind] = ["tokenizer.ggml.tokens", "tokenizer.ggml.eos_token_id"].map((key) =>
			tiny.indexOf(key),
		);
		// Nearly all of the header is vocabulary: what stands around it is to be hit as often.
		const stretches = [
			[0, vocabulary],
			[vocabulary, behind],
			[behind, dataStart],
		] as const;
		const mutations = Object.values(ggufMutations);
		const changed: Buffer[] = [];
		for (let round = 0; changed.length < count; round++) {
			const [from = 0, to = dataStart] = stretches[between(random, 0, stretches.length - 1)] ?? [];
			const mutate = mutations[round % mutations.length];
			const middle = mutate?.(tiny.subarray(from, to), random) ?? Buffer.alloc(0);
			const bytes = Buffer.concat([tiny.subarray(0, from), middle, tiny.subarray(to)]);
			const isRefused = await readModelFile(await file(bytes)).then(
				() => false,
				(error) => error instanceof EngineError,
			);
			if (!isRefused) changed.push(bytes);
		}
		return changed;
	}

	test("loads and writes, or fails with a sentence, and no header ends the engine's process", async () => {
		const engine = createEngine();
		const outcomes = new Map<string, number>();
		try {
			for (const [index, bytes] of (await changedHeaders(14)).entries()) {
				// What is loaded is not loaded again from the same path.
				await engine.unload();
				const path = await file(bytes);
				const outcome = await engine.load(tinyOptions({ path, contextSize: 512 }), never()).then(
					() => write(engine, { budget: 4 }).then(({ end }) => end),
					(error: unknown) => {
						assert.ok(error instanceof EngineError && error.message.endsWith("."), String(error));
						return error.reason;
					},
				);
				assert.notEqual(outcome, "crashed", `header ${index}`);
				outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
			}
			const seen = [...outcomes.keys()].toSorted();
			// A token that is misspelt makes a model of another kind, which cannot be asked.
			assert.deepEqual(seen, ["complete", "failed", "unsupported"], JSON.stringify([...outcomes]));
			await engine.load(tinyOptions(), never());
			assert.equal((await write(engine, {})).end, "complete");
		} finally {
			await engine.dispose();
		}
	});
});
