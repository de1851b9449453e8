// Runs from start to end, over stdio, with the real engine.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { applyRunEvent, hasEnded, type RunSnapshot } from "../../server/protocol/run";
import { getRunRequest, type StartRunParams, startRunRequest } from "../../server/protocol/runs";
import { tinySettings, useServer } from "../support/connect";
import { cart, editOf, ended, fix, fixedSumPrices, longWinded, startRun, sumPrices } from "../support/runs";

suite("a run", () => {
	const server = useServer();
	const run = async (params: Omit<StartRunParams, "uri">, text = cart) =>
		ended(server(), await startRun(server(), params, text));

	test("fixes the function around the cursor", async () => {
		const { edit, hunks } = editOf(await run(fix));
		assert.deepEqual(edit, {
			range: { start: { line: 2, character: 0 }, end: { line: 8, character: 1 } },
			newText: fixedSumPrices.join("\n"),
		});
		assert.deepEqual(hunks, [
			{ index: 0, oldStart: 4, oldLines: [sumPrices[2]], newStart: 4, newLines: [fixedSumPrices[2]] },
		]);
	});

	test("links the hunk to steps that are there", async () => {
		const finished = await run(fix);
		const { links } = editOf(finished);
		assert.ok(links.some((link) => link.kind === "cited" && link.ties.some(({ inCode }) => inCode === "<=")));
		for (const link of links) assert.ok(finished.steps[link.step]);
	});

	test("keeps the thought out of the answer and the edit", async () => {
		const finished = await run(fix);
		assert.ok(finished.steps.length >= 2);
		for (const { text } of finished.steps) {
			assert.ok(!finished.answer.includes(text) && !editOf(finished).edit.newText.includes(text), text);
		}
	});

	test("counts what it used", async () => {
		const { model, stats, steps } = await run(fix);
		assert.equal(model, "Tiny R1");
		assert.ok(stats.promptTokens > 50 && stats.answerTokens > 20);
		assert.ok(stats.thoughtTokens >= steps.reduce((sum, step) => sum + step.tokens, 0));
		assert.ok(stats.thoughtTime > 0 && stats.totalTime >= stats.thoughtTime && stats.tokensPerSecond > 0);
	});

	test("keeps CRLF", async () => {
		const { edit } = editOf(await run(fix, cart.replaceAll("\n", "\r\n")));
		assert.equal(edit.newText, fixedSumPrices.join("\r\n"));
	});

	test("follows an instruction of the user's own", async () => {
		const text = "function scalePrice(price: number, rate: number): number {\n  return price * rate;\n}\n";
		const selection = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
		const instruction = "Throw an error if price is negative.";
		const { edit } = editOf(await run({ action: "edit", selection, instruction }, text));
		assert.match(edit.newText, /if \(price < 0\) \{\n {4}throw new Error/);
	});

	test("explains in words, without an edit", async () => {
		const { answer, state } = await run({ ...fix, action: "explain" });
		assert.deepEqual(state, { kind: "done", result: { kind: "text" } });
		assert.match(answer, /sumPrices/);
	});

	test("proposes a new file for tests", async () => {
		const { state, uri } = await run({ ...fix, action: "tests" });
		assert.ok(state.kind === "done" && state.result.kind === "newFile", JSON.stringify(state));
		assert.equal(state.result.name, uri.slice(uri.lastIndexOf("/") + 1).replace(".ts", ".test.ts"));
		assert.match(state.result.text, /sumPrices/);
		assert.ok(state.result.text.endsWith("\n"));
	});

	test("reads again only what is new in a prompt", async () => {
		const uri = await server().openNew("typescript", cart);
		const notes = { ...fix, uri, instruction: "Mind that a cart can be empty. ".repeat(20) };
		const stats = [];
		for (const params of [notes, notes]) {
			const started = await server().connection.sendRequest(startRunRequest, params);
			stats.push((await ended(server(), started.kind === "started" ? started.run : assert.fail())).stats);
		}
		const [first, second] = stats;
		assert.equal(first?.reusedTokens, 0);
		assert.ok(second && second.reusedTokens > 0 && second.reusedTokens < second.promptTokens);
	});

	test("takes settings as they are when it starts", async () => {
		await server().configure({ ...tinySettings, sampling: { temperature: 0.6, seed: 7 } });
		const [one, other] = [await run(fix), await run(fix)];
		assert.deepEqual([one.seed, other.seed], [7, 7]);
		assert.equal(one.answer, other.answer);
		await server().configure(tinySettings);
		assert.notEqual((await run(fix)).seed, (await run(fix)).seed);
	});
});

suite("the events of a run", () => {
	const server = useServer();

	test("have no gaps and add up to every snapshot that is asked for", async () => {
		const first = await startRun(server(), fix);
		const { id } = first;
		const asked: RunSnapshot[] = [first];
		while (!asked.some(({ state }) => hasEnded(state))) {
			const snapshot = await server().connection.sendRequest(getRunRequest, { id });
			asked.push(snapshot ?? assert.fail());
		}
		const params = server().runEvents.filter((it) => it.id === id);
		const ends = params.map(({ sequence }) => sequence);
		assert.deepEqual(
			params.map(({ events, sequence }) => sequence - events.length),
			[0, ...ends.slice(0, -1)],
		);
		const events = params.flatMap((it) => it.events);
		for (const snapshot of asked) {
			assert.deepEqual(events.slice(0, snapshot.sequence).reduce(applyRunEvent, first), snapshot);
		}
	});

	test("come at most 30 times a second", async () => {
		const { id, stats } = await ended(server(), await startRun(server(), longWinded));
		const count = server().runEvents.filter((it) => it.id === id).length;
		assert.ok(count > 2 && count <= (30 * stats.totalTime) / 1000 + 2, `${count} in ${stats.totalTime} ms`);
	});
});

suite("a run that cannot start", () => {
	const server = useServer();
	const blank = { line: 1, character: 0 };
	const cases: readonly (readonly [string, Partial<StartRunParams>, RegExp])[] = [
		["a document that is not open", { uri: "file:///workspace/other.ts" }, /not open/],
		["an instruction that is missing", { action: "edit" }, /instruction is empty/],
		["an instruction that is blank", { action: "edit", instruction: " " }, /instruction is empty/],
		["a place without code", { selection: { start: blank, end: blank } }, /no code here/],
	];
	for (const [name, params, message] of cases) {
		test(`says why: ${name}`, async () => {
			const uri = await server().openNew("typescript", cart);
			const result = await server().connection.sendRequest(startRunRequest, { ...fix, uri, ...params });
			assert.ok(result.kind === "invalid" && message.test(result.message), JSON.stringify(result));
		});
	}

	test("says that no model is set", async () => {
		await server().configure({});
		const uri = await server().openNew("typescript", cart);
		assert.deepEqual(await server().connection.sendRequest(startRunRequest, { ...fix, uri }), { kind: "noModel" });
	});
});
