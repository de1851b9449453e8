import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { budgetOf } from "../../server/protocol/settings";
import { parseSettings } from "../../server/settings";

const defaults = parseSettings({});

function setting(section: "model" | "sampling" | "context" | "completion", name: string, value: unknown): unknown {
	return new Map<string, unknown>(Object.entries(parseSettings({ [section]: { [name]: value } })[section])).get(name);
}

suite("settings", () => {
	test("what is no object gives the defaults", () => {
		for (const value of [undefined, null, 3, "settings", [], { model: null, sampling: 1, context: "x" }]) {
			assert.deepEqual(parseSettings(value), defaults);
		}
	});

	test("a value of another type gives the default", () => {
		assert.equal(setting("model", "path", 7), "");
		assert.equal(setting("model", "gpu", "cuda"), "auto");
		assert.equal(setting("model", "contextSize", "4096"), defaults.model.contextSize);
		assert.equal(setting("sampling", "temperature", Number.NaN), defaults.sampling.temperature);
		assert.equal(setting("sampling", "seed", "1"), null);
		assert.equal(setting("completion", "automatic", true), "code");
		assert.equal(setting("completion", "prompt", "raw"), "auto");
		assert.equal(setting("completion", "model", null), "");
	});

	test("numbers are brought into their range", () => {
		assert.equal(setting("model", "contextSize", 1), 512);
		assert.equal(setting("model", "contextSize", 1e9), 131_072);
		assert.equal(setting("model", "threads", -4), 0);
		assert.equal(setting("sampling", "temperature", 9), 2);
		assert.equal(setting("sampling", "topP", -1), 0);
		assert.equal(setting("completion", "minProbability", 40), 1);
		assert.equal(setting("sampling", "seed", 2 ** 40), 2 ** 32 - 1);
	});

	test("whole numbers are rounded", () => {
		assert.equal(setting("context", "maxTokens", 99.6), 100);
		assert.equal(setting("model", "unloadAfter", 2.2), 2);
	});

	test("what is set stays", () => {
		const settings = {
			model: {
				path: "/models/r1.gguf",
				server: { url: "http://127.0.0.1:8000/v1", model: "r1", api: "vllm", allowHttp: true },
				contextSize: 4096,
				gpu: 12,
				threads: 3,
				unloadAfter: 0,
			},
			sampling: { temperature: 0, topP: 1, seed: 0 },
			reasoning: { effort: "deep", budgets: { brief: 10, normal: 20, deep: 30, "fix.brief": 5 } },
			guards: { repetition: false, language: false },
			context: { maxTokens: 0 },
			completion: { automatic: "off", model: "/models/coder.gguf", prompt: "fim", minProbability: 0 },
		};
		assert.deepEqual(parseSettings(settings), settings);
	});

	test("a budget that is none is left out, and one out of range is brought into it", () => {
		const { budgets } = parseSettings({
			reasoning: { budgets: { brief: "64", normal: 0, "tests.deep": 1e9, "sing.deep": 3, "fix.none": 4 } },
		}).reasoning;
		assert.deepEqual(budgets, { ...defaults.reasoning.budgets, normal: 1, "tests.deep": 131_072 });
	});

	test("an action's own budget goes before that of all", () => {
		const { budgets } = parseSettings({ reasoning: { budgets: { deep: 500, "fix.deep": 800 } } }).reasoning;
		assert.equal(budgetOf(budgets, "fix", "deep"), 800);
		assert.equal(budgetOf(budgets, "tests", "deep"), 500);
		assert.equal(budgetOf(budgets, "fix", "none"), 0);
		assert.equal(budgetOf(budgets, "fix", "unlimited"), null);
	});

	test("white space around a path is dropped", () => {
		assert.equal(setting("model", "path", "  /models/r1.gguf "), "/models/r1.gguf");
		assert.equal(setting("completion", "model", " /models/coder.gguf\n"), "/models/coder.gguf");
	});
});
