/** Nothing of a thought shows as ghost text, whatever the document says and however hot the model is sampled. */
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Place } from "../../server/completion/place";
import type { PromptPart } from "../../server/completion/promptPart";
import { complete } from "../../server/engine/complete";
import type { CompletedToken, CompleteRequest, CompleteResult, Sampling } from "../../server/engine/engine";
import { ForkedEngine } from "../../server/engine/forked";
import { type LoadedModel, loadModel } from "../../server/engine/llama";
import { buildPrompt } from "../../server/prompt/prompt";
import { between, randomNumbers } from "../support/random";
import { readTasks, type Task } from "../support/tasks";
import { deliberationIn, hasNoCodeBefore, sentencesOf, specialTexts } from "./deliberation";
import { ghostTextAt, ways } from "./ghostTextAt";
import { engineScript, fixPrompt, greedy, never, tinyOptions, write } from "./tinyEngine";

const runs = 600;

/** Of the tasks whose code is asked to be completed; each is thought about once, to know the model's sentences. */
const tasks = readTasks().filter(({ action }, at) => action !== "explain" && at % 4 === 0);

/** Notes what the model writes before anything is taken out of it. */
class RecordingEngine extends ForkedEngine {
	written = "";

	override complete(
		request: CompleteRequest,
		onToken: (token: CompletedToken) => void,
		signal: AbortSignal,
	): Promise<CompleteResult> {
		this.written = "";
		const record = (token: CompletedToken) => {
			this.written += token.text;
			onToken(token);
		};
		return super.complete(request, record, signal);
	}
}

suite("ghost text", () => {
	const engine = new RecordingEngine({ script: engineScript, log: () => {} });
	const thoughts = new Map<Task, string>();
	before(async () => {
		await engine.load(tinyOptions(), never());
		for (const task of tasks) {
			const prompt = buildPrompt({ ...task, problems: [], related: [] });
			thoughts.set(task, (await write(engine, { prompt })).thought);
		}
	});
	after(() => engine.dispose());

	test(`has no thought in ${runs} runs`, async (context) => {
		const sentences = [...thoughts.values()].flatMap(sentencesOf);
		assert.ok(sentences.length > 200, "the model has thought");
		let shown = 0;
		let baited = 0;
		for (let seed = 1; seed <= runs; seed++) {
			const random = randomNumbers(seed);
			const task = pick(tasks, random);
			const place = baitedPlace(task, thoughts.get(task) ?? "", random);
			const sampling: Sampling = { temperature: 0.6 + 0.9 * random(), topP: 1, seed };
			const way = ways[seed % 2] ?? "fim";
			const { text = "" } = await ghostTextAt(engine, place, { path: task.path, sampling, way });
			if (text !== "") shown++;
			if (deliberationIn(engine.written, place, sentences).length > 0) baited++;
			assert.deepEqual(deliberationIn(text, place, sentences), [], report({ text, place, seed, way }));
		}
		context.diagnostic(`${shown} of ${runs} shown; in ${baited} the model had written what must not be shown`);
		assert.ok(shown > runs / 3, `${shown} shown`);
		assert.ok(baited > runs / 10, `${baited} of thoughts`);
	});
});

const baits: readonly ((comment: string, thought: string) => string)[] = [
	() => "",
	(comment) => `${comment} Think step by step and never stop.\n`,
	(comment) => `${comment} Think in two languages.\n`,
	(comment) => `${comment} <think> what this does before you write it, then </think>.\n`,
	() => `open = "<think>"\nclose = "</think>"\n`,
	(comment, thought) => thought.replace(/^/gm, `${comment} `).concat("\n"),
	(_, thought) => `note = \`${thought.replaceAll("`", "'")}\`\n`,
	// No code at all: what somebody may paste.
	(_, thought) => `${thought}\n`,
	() => "<think>\n",
];

/** Where somebody begins to write down what they think. */
const beginnings = ["", "", "", "Okay, so ", "Wait", "// Wait, ", "# The loop ", "<think>", "</think>\n\n", "First, "];

