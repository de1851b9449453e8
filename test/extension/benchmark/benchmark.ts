import type { Benchmark } from "../../../server/protocol/benchmark";

/** A finished benchmark over two problems. */
export function benchmarkOf(change: Partial<Benchmark> = {}): Benchmark {
	return {
		id: "a",
		date: 1.79e12,
		model: {
			contextSize: 8192,
			device: "cpu",
			gpuLayers: 0,
			name: "DeepSeek-R1-Distill-Qwen-7B",
			quantization: "Q4_K_M",
			server: null,
			threads: 7,
		},
		effort: "normal",
		budget: 1024,
		sampling: { temperature: 0.6, topP: 0.95, seed: 1 },
		speed: {
			loadTime: 4000,
			promptTokens: 350,
			promptSpeed: 80,
			decodeTokens: 128,
			decodeSpeed: 9.5,
			firstThought: 4500,
			memory: 5.6e9,
		},
		coding: {
			file: "",
			fingerprint: "0123456789abcdef",
			count: 2,
			results: [
				{
					id: "one",
					title: "One | `two`",
					difficulty: "easy",
					outcome: { kind: "passed", tests: 7 },
					thoughtTokens: 300,
					answerTokens: 100,
					time: 42_000,
					thoughtEnd: "budget",
				},
				{
					id: "two",
					title: "Two",
					difficulty: "medium",
					outcome: { kind: "runtimeError", test: 3, message: "ValueError: no." },
					thoughtTokens: 1000,
					answerTokens: 200,
					time: 120_000,
					thoughtEnd: "budget",
				},
			],
		},
		state: { kind: "complete" },
		...change,
	};
}
