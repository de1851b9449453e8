import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { catalogue } from "../../../server/model/catalogue";
import { judge } from "../../../server/model/recommend";
import type { CatalogueEntry, Machine } from "../../../server/protocol/catalogue";
import { apple, card, machine } from "./machines";

function recommended(on: Machine, contextSize = 8192): readonly string[] {
	const entries = judge(catalogue, on, contextSize).filter(({ isRecommended }) => isRecommended);
	return entries.map(({ id }) => id.replace("DeepSeek-R1-Distill-", "").replace("Qwen2.5-", ""));
}

function entry(id: string, on: Machine): CatalogueEntry {
	const found = judge(catalogue, on, 8192).find((it) => it.id.endsWith(id));
	assert.ok(found);
	return found;
}

const desktop = (gpu: string, memory: number) => machine(32, 20, 60, card(gpu, memory));

suite("the recommended models", () => {
	const cases: readonly [where: string, on: Machine, runs: string, completions: string][] = [
		["a laptop with 8 GB", machine(8, 3, 30), "Qwen-1.5B-Q4_K_M", "Coder-0.5B-Q8_0"],
		["a slow laptop with 16 GB", machine(16, 8, 30), "Llama-8B-Q4_K_M", "Coder-0.5B-Q8_0"],
		["a fast laptop with 16 GB", machine(16, 8, 60), "Qwen-14B-Q4_K_M", "Coder-1.5B-Q8_0"],
		["64 GB without a GPU", machine(64, 50, 60), "Qwen-14B-Q4_K_M", "Coder-1.5B-Q8_0"],
		["an M2 with 8 GB", apple("Apple M2", 8, 60), "Qwen-1.5B-Q8_0", "Coder-0.5B-Q8_0"],
		["an M1 Pro with 16 GB", apple("Apple M1 Pro", 16, 120), "Qwen-14B-Q4_K_M", "Coder-1.5B-Q8_0"],
		["an M2 Max with 32 GB", apple("Apple M2 Max", 32, 200), "Qwen-32B-Q4_K_M", "Coder-1.5B-Q8_0"],
		["an M4 Max with 128 GB", apple("Apple M4 Max", 128, 300), "Qwen-32B-Q4_K_M", "Coder-7B-Q8_0"],
		["an RTX 4060 with 8 GB", desktop("NVIDIA GeForce RTX 4060", 8), "Qwen-14B-Q4_K_M", "Coder-0.5B-Q8_0"],
		["an RTX 3060 with 12 GB", desktop("NVIDIA GeForce RTX 3060", 12), "Qwen-14B-Q4_K_M", "Coder-1.5B-Q8_0"],
		["an RTX 4090 with 24 GB", desktop("NVIDIA GeForce RTX 4090", 24), "Qwen-32B-Q4_K_M", "Coder-1.5B-Q8_0"],
		["an H100 with 80 GB", desktop("NVIDIA H100 80GB HBM3", 80), "Qwen-32B-Q8_0", "Coder-7B-Q8_0"],
		["a container with 4 GB", machine(4, 3.5, 20), "Qwen-1.5B-Q4_K_M", "Coder-0.5B-Q8_0"],
	];
	for (const [where, on, runs, completions] of cases) {
		test(`for ${where} are ${runs} and ${completions}`, () => {
			assert.deepEqual(recommended(on), [runs, completions]);
		});
	}

	test("are none where nothing fits", () => {
		assert.deepEqual(recommended(machine(0.5, 0.4, 20)), []);
	});

	test("are the fastest that fit where all are slow", () => {
		assert.deepEqual(recommended(machine(32, 28, 1)), ["Qwen-1.5B-Q4_K_M", "Coder-0.5B-Q8_0"]);
	});

	test("are free to be used at work", () => {
		const licences = judge(catalogue, desktop("NVIDIA GeForce RTX 4090", 24), 8192);
		assert.ok(licences.some(({ id, isRecommended }) => id === "Qwen2.5-Coder-3B-Q8_0" && !isRecommended));
	});

	test("are smaller where the context is longer", () => {
		const gpu = desktop("NVIDIA GeForce RTX 4090", 24);
		assert.equal(recommended({ ...gpu, bandwidth: 20e9 }, 131_072)[0]?.startsWith("Qwen-32B"), false);
	});
});

suite("the reason", () => {
	test("says memory, speed and score", () => {
		assert.equal(
			entry("Qwen-14B-Q4_K_M", machine(32, 20, 80)).reason,
			"10.9 GB at 8k context; about 7 tokens a second; 53.1 on LiveCodeBench.",
		);
	});

	test("says how many layers are on a GPU that has no room for all", () => {
		const { reason } = entry("Qwen-14B-Q4_K_M", desktop("NVIDIA GeForce RTX 4060", 8));
		assert.match(reason, /; \d\d of 49 layers on the GPU; 53\.1 on LiveCodeBench\.$/);
	});

	test("says what is too big", () => {
		assert.equal(
			entry("Llama-70B-Q4_K_M", machine(16, 8, 30)).reason,
			"45.5 GB at 8k context; more than this machine has; 57.5 on LiveCodeBench.",
		);
	});

	test("says what a licence forbids", () => {
		assert.match(entry("Coder-3B-Q8_0", machine(16, 8, 30)).reason, /not for commercial use\.$/);
	});
});
