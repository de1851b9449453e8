import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { catalogue } from "../../../server/model/catalogue";
import { fitOf } from "../../../server/model/fit";
import { type Quantization, weightsOf } from "../../../server/model/quantization";
import type { SizedModel } from "../../../server/model/shape";
import type { Machine, ModelFit } from "../../../server/protocol/catalogue";
import { apple, card, machine } from "./machines";

function sized(name: string, quantization: Quantization = "Q4_K_M"): SizedModel {
	const model = catalogue.find((it) => it.name.endsWith(name));
	assert.ok(model);
	return { shape: model.shape, weights: weightsOf(model.shape, quantization) };
}

function fitted(name: string, on: Machine, contextSize = 8192): ModelFit {
	return fitOf(on, sized(name), contextSize);
}

const laptop = machine(16, 10, 40);
const workstation = (gpu: string, memory: number) => machine(64, 50, 60, card(gpu, memory));

suite("the fit of a model", () => {
	test("counts weights, KV cache, compute buffers and the engine's process", () => {
		const { memory } = fitted("Qwen-7B", laptop);
		const weights = 4.677e9;
		const cache = 8192 * 57_344;
		assert.ok(memory > weights + cache + 0.2e9 && memory < weights + cache + 0.4e9, String(memory));
	});

	const caches: readonly [name: string, bytes: number][] = [
		["Qwen-1.5B", 28_672],
		["Qwen-7B", 57_344],
		["Llama-8B", 131_072],
		["Qwen-14B", 196_608],
		["Qwen-32B", 262_144],
		["Llama-70B", 327_680],
	];
	for (const [name, bytes] of caches) {
		test(`has ${bytes} bytes of KV cache for each token of ${name}`, () => {
			const [short, long] = [2048, 6144].map((contextSize) => fitted(name, laptop, contextSize).memory);
			// The attention's mask is larger too: 2 bytes for each of the 32 tokens that are evaluated at once.
			assert.equal(((long ?? 0) - (short ?? 0)) / 4096, bytes + 64);
		});
	}

	test("has no longer context than the model was trained for", () => {
		assert.equal(fitted("Coder-1.5B", laptop, 100_000).contextSize, 32_768);
	});

	const places: readonly [where: string, model: string, on: Machine, place: string][] = [
		["8 GB without a GPU", "Qwen-1.5B", machine(8, 3, 30), "cpu"],
		["8 GB without a GPU", "Qwen-7B", machine(8, 3, 30), "tooBig"],
		["8 GB of which most is free", "Qwen-7B", machine(8, 7, 30), "cpu"],
		["16 GB without a GPU", "Qwen-14B", machine(16, 8, 40), "cpu"],
		["16 GB without a GPU", "Qwen-32B", machine(16, 8, 40), "tooBig"],
		["a container with 2 GB", "Qwen-1.5B", machine(2, 1.9, 20), "cpu"],
		["a container with 1 GB", "Qwen-1.5B", machine(1, 0.9, 20), "tooBig"],
		["an RTX 4090 with 24 GB", "Qwen-32B", workstation("NVIDIA GeForce RTX 4090", 24), "gpu"],
		["an RTX 4090 with 24 GB", "Llama-70B", workstation("NVIDIA GeForce RTX 4090", 24), "split"],
		["a card with 8 GB", "Qwen-7B", workstation("NVIDIA GeForce RTX 4060", 8), "gpu"],
		["a card with 8 GB", "Qwen-14B", workstation("NVIDIA GeForce RTX 4060", 8), "split"],
		["a card of 1 GB, too small for anything", "Qwen-14B", workstation("Old", 1), "cpu"],
		["a Mac with 32 GB", "Qwen-14B", apple("Apple M2 Max", 32, 200), "gpu"],
		["a Mac with 32 GB", "Qwen-32B", apple("Apple M2 Max", 32, 200), "split"],
		["a Mac with 16 GB", "Qwen-32B", apple("Apple M1", 16, 60), "tooBig"],
	];
	for (const [where, model, on, place] of places) {
		test(`puts ${model} on ${where} as ${place}`, () => assert.equal(fitted(model, on).place, place));
	}

	test("has the output layer as the last one to leave the GPU", () => {
		const shapes = [24, 12, 8, 4].map((memory) => fitted("Qwen-14B", workstation("Card", memory)).gpuLayers);
		assert.deepEqual(
			shapes.toSorted((a, b) => b - a),
			shapes,
		);
		assert.equal(shapes[0], 49);
	});

	test("takes fewer layers where the context is longer", () => {
		const gpu = workstation("NVIDIA GeForce RTX 4060", 8);
		assert.ok(fitted("Qwen-14B", gpu, 32_768).gpuLayers < fitted("Qwen-14B", gpu, 8192).gpuLayers);
	});
});

suite("the speed of a model", () => {
	const speeds: readonly [where: string, model: string, on: Machine, from: number, to: number][] = [
		["a laptop that reads 25 GB/s", "Qwen-1.5B", machine(16, 8, 25), 14, 22],
		["a laptop that reads 40 GB/s", "Qwen-7B", laptop, 5, 8],
		["an RTX 3090, which was measured with an 8B at 4 bits", "Llama-8B", workstation("RTX 3090", 24), 70, 146],
		["an M1 Pro", "Qwen-7B", apple("Apple M1 Pro", 32, 120), 20, 36],
	];
	for (const [where, model, on, from, to] of speeds) {
		test(`of ${model} on ${where} is from ${from} to ${to} tokens a second`, () => {
			const { tokensPerSecond } = fitted(model, on);
			assert.ok(tokensPerSecond >= from && tokensPerSecond <= to, String(tokensPerSecond));
		});
	}

	test("is between those of GPU and CPU where it is split", () => {
		const [gpu, split, cpu] = [
			workstation("NVIDIA GeForce RTX 4090", 24),
			workstation("NVIDIA GeForce RTX 4090", 8),
			machine(64, 50, 60),
		].map((on) => fitted("Qwen-14B", on).tokensPerSecond);
		assert.ok(gpu && split && cpu && gpu > split && split > cpu);
	});

	test("of a card that nobody knows goes by its memory", () => {
		const [unknown, known] = ["Some Card", "NVIDIA GeForce RTX 4090"].map(
			(name) => fitted("Qwen-7B", workstation(name, 24)).tokensPerSecond,
		);
		assert.ok(unknown && known && unknown < known && unknown > known / 2);
	});

	test("of a GPU that shares the memory is no more than the memory's", () => {
		const shared = machine(32, 20, 60, { ...card("Intel(R) Iris(R) Xe Graphics", 16), isUnified: true });
		assert.ok(fitted("Qwen-7B", shared).tokensPerSecond < 60 / 4.37);
	});
});
