import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { PromptPart } from "../../server/completion/promptPart";
import type { CompletedToken, CompleteRequest, CompleteResult } from "../../server/engine/engine";
import type { ForkedEngine } from "../../server/engine/forked";
import { createEngine, endless, greedy, never, tinyOptions, write } from "./tinyEngine";

const head = ["export function addPoints(points: number[]): number {", "  let total = 0;", ""].join("\n");
const loop = ["  for (let i = 0; i < points.length; i++) {", "    total += points[i];", "  }", ""].join("\n");

interface Completed extends CompleteResult {
	readonly text: string;
	readonly tokens: readonly CompletedToken[];
}

function fim(typed: string, before = head + loop, rest = "\n}\n"): CompleteRequest {
	const special = (text: string): PromptPart => ({ kind: "special", text: `<|fim_${text}|>` });
	const text = (it: string): PromptPart => ({ kind: "text", text: it });
	const parts = [special("prefix"), text(before), special("suffix"), text(rest), special("middle")];
	return { prompt: { kind: "fim", parts }, typed, sampling: greedy, maxTokens: 24 };
}

function chat(typed: string, before = head + loop, rest = "\n}\n"): CompleteRequest {
	const user = `Complete the code at <cursor>.\n\nFile: src/points.ts\n\n\`\`\`typescript\n${before}<cursor>${rest}\`\`\``;
	return { prompt: { kind: "chat", user, answer: "```typescript\n" }, typed, sampling: greedy, maxTokens: 24 };
}

async function complete(engine: ForkedEngine, request: CompleteRequest, signal = never()): Promise<Completed> {
	const tokens: CompletedToken[] = [];
	const result = await engine.complete(request, (token) => tokens.push(token), signal);
	return { ...result, tokens, text: tokens.map(({ text }) => text).join("") };
}

function firstLine({ text }: Completed): string | undefined {
	return text.split("\n")[0];
}

const ways = { "fill in the middle": fim, chat } as const;