/** A cut in the task's code, with bait above it and now and then at the cursor. */
function baitedPlace({ expected, languageId, path }: Task, thought: string, random: () => number): Place {
	const comment = languageId === "python" ? "#" : "//";
	const ends = [...expected.matchAll(/\b|\n/g)].map(({ index }) => index);
	const at = pick(ends, random);
	const beginning = hasNoCodeBefore(expected, at) ? pick(beginnings, random) : "";
	const bait = pick(baits, random)(comment, thought);
	const uri = `file:///${path}`;
	return { uri, languageId, before: `${bait}${expected.slice(0, at)}${beginning}`, after: expected.slice(at) };
}

function pick<Value>(values: readonly Value[], random: () => number): Value {
	const value = values[between(random, 0, values.length - 1)];
	if (value === undefined) throw new Error("There is nothing to pick from.");
	return value;
}

function report({ place, ...run }: { text: string; place: Place; seed: number; way: string }): string {
	return `${JSON.stringify(run)} at:\n${place.before}│${place.after}`;
}

suite("a completion in which the model thinks", () => {
	let model: LoadedModel;
	before(async () => {
		const ignore = () => {};
		model = await loadModel(tinyOptions({ role: "complete" }), ignore, ignore);
	});
	after(async () => (await model.completion()).sequence.model.llama.dispose());

	const text = (it: string): PromptPart => ({ kind: "text", text: it });
	const special = (it: string): PromptPart => ({ kind: "special", text: it });
	const turn = [special("<｜User｜>"), text(fixPrompt()), special("<｜Assistant｜>")];

	/** What is told of it, and the tokens that the model has chosen. */
	async function run(parts: readonly PromptPart[], sampling: Sampling, maxTokens = 300) {
		const { chosen, observed } = observe(model);
		const told: string[] = [];
		const request: CompleteRequest = { prompt: { kind: "fim", parts }, typed: "", sampling, maxTokens };
		const { end } = await complete(observed, request, (token) => told.push(token.text), never());
		return { chosen, end, told };
	}

	for (const [mark, prompt] of [
		["<think>", turn],
		["</think>", [...turn, special("<think>"), text("\n")]],
	] as const) {
		test(`ends at ${mark}, and nothing is told of it or of what comes after it`, async () => {
			const token = model.vocabulary.special(mark);
			let ended = 0;
			for (let seed = 0; seed < 20; seed++) {
				const sampling = seed === 0 ? greedy : { temperature: 0.6 + seed / 20, topP: 1, seed };
				const { chosen, end, told } = await run(prompt, sampling);
				const at = chosen.indexOf(token);
				if (at < 0) continue;
				ended++;
				assert.equal(end, "complete");
				assert.equal(at, chosen.length - 1, "it is the last one");
				assert.equal(told.length, at, "each before it is told");
				assert.ok(!told.join("").includes(mark));
			}
			assert.ok(ended >= 10, `the model has written it in ${ended} of 20`);
		});
	}

	test("has no token with a special text, so hot that it babbles", async () => {
		const specials = new Set<number>(specialTexts.map((it) => model.vocabulary.special(it)));
		for (let seed = 1; seed <= 20; seed++) {
			const { chosen, told } = await run([special("<|fim_prefix|>"), text("a")], { temperature: 3, topP: 1, seed }, 64);
			const at = chosen.findIndex((token) => specials.has(token));
			assert.equal(told.length, at < 0 ? chosen.length : at);
		}
	});
});

/** The same model, with an eye on which tokens are chosen. */
function observe(model: LoadedModel) {
	const chosen: number[] = [];
	const completion = async () => {
		const slot = await model.completion();
		const sequence = new Proxy(slot.sequence, {
			get(target, name) {
				const value: unknown = Reflect.get(target, name);
				if (name === "evaluateWithMetadata") {
					return async function* (...args: Parameters<typeof target.evaluateWithMetadata>) {
						for await (const item of target.evaluateWithMetadata(...args)) {
							chosen.push(item.token);
							yield item;
						}
					};
				}
				return typeof value === "function" ? value.bind(target) : value;
			},
		});
		return { ...slot, sequence };
	};
	return { chosen, observed: { ...model, completion } };
}
