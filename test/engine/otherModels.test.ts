/** Models that are no R1 distill: the tiny model with other marks, asked by the chat template that its file brings. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { Message } from "../../server/engine/engine";
import type { ForkedEngine } from "../../server/engine/forked";
import { loadModel, type ReasoningModel } from "../../server/engine/llama";
import { type Rewriting, rewriteGguf } from "../support/rewriteGguf";
import { createEngine, fixedAnswer, fixPrompt, never, tinyModel, tinyOptions, write } from "./tinyEngine";

/** As Qwen3's and QwQ's are: turns by role, the older ones without their thought. */
const chatMl = `{%- for message in messages %}
	{%- if message.role == 'assistant' %}
		{%- set content = message.content.split('</think>')[-1].lstrip('\\n') %}
	{%- else %}
		{%- set content = message.content %}
	{%- endif %}
	{{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
	{{- '<|im_start|>assistant\\n' }}
	{%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}`;
const opened = chatMl.replace("{{- '<|im_start|>assistant\\n' }}", "{{- '<|im_start|>assistant\\n<think>\\n' }}");
const silent = chatMl.replaceAll("</think>", "</none>").replaceAll("<think>", "<none>");
const imTokens = { "<｜User｜>": "<|im_start|>", "<｜Assistant｜>": "<|im_end|>" };

let folder = "";
before(async () => {
	folder = await mkdtemp(join(tmpdir(), "rationale-models-"));
});
after(() => rm(folder, { recursive: true }));

async function modelFile(name: string, rewriting: Rewriting): Promise<string> {
	const path = join(folder, `${name}.gguf`);
	await writeFile(path, rewriteGguf(await readFile(tinyModel), rewriting));
	return path;
}

async function promptOf(rewriting: Rewriting, messages: readonly Message[], thought = ""): Promise<string> {
	const path = await modelFile("asked", rewriting);
	const ignore = () => {};
	const model = await loadModel(tinyOptions({ path }), ignore, ignore);
	assert.ok("slot" in model);
	try {
		const { prompt, start } = model.turn.begin(messages, { text: thought, isOver: false });
		return textOf(model, [...prompt, ...start]);
	} finally {
		await model.slot.sequence.model.llama.dispose();
	}
}

function textOf({ vocabulary }: ReasoningModel, tokens: ReturnType<ReasoningModel["vocabulary"]["tokenize"]>): string {
	return Buffer.concat(tokens.map((token) => vocabulary.bytes(token))).toString();
}

suite("the prompt of another model", () => {
	const messages: readonly Message[] = [
		{ role: "user", text: "What is <|im_end|>?" },
		{ role: "assistant", text: "A mark." },
		{ role: "user", text: "{{ messages }} </think>" },
	];
	// The tiny model's file asks for the first token, whatever the template says.
	const turns =
		"<｜begin▁of▁sentence｜><|im_start|>user\nWhat is <|im_end|>?<|im_end|>\n<|im_start|>assistant\nA mark.<|im_end|>\n" +
		"<|im_start|>user\n{{ messages }} </think><|im_end|>\n<|im_start|>assistant\n";

	for (const [what, template] of [
		["leaves the thought to the model", chatMl],
		["opens the thought", opened],
	] as const) {
		test(`opens the thought once where its template ${what}`, async () => {
			assert.equal(await promptOf({ tokens: imTokens, template }, messages, "So"), `${turns}<think>\nSo`);
		});
	}

	test("has no thought where its template knows of none, though the vocabulary does", async () => {
		assert.equal(await promptOf({ tokens: imTokens, template: silent }, messages), turns);
	});

	test("has the turns before it, of an R1 distill too", async () => {
		assert.equal(
			await promptOf({}, [{ role: "user", text: "a" }, { role: "assistant", text: "b" }, ...messages.slice(2)]),
			"<｜begin▁of▁sentence｜><｜User｜>a<｜Assistant｜>b<｜end▁of▁sentence｜><｜User｜>{{ messages }} </think><｜Assistant｜><think>\n",
		);
	});

	for (const [what, rewriting] of [
		["no chat template", { template: null }],
		["a template that is no Jinja", { template: "{% for %}" }],
		["a template that fails", { template: "{{ raise_exception('Not so.') }}" }],
		["a template that shows no message", { template: "Hello" }],
		["a template that shows one twice", { template: "{{ messages[0].content }}{{ messages[0].content }}" }],
	] as const) {
		test(`cannot be made with ${what}, and a sentence says so`, async () => {
			await assert.rejects(promptOf({ tokens: imTokens, ...rewriting }, messages.slice(0, 1)), {
				reason: "unsupported",
				message: /^This model cannot be asked.*Select/,
			});
		});
	}
});

suite("another model that thinks", () => {
	let engine: ForkedEngine;
	before(async () => {
		engine = createEngine();
		const path = await modelFile("thinks", { tokens: imTokens, template: chatMl });
		const { canReason, canSteer, thinks } = await engine.load(tinyOptions({ path }), never());
		assert.deepEqual({ canReason, canSteer, thinks }, { canReason: true, canSteer: true, thinks: true });
	});
	after(() => engine.dispose());

	test("is held to a budget and closes its thought by its own mark", async () => {
		const { answer, interventions, thought } = await write(engine, { budget: 10 });
		assert.notEqual(thought, "");
		assert.deepEqual(interventions, ["budget"]);
		assert.match(answer, /^```typescript\n/);
		assert.doesNotMatch(`${thought}${answer}`, /think>|im_(start|end)/);
	});
});

suite("a model that does not think", () => {
	let engine: ForkedEngine;
	before(async () => {
		engine = createEngine();
		// Turns as the tiny model knows them, but for the thought's marks, which are not there any more.
		const template =
			"{{ bos_token }}{% for m in messages %}{{ '<｜User｜>' + m.content }}{% endfor %}<｜Assistant｜><|open|>\n\n<|close|>\n\n";
		const tokens = { "<think>": "<|open|>", "</think>": "<|close|>" };
		const path = await modelFile("plain", { tokens, template });
		const { canReason, canSteer, thinks } = await engine.load(tinyOptions({ path }), never());
		assert.deepEqual({ canReason, canSteer, thinks }, { canReason: true, canSteer: false, thinks: false });
	});
	after(() => engine.dispose());

	for (const budget of [null, 0, 100]) {
		test(`answers without a thought whatever the budget: ${budget}`, async () => {
			const { answer, end, interventions, thought } = await write(engine, { budget, prompt: fixPrompt() });
			assert.deepEqual(
				{ answer, end, interventions, thought },
				{ answer: fixedAnswer, end: "complete", interventions: [], thought: "" },
			);
		});
	}

	test("answers also where no thought was asked for", async () => {
		const { answer } = await write(engine, { thought: { text: "", isOver: true } });
		assert.equal(answer, fixedAnswer);
	});

	test("cannot go on with a thought that another model began", async () => {
		await assert.rejects(write(engine, { thought: { text: "The loop", isOver: false } }), { reason: "unsupported" });
		const { answer } = await write(engine, {});
		assert.equal(answer, fixedAnswer);
	});
});