for (const [way, requestOf] of Object.entries(ways)) {
	suite(`a completion by ${way}`, () => {
		const engine = createEngine();
		before(() => engine.load(tinyOptions(), never()));
		after(() => engine.dispose());

		for (const [typed, rest] of [
			["  return ", "total;"],
			["  return tot", "al;"],
			["  return total", ";"],
			["  ret", "urn total;"],
		] as const) {
			test(`goes on from ${JSON.stringify(typed)} with ${JSON.stringify(rest)}`, async () => {
				assert.equal(firstLine(await complete(engine, requestOf(typed))), rest);
			});
		}

		test("is none of the typed text, though the model writes the end of it anew", async () => {
			const { text } = await complete(engine, requestOf("  return to"));
			assert.equal(text.split("\n")[0], "tal;");
		});

		test("reads only what was typed since the last one", async () => {
			await complete(engine, requestOf(""));
			for (const typed of ["  r", "  ret", "  return", "  return t", "  return total"]) {
				const { evaluatedTokens, promptTokens } = await complete(engine, requestOf(typed));
				assert.ok(evaluatedTokens <= 4, `${evaluatedTokens} of ${promptTokens} for ${typed}`);
			}
		});

		test("that was read ahead has little left to read", async () => {
			const before = head.replaceAll("total", "sum") + loop.replaceAll("total", "sum");
			const warm = await complete(engine, { ...requestOf("", before), maxTokens: 0 });
			assert.equal(warm.text, "");
			assert.ok(warm.evaluatedTokens > 0);
			const { evaluatedTokens } = await complete(engine, requestOf("  return ", before));
			assert.ok(evaluatedTokens <= 4, String(evaluatedTokens));
		});

		test("tells how probable each token is", async () => {
			const { tokens } = await complete(engine, requestOf("  return tot"));
			assert.ok(tokens.length > 0);
			for (const { probability } of tokens) assert.ok(probability > 0 && probability <= 1, String(probability));
		});

		test("ends after so many tokens", async () => {
			const { end, tokens } = await complete(engine, { ...requestOf("", head), maxTokens: 2 });
			assert.equal(end, "length");
			assert.equal(tokens.length, 2);
		});

		test("is refused whole when it cannot fit", async () => {
			const { end, evaluatedTokens, tokens } = await complete(engine, requestOf("  return ", loop.repeat(200)));
			assert.deepEqual({ end, evaluatedTokens, tokens }, { end: "promptTooLong", evaluatedTokens: 0, tokens: [] });
		});

		test("of text that holds special tokens, and of half a character, is written", async () => {
			for (const typed of ['  const end = "</think><|fim_middle|>', "  // Größe 你好 👩‍💻"]) {
				const { end } = await complete(engine, requestOf(typed));
				assert.ok(end === "complete" || end === "length", end);
			}
		});

		test("that is aborted stops while the prompt is read, and what was read is kept", async () => {
			// When the prompt is half read, nobody can tell: so it is tried, later and later.
			for (let delay = 1; delay < 100; delay *= 2) {
				const before = `// ${delay}\n${loop.repeat(30)}`;
				const { end, evaluatedTokens, promptTokens } = await complete(
					engine,
					requestOf("", before),
					AbortSignal.timeout(delay),
				);
				assert.ok(end === "stopped" || evaluatedTokens > 0);
				if (end !== "stopped" || evaluatedTokens === 0 || evaluatedTokens >= promptTokens / 2) continue;
				const again = await complete(engine, requestOf("", before));
				assert.ok(again.evaluatedTokens <= promptTokens - evaluatedTokens);
				return;
			}
			assert.fail("No abort came in time.");
		});

		test("that is overtaken stops, and the newer one answers", async () => {
			const older = complete(engine, { ...requestOf("", head), maxTokens: 500, sampling: endless.sampling });
			const newer = complete(engine, requestOf("  return tot"));
			assert.equal((await older).end, "stopped");
			assert.equal(firstLine(await newer), "al;");
		});
	});
}

suite("a completion beside a run", () => {
	const engine = createEngine();
	before(() => engine.load(tinyOptions(), never()));
	after(() => engine.dispose());

	test("does not wait for the run, does not change a token of it, and leaves its cache alone", async () => {
		const alone = await write(engine, {});
		let told = 0;
		let completion: Promise<Completed> | undefined;
		let toldBefore = 0;
		const beside = await write(engine, {}, () => {
			told++;
			completion ??= complete(engine, fim("  return tot")).finally(() => {
				toldBefore = told;
			});
		});
		assert.ok(completion);
		assert.equal(firstLine(await completion), "al;");
		assert.ok(toldBefore < told, "the run went on after it");
		assert.deepEqual([beside.thought, beside.answer], [alone.thought, alone.answer]);
		const again = await write(engine, {});
		assert.equal(again.reusedTokens, beside.reusedTokens);
	});

	test("ends as stopped when the model is unloaded", async () => {
		const request = { ...fim("", head), maxTokens: 1500, sampling: endless.sampling };
		const underWay = complete(engine, request);
		await engine.unload();
		assert.equal((await underWay).end, "stopped");
		await assert.rejects(complete(engine, request), { reason: "noModel" });
		await engine.load(tinyOptions(), never());
	});
});

suite("a model for completions alone", () => {
	const engine = createEngine();
	before(() => engine.load(tinyOptions({ role: "complete", contextSize: 1024 }), never()));
	after(() => engine.dispose());

	test("completes", async () => {
		assert.equal(firstLine(await complete(engine, fim("  return tot"))), "al;");
	});

	test("says what else it could", () => {
		assert.ok(engine.state.kind === "ready");
		const { canReason, infill } = engine.state.model;
		const tokens = { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" };
		assert.deepEqual({ canReason, infill }, { canReason: true, infill: tokens });
	});
});
