// Which model serves completions. The engines are stand-ins: memory that is short and models of other families are not to be had here.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type Engine, EngineError, type LoadOptions } from "../../../../server/engine/engine";
import { CompletionModel, canShare } from "../../../../server/features/completion/completionModel";
import type { ModelDescription, ModelState } from "../../../../server/protocol/model";
import type { Settings } from "../../../../server/protocol/settings";
import { parseSettings } from "../../../../server/settings";
import { distill7B } from "../../../support/modelDescription";

const distill: ModelDescription = {
	...distill7B,
	// The vocabulary of every Qwen has them.
	infill: { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" },
};

const coder: ModelDescription = {
	...distill,
	path: "/models/coder.gguf",
	name: "Qwen2.5 Coder 1.5B Instruct GGUF",
	basename: "Qwen2.5-Coder",
	canReason: false,
};

const chatty: ModelDescription = {
	...coder,
	path: "/models/chat.gguf",
	name: "Some Chat 7B",
	basename: "",
	infill: null,
};

/** Loads what it knows of, or fails. */
class StandIn implements Engine {
	state: ModelState = { kind: "stopped" };
	readonly loads: LoadOptions[] = [];
	#listener: (state: ModelState) => void = () => {};

	constructor(private readonly outcome: ModelDescription | EngineError) {}

	async load(options: LoadOptions): Promise<ModelDescription> {
		this.loads.push(options);
		this.#enter({ kind: "loading", name: options.kind, progress: 0 });
		if (this.outcome instanceof EngineError) {
			const { message, reason } = this.outcome;
			this.#enter({ kind: "failed", reason, message });
			throw this.outcome;
		}
		this.#enter({ kind: "ready", model: this.outcome });
		return this.outcome;
	}

	onDidChangeState = (listener: (state: ModelState) => void) => {
		this.#listener = listener;
		return () => {};
	};
	unload = async () => {
		this.state = { kind: "stopped" };
	};
	countTokens = async () => [];
	generate = () => Promise.reject(new Error("not asked for here"));
	complete = () => Promise.reject(new Error("not asked for here"));
	dispose = async () => {};

	#enter(state: ModelState): void {
		this.state = state;
		this.#listener(state);
	}
}

const outOfMemory = new EngineError("outOfMemory", "There is not enough memory for coder.gguf.");
const notFound = new EngineError("notFound", "There is no file /models/coder.gguf.");

function settingsWith(completion: Partial<Settings["completion"]>, path = distill.path): Settings {
	return parseSettings({ model: { path }, completion });
}

function choice(settings: Settings, { own, runs = new StandIn(distill) }: { own: StandIn; runs?: StandIn }) {
	const model = new CompletionModel({ own, runs }, () => settings);
	const ready = (isExplicit = false, isRunning = false) =>
		model.ready({ isExplicit, isRunning }, new AbortController().signal);
	return { model, ready, own, runs };
}

const never = new StandIn(new EngineError("failed", "It is not to be loaded."));

