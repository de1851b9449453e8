import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { FileOptions } from "../../server/engine/engine";
import {
	createEngine,
	endless,
	fixedAnswer,
	fixPrompt,
	never,
	requestFor,
	tinyOptions,
	type Written,
	write,
} from "./tinyEngine";

/** What a fresh engine writes first. */
async function writeAfresh(request: Parameters<typeof write>[1], options?: Partial<FileOptions>): Promise<Written> {
	const fresh = createEngine();
	try {
		await fresh.load(tinyOptions(options), never());
		return await write(fresh, request);
	} finally {
		await fresh.dispose();
	}
}

suite("generate", () => {
	const engine = createEngine();
	before(() => engine.load(tinyOptions(), never()));
	after(() => engine.dispose());

	test("parts thought and answer, and the answer holds the right code", async () => {
		const { thought, answer, end, strayTokens } = await write(engine, {});
		assert.equal(end, "complete");
		assert.equal(strayTokens, 0);
		assert.match(thought, /^\w.*`i <= points\.length`.*\S$/s);
		assert.equal(answer, fixedAnswer);
		assert.doesNotMatch(thought + answer, /think>|｜/);
	});

	test("writes the same again when greedy, whether the prompt is in the cache or not", async () => {
		const [first, second, fresh] = [await write(engine, {}), await write(engine, {}), await writeAfresh({})];
		assert.equal(second.thought + second.answer, first.thought + first.answer);
		assert.equal(fresh.thought + fresh.answer, first.thought + first.answer);
	});

	test("writes the same again with the same seed, and something else with another", async () => {
		const sample = async (seed: number) => {
			const { thought, answer } = await write(engine, { sampling: { temperature: 0.6, topP: 0.95, seed } });
			return thought + answer;
		};
		const first = await sample(1);
		assert.equal(await sample(1), first);
		const others = [await sample(2), await sample(3), await sample(4), await sample(5)];
		assert.ok(others.some((other) => other !== first));
	});

	test("reuses the common prefix of two prompts and reads the rest", async () => {
		await write(engine, { prompt: fixPrompt("Fix the bug in this code.", "src/a.ts") });
		const same = await write(engine, { prompt: fixPrompt("Fix the bug in this code.", "src/a.ts") });
		const ending = await write(engine, { prompt: `${fixPrompt("Fix the bug in this code.", "src/a.ts")} Please.` });
		const other = await write(engine, { prompt: fixPrompt("Make this code simpler and clearer.") });
		assert.ok(same.reusedTokens >= same.promptTokens - 32 && same.reusedTokens < same.promptTokens);
		assert.equal(ending.reusedTokens, same.reusedTokens);
		assert.equal(other.reusedTokens, 0);
	});

	test("gives an answer that does not depend on what was in the cache", async () => {
		await write(engine, { prompt: fixPrompt("Fix the bug in this code.", "src/b.ts") });
		const prompt = fixPrompt("Fix the bug in this code.", "src/c.ts");
		const cached = await write(engine, { prompt });
		const fresh = await writeAfresh({ prompt });
		assert.equal(cached.thought + cached.answer, fresh.thought + fresh.answer);
	});

	test("reports the prompt as it is read, from what is reused to its end", async () => {
		const read: number[] = [];
		const onProgress: Parameters<typeof engine.generate>[1] = (progress) => {
			if (progress.kind === "prefill") read.push(progress.done);
		};
		const request = requestFor({ prompt: fixPrompt("Hello.") });
		const { promptTokens } = await engine.generate(request, onProgress, { signal: never() });
		assert.deepEqual(
			read,
			read.toSorted((a, b) => a - b),
		);
		assert.equal(read.at(-1), promptTokens);
	});

	test("closing marks in the user's code do not end the thought", async () => {
		const { thought, answer } = await write(engine, {
			prompt: fixPrompt().replace("let total = 0;", 'let total = 0; // "</think>"'),
		});
		assert.ok(thought.length > 0);
		assert.doesNotMatch(answer, /<\/think>$/);
	});

	test("refuses a prompt that fills the context, without evaluating it", async () => {
		const { end, promptTokens, tokens } = await write(engine, { prompt: "word ".repeat(3000) });
		assert.equal(end, "promptTooLong");
		assert.ok(promptTokens > 2048);
		assert.equal(tokens, 0);
	});

	test("stops when the context is full, and has given every token until then", async () => {
		const { end, thought, promptTokens, tokens } = await writeAfresh(endless, { contextSize: 300 });
		assert.equal(end, "contextFull");
		assert.ok(thought.length > 100);
		assert.equal(promptTokens + tokens, 300 + 1);
	});

	test("stops in mid-thought when aborted", async () => {
		const controller = new AbortController();
		const stop = () => controller.abort();
		const { end, thought } = await write(engine, endless, stop, { signal: controller.signal });
		assert.equal(end, "stopped");
		assert.ok(thought.length > 0);
	});

	test("is stopped at once by a signal that is aborted before", async () => {
		const { end, tokens } = await write(engine, {}, () => {}, { signal: AbortSignal.abort() });
		assert.equal(end, "stopped");
		assert.equal(tokens, 0);
	});
});
