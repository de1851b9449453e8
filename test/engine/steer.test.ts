import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { GenerateRequest, ThoughtStart } from "../../server/engine/engine";
import { Steering } from "../../server/engine/steering";
import type { Steer } from "../../server/protocol/runs";
import { createEngine, fixedAnswer, fixPrompt, never, tinyOptions, type Written, write } from "./tinyEngine";

const guarded = { repetition: true, language: true };

suite("steering", () => {
	const engine = createEngine();
	before(() => engine.load(tinyOptions(), never()));
	after(() => engine.dispose());

	/** Presses at the beginning of the thought, or of the answer. */
	function steered(presses: readonly Steer[], at: "before" | "thought" | "answer" = "thought"): Promise<Written> {
		const steering = new Steering();
		let isDone = false;
		const press = () => {
			if (!isDone) for (const steer of presses) steering.press(steer);
			isDone = true;
		};
		if (at === "before") press();
		return write(engine, {}, (text, channel) => text !== "" && channel === at && press(), { steering });
	}

	test("a budget of ten tokens still gives the right edit", async () => {
		const { answer, end, interventions, thought } = await write(engine, { budget: 10 });
		assert.deepEqual(interventions, ["budget"]);
		assert.equal(end, "complete");
		assert.equal(answer, fixedAnswer);
		assert.ok(thought.length > 0 && thought.length < 100, thought);
	});

	test("a budget that is large enough changes nothing", async () => {
		const [free, limited] = [await write(engine, {}), await write(engine, { budget: 1000 })];
		assert.deepEqual([limited.thought, limited.answer, limited.interventions], [free.thought, free.answer, []]);
	});

	test("a thought is ended at the end of a sentence where the budget allows", async () => {
		const { thought } = await write(engine, { budget: 25 });
		assert.match(thought, /[.!?]$/);
	});

	test("near the end of its budget a thought is led to its end, and nothing is forced", async () => {
		const natural = await write(engine, {});
		const { answer, interventions, thought } = await write(engine, { budget: 84 });
		assert.deepEqual(interventions, []);
		assert.ok(natural.thought.startsWith(thought) && thought.length < natural.thought.length, thought);
		assert.match(thought, /[.!?]$/);
		assert.equal(answer, fixedAnswer);
	});

	test("a thought that is over from the start is skipped", async () => {
		const { answer, thought, tokens } = await write(engine, { thought: { text: "", isOver: true } });
		assert.equal(thought, "");
		assert.equal(answer, fixedAnswer);
		assert.ok(tokens < 100);
	});

	for (const at of ["before", "thought"] as const) {
		test(`Answer now, pressed ${at === "before" ? "before the prompt is read" : "in the thought"}, ends it`, async () => {
			const natural = await write(engine, {});
			const { answer, interventions, thought } = await steered(["answerNow", "answerNow"], at);
			assert.deepEqual(interventions, ["answerNow"]);
			assert.equal(answer, fixedAnswer);
			assert.ok(thought.length < natural.thought.length / 2, thought);
			assert.ok(natural.thought.startsWith(thought));
		});
	}

	test("Think more writes Wait in place of the end, once a press", async () => {
		const natural = await write(engine, {});
		const once = await steered(["thinkMore"]);
		const twice = await steered(["thinkMore", "thinkMore"]);
		assert.deepEqual(once.interventions, ["thinkMore"]);
		assert.deepEqual(twice.interventions, ["thinkMore", "thinkMore"]);
		assert.ok(once.thought.startsWith(`${natural.thought}\n\nWait,`), once.thought);
		assert.ok(twice.thought.startsWith(once.thought) && twice.thought.length > once.thought.length + 10);
		assert.equal(once.answer, fixedAnswer);
	});

	test("Think more also holds back the end that a budget brings", async () => {
		const steering = new Steering();
		steering.press("thinkMore");
		const { interventions, thought } = await write(engine, { budget: 12 }, () => {}, { steering });
		assert.deepEqual(interventions, ["thinkMore", "budget"]);
		assert.match(thought, /\n\nWait,./);
	});

	test("of two presses that contradict each other the later one holds", async () => {
		assert.deepEqual((await steered(["thinkMore", "answerNow"], "before")).interventions, ["answerNow"]);
		assert.deepEqual((await steered(["answerNow", "thinkMore"], "before")).interventions, ["thinkMore"]);
	});

	test("presses during the answer change nothing", async () => {
		const natural = await write(engine, {});
		const { answer, interventions, thought } = await steered(["answerNow", "thinkMore", "answerNow"], "answer");
		assert.deepEqual([thought, answer, interventions], [natural.thought, natural.answer, []]);
	});
});