suite("the model for completions", () => {
	test("is that of the runs where none is set, asked in a chat though it has the tokens to fill in the middle", async () => {
		const { model, own, ready } = choice(settingsWith({}), { own: never });
		assert.equal((await ready())?.way, "chat");
		assert.deepEqual(own.loads, []);
		assert.deepEqual(model.state, { kind: "ready", model: distill.name, way: "chat" });
	});

	test("is the one that is set, which fills in the middle if its family was trained to", async () => {
		const { model, ready, runs } = choice(settingsWith({ model: coder.path }), { own: new StandIn(coder) });
		assert.equal((await ready())?.way, "fim");
		assert.deepEqual(runs.loads, []);
		assert.deepEqual(model.state, { kind: "ready", model: coder.name, way: "fim" });
	});

	test("is that of the runs while memory is too short for another, and says so", async () => {
		const { model, own, ready } = choice(settingsWith({ model: coder.path }), { own: new StandIn(outOfMemory) });
		for (let count = 0; count < 3; count++) assert.equal((await ready())?.model.path, distill.path);
		assert.equal(own.loads.length, 1, "it is not tried with each key");
		const fallback = outOfMemory.message;
		assert.deepEqual(model.state, { kind: "ready", model: distill.name, way: "chat", fallback });
	});

	test("is tried again when the user asks", async () => {
		const { own, ready } = choice(settingsWith({ model: coder.path }), { own: new StandIn(outOfMemory) });
		await ready();
		await ready(true);
		assert.equal(own.loads.length, 2);
	});

	test("is none where the file that is set is wrong", async () => {
		const { model, own, ready, runs } = choice(settingsWith({ model: coder.path }), { own: new StandIn(notFound) });
		// Not even that of the runs, which nobody set for it.
		await runs.load({ kind: "file", role: "reason", path: distill.path, contextSize: 2048, gpu: "off", threads: 1 });
		await assert.rejects(ready(), notFound);
		await assert.rejects(ready(), notFound);
		assert.equal(own.loads.length, 1);
		assert.equal(model.loaded, undefined);
		assert.deepEqual(model.state, { kind: "failed", message: notFound.message });
	});

	test("is none where none is set at all", async () => {
		await assert.rejects(choice(settingsWith({}, ""), { own: never }).ready(), { reason: "noModel" });
	});

	test("is not loaded in the engine of a run that is under way", async () => {
		const { ready, runs } = choice(settingsWith({}), { own: never });
		assert.equal(await ready(false, true), undefined);
		assert.deepEqual(runs.loads, []);
		await ready();
		assert.equal((await ready(true, true))?.model.path, distill.path);
	});

	test("is not loaded again by itself where a run could not load it, until the user asks", async () => {
		const crashed = new EngineError("crashed", "The engine stopped.");
		const { ready, runs } = choice(settingsWith({}), { own: never, runs: new StandIn(crashed) });
		const options = {
			kind: "file",
			role: "reason",
			path: distill.path,
			contextSize: 2048,
			gpu: "off",
			threads: 1,
		} as const;
		await assert.rejects(runs.load(options), crashed);
		await assert.rejects(ready(), { reason: "crashed", message: crashed.message });
		assert.equal(runs.loads.length, 1);
		await assert.rejects(ready(true), crashed);
		assert.equal(runs.loads.length, 2);
	});

	test("is freed when another is set", async () => {
		let settings = settingsWith({ model: coder.path });
		const own = new StandIn(coder);
		const model = new CompletionModel({ own, runs: new StandIn(distill) }, () => settings);
		await model.ready({ isExplicit: false, isRunning: false }, new AbortController().signal);
		await model.settingsChanged();
		assert.equal(own.state.kind, "ready");
		settings = settingsWith({});
		await model.settingsChanged();
		assert.equal(own.state.kind, "stopped");
	});
});

suite("the way a model is asked", () => {
	const wayOf = async (description: ModelDescription, prompt: Settings["completion"]["prompt"]) => {
		const settings = settingsWith({ model: description.path, prompt });
		return (await choice(settings, { own: new StandIn(description) }).ready())?.way;
	};

	test("can be set", async () => {
		assert.equal(await wayOf(distill, "fim"), "fim");
		assert.equal(await wayOf(distill, "chat"), "chat");
	});

	for (const [description, prompt, advice] of [
		[coder, "chat", /no DeepSeek-R1 distill.*auto or fim/],
		[chatty, "fim", /no tokens to fill in the middle.*auto or chat/],
		[chatty, "auto", /not known to be trained.*set it to fim/],
	] as const) {
		test(`${prompt} is refused for ${description.name}, with what to do`, async () => {
			await assert.rejects(wayOf(description, prompt), advice);
		});
	}
});

suite("a run and completions", () => {
	test("are evaluated at once on a GPU, or with many cores", () => {
		assert.equal(canShare(distill), false);
		assert.equal(canShare({ ...distill, threads: 8 }), true);
		assert.equal(canShare({ ...distill, device: "vulkan" }), true);
	});
});
