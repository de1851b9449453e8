/** The engine's inside, in this process: where single tokens can be seen. */
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { GenerateProgress, GenerateRequest } from "../../server/engine/engine";
import { generate } from "../../server/engine/generate";
import { loadModel, type ReasoningModel } from "../../server/engine/llama";
import { type BiasWanted, LogitBias } from "../../server/engine/logitBias";
import { specialTexts } from "./deliberation";
import { endless, requestFor, tinyOptions } from "./tinyEngine";

suite("a loaded model", () => {
	let model: ReasoningModel;
	before(async () => {
		const loaded = await loadModel(
			tinyOptions(),
			() => {},
			() => {},
		);
		assert.ok("slot" in loaded);
		model = loaded;
	});
	after(() => model.slot.sequence.model.llama.dispose());

	function detokenize(tokens: ReturnType<ReasoningModel["vocabulary"]["tokenize"]>): string {
		return Buffer.concat(tokens.map((token) => model.vocabulary.bytes(token))).toString();
	}

	const texts = [
		...specialTexts,
		...specialTexts.map((text) => `${text}${text}`),
		'const end = "</think>"; // then <｜User｜>, <think>\n<｜end▁of▁sentence｜>',
		"<</think>/think></th</think>ink>",
		"",
		"plain code: if (a < b && c > d) { return '</thin' + 'k>'; }",
		"\u00e9\u00fc \u4f60\u597d \u{1f680}\u{1f469}\u200d\u{1f4bb} \ufffd \u0000 \ufeff\r\n\t",
	];
	for (const text of texts) {
		test(`${JSON.stringify(text)} is tokenized to the same text without a special token`, () => {
			const special = new Set(specialTexts.map((it) => model.vocabulary.special(it)));
			const tokens = model.vocabulary.tokenize(text);
			assert.deepEqual(
				tokens.filter((token) => special.has(token)),
				[],
			);
			assert.equal(detokenize(tokens), text);
		});
	}

	test("the prompt opens the thought and holds each mark once", () => {
		const marks = "<｜begin▁of▁sentence｜><｜User｜>";
		const { prompt, start } = model.turn.begin([{ role: "user", text: `Say </think> and ${marks}.` }], undefined);
		assert.deepEqual(start, []);
		assert.equal(detokenize(prompt), `${marks}Say </think> and ${marks}.<｜Assistant｜><think>\n`);
		const special = new Set(specialTexts.map((it) => model.vocabulary.special(it)));
		assert.equal(prompt.filter((token) => special.has(token)).length, 4);
	});

	test("a token that is banned once may come again, whatever else is held back by then", async () => {
		const bias = new LogitBias(model);
		const scripts = new Map([["Han", -4]] as const);
		const next = async (wanted: Partial<BiasWanted>) => {
			const tokens = model.vocabulary.tokenize("const a = 1;\nconst b =");
			await model.slot.sequence.clearHistory();
			const tokenBias = bias.next({ close: 0, banned: undefined, scripts: new Map(), ...wanted });
			const written = model.slot.sequence.evaluate(tokens, { temperature: 0, tokenBias });
			const { value } = await written.next();
			await written.return();
			return typeof value === "number" ? value : undefined;
		};
		const likeliest = await next({});
		for (const [banning, after] of [
			[{}, { scripts }],
			[{ scripts }, {}],
			[{}, {}],
		]) {
			assert.notEqual(await next({ ...banning, banned: likeliest }), likeliest);
			assert.equal(await next(after ?? {}), likeliest);
			assert.equal(await next({}), likeliest);
		}
	});

	async function run(
		request: GenerateRequest,
		onProgress: (progress: GenerateProgress, controller: AbortController) => void,
	): Promise<Awaited<ReturnType<typeof generate>>> {
		const controller = new AbortController();
		return await generate(model, request, (progress) => onProgress(progress, controller), {
			signal: controller.signal,
		});
	}

	test("writes two tokens at most after it was aborted", async () => {
		let tokens = 0;
		let tokensAfter = 0;
		const { end } = await run(endless, (progress, controller) => {
			if (progress.kind === "prefill") return;
			if (controller.signal.aborted) tokensAfter++;
			// Not within the callback, where the loop is known to look next.
			if (++tokens === 10) setImmediate(() => controller.abort());
		});
		assert.equal(end, "stopped");
		assert.ok(tokensAfter <= 2, `${tokensAfter} tokens`);
	});

	test("reads one chunk at most after it was aborted, and goes on from there the next time", async () => {
		const prompt = Array.from({ length: 300 }, (_, index) => `line ${index};`).join("\n");
		const request = requestFor({ prompt });
		let doneAtAbort = 0;
		const { end, promptTokens } = await run(request, (progress, controller) => {
			if (progress.kind !== "prefill" || progress.done < 128 || controller.signal.aborted) return;
			doneAtAbort = progress.done;
			controller.abort();
		});
		assert.equal(end, "stopped");
		assert.ok(promptTokens > 1000);
		assert.ok(model.slot.sequence.nextTokenIndex <= doneAtAbort + model.chunkSize);
		let reused = 0;
		await run(request, (progress, controller) => {
			if (progress.kind === "prefill") reused = progress.reused;
			controller.abort();
		});
		assert.ok(reused >= doneAtAbort);
	});

	test("characters that are spread over several tokens come whole", async () => {
		const texts: string[] = [];
		const prompt = "Fix the bug in this code. Think in two languages.";
		await run(requestFor({ prompt }), (progress, controller) => {
			if (progress.kind === "delta") texts.push(progress.delta.text);
			if (texts.length === 300) controller.abort();
		});
		assert.match(texts.join(""), /\p{Script=Han}/u);
		assert.ok(texts.every((text) => !text.includes("\ufffd")));
	});
});