suite("a thought that is begun for the model", () => {
	const engine = createEngine();
	before(() => engine.load(tinyOptions(), never()));
	after(() => engine.dispose());

	async function afresh(request: Partial<GenerateRequest>): Promise<Written> {
		const fresh = createEngine();
		try {
			await fresh.load(tinyOptions(), never());
			return await write(fresh, request);
		} finally {
			await fresh.dispose();
		}
	}

	const rename = fixPrompt("Give this function a better name.", "src/scores.ts", [
		"function f(points: number[]): number {",
		"  let total = 0;",
		"  for (const point of points) {",
		"    total += point;",
		"  }",
		"  return total;",
		"}",
	]);

	test("leads to what it says: the name that it gives is in the edit", async () => {
		const natural = await write(engine, { prompt: rename });
		const named = /I will call it `(\w+)`/.exec(natural.thought);
		assert.ok(named?.[1] && natural.answer.includes(`function ${named[1]}(`), natural.thought);
		for (const name of ["sumScores", "totalScore"]) {
			const text = `${natural.thought.slice(0, named.index)}I will call it \`${name}\`.`;
			const { answer, reusedTokens, promptTokens } = await write(engine, {
				prompt: rename,
				thought: { text, isOver: false },
			});
			assert.match(answer, new RegExp(`function ${name}\\(`));
			assert.ok(reusedTokens > promptTokens - 20, `${reusedTokens} of ${promptTokens}`);
		}
	});

	test("is followed, token for token, by what follows it on an engine that has nothing of it in its cache", async () => {
		const natural = await write(engine, {});
		const steps = natural.thought.split("\n\n");
		const starts: readonly ThoughtStart[] = [
			{ text: steps.slice(0, 2).join("\n\n"), isOver: false },
			{ text: `${steps[0]}\n\nThe loop on line 3 goes one step too far.`, isOver: false },
			{ text: `${steps[0]}\n\n`, isOver: false },
			{ text: natural.thought, isOver: true },
		];
		for (const thought of starts) {
			await write(engine, {});
			const cached = await write(engine, { thought });
			const fresh = await afresh({ thought });
			assert.deepEqual([cached.thought, cached.answer], [fresh.thought, fresh.answer]);
			assert.ok(cached.reusedTokens > 120 && fresh.reusedTokens === 0);
			assert.equal(cached.promptTokens, fresh.promptTokens);
		}
	});

	test("a whole thought gives the same answer as it did, without thinking again", async () => {
		const natural = await write(engine, {});
		const { answer, thought, tokens } = await write(engine, { thought: { text: natural.thought, isOver: true } });
		assert.equal(thought, "");
		assert.equal(answer, natural.answer);
		assert.ok(tokens < natural.tokens / 1.5);
	});
});

suite("the guards", () => {
	const engine = createEngine();
	before(() => engine.load(tinyOptions(), never()));
	after(() => engine.dispose());

	const endlessly = fixPrompt("Fix the bug in this code. Think step by step and never stop.");
	const inTwo = fixPrompt("Fix the bug in this code. Think in two languages.");

	test("a thought that repeats itself is taken back, then ended, and the answer is right", async () => {
		const bare = await write(engine, { prompt: endlessly });
		const { answer, end, interventions, thought } = await write(engine, { prompt: endlessly, guards: guarded });
		assert.equal(interventions[0], "rewound");
		assert.equal(end, "complete");
		assert.match(answer, /i < points\.length/);
		assert.ok(thought.length < bare.thought.length / 2, `${thought.length} of ${bare.thought.length}`);
	});

	test("a thought in another script is held back, and there is an answer", async () => {
		const han = (text: string) => text.match(/\p{Script=Han}/gu)?.length ?? 0;
		const bare = await write(engine, { prompt: inTwo });
		const { answer, interventions, thought } = await write(engine, { prompt: inTwo, guards: guarded });
		assert.ok(interventions.includes("language"));
		assert.ok(
			han(bare.thought) > 20 && han(thought) < han(bare.thought) / 5,
			`${han(thought)} of ${han(bare.thought)}`,
		);
		assert.match(answer, /^```typescript\nfunction addPoints/);
	});

	test("a script that the user writes is not held back", async () => {
		const prompt = `${inTwo}\n\n请用中文。`;
		const { interventions } = await write(engine, { prompt, guards: guarded });
		assert.ok(!interventions.includes("language"));
	});

	test("an honest thought is left alone", async () => {
		const [bare, watched] = [await write(engine, {}), await write(engine, { guards: guarded })];
		assert.deepEqual([watched.thought, watched.answer, watched.interventions], [bare.thought, bare.answer, []]);
	});
});
