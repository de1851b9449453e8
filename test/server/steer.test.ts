import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import {
	type ContinueRunParams,
	continueRunRequest,
	getRunRequest,
	resolveEditRequest,
	restoreRunRequest,
	type Steer,
	startRunRequest,
	steerRunRequest,
	stopRunRequest,
} from "../../server/protocol/runs";
import { type TestServer, tinySettings, useServer } from "../support/connect";
import { cart, editOf, ended, fix, followed, reached, startRun, startThinking } from "../support/runs";

const naming = ["export function f(prices: number[]): number {", "  let total = 0;", "  for (const price of prices) {"]
	.concat(["    total += price;", "  }", "  return total;", "}", ""])
	.join("\n");
const cursor = { line: 2, character: 0 };
const name = {
	action: "edit",
	instruction: "Give this function a better name.",
	selection: { start: cursor, end: cursor },
} as const;

async function continued(server: TestServer, params: ContinueRunParams): Promise<RunSnapshot> {
	const result = await server.connection.sendRequest(continueRunRequest, params);
	return result.kind === "started" ? ended(server, result.run) : assert.fail(JSON.stringify(result));
}

function kindsOf({ interventions }: RunSnapshot): string[] {
	return interventions.map(({ kind }) => kind);
}

/** The step that says which name the function gets. */
function namingStep({ steps }: RunSnapshot): number {
	const index = steps.findIndex(({ text }) => text.includes("I will call it"));
	assert.ok(index >= 0, JSON.stringify(steps));
	return index;
}

suite("effort", () => {
	const server = useServer();

	test("none skips the thought and still fixes the code", async () => {
		const run = await ended(server(), await startRun(server(), { ...fix, effort: "none" }));
		assert.deepEqual([run.effort, run.budget, run.steps.length, run.stats.thoughtTokens], ["none", 0, 0, 0]);
		assert.match(editOf(run).edit.newText, /i < prices\.length/);
	});

	test("ends the thought at its budget, which the settings give for each action", async () => {
		const reasoning = { effort: "brief", budgets: { brief: 200, "fix.brief": 10 } };
		await server().configure({ ...tinySettings, reasoning });
		const run = await ended(server(), await startRun(server(), fix));
		await server().configure(tinySettings);
		assert.deepEqual([run.effort, run.budget, kindsOf(run)], ["brief", 10, ["budget"]]);
		assert.ok(run.stats.thoughtTokens <= 22, String(run.stats.thoughtTokens));
		assert.match(editOf(run).edit.newText, /i < prices\.length/);
	});

	test("unlimited has no budget", async () => {
		const run = await ended(server(), await startRun(server(), { ...fix, effort: "unlimited" }));
		assert.deepEqual([run.budget, kindsOf(run)], [null, []]);
	});
});

suite("a run under way", () => {
	const server = useServer();
	const steer = (id: string, press: Steer) => server().connection.sendRequest(steerRunRequest, { id, steer: press });

	test("answers now, in mid-thought and pressed twice", async () => {
		const { first } = await startThinking(server());
		await Promise.all([steer(first.id, "answerNow"), steer(first.id, "answerNow")]);
		const answering = await reached(server(), first, ({ answer }) => answer.length > 20);
		assert.deepEqual(kindsOf(answering), ["answerNow"]);
		assert.match(answering.answer, /^```typescript\n/);
		await server().connection.sendRequest(stopRunRequest, { id: first.id });
	});

	test("answers now though it was asked while it waited", async () => {
		const { first: busy } = await startThinking(server());
		const waiting = await startRun(server(), fix);
		await steer(waiting.id, "answerNow");
		await server().connection.sendRequest(stopRunRequest, { id: busy.id });
		const run = await ended(server(), waiting);
		assert.deepEqual(kindsOf(run), ["answerNow"]);
		assert.equal(run.steps.length, 0);
		assert.match(editOf(run).edit.newText, /i < prices\.length/);
	});

	test("thinks more, once a press", async () => {
		const { first: busy } = await startThinking(server());
		const waiting = await startRun(server(), fix);
		await Promise.all([steer(waiting.id, "thinkMore"), steer(waiting.id, "thinkMore")]);
		await server().connection.sendRequest(stopRunRequest, { id: busy.id });
		const run = await ended(server(), waiting);
		assert.deepEqual(kindsOf(run), ["thinkMore", "thinkMore"]);
		assert.ok(run.steps.filter(({ text }) => text.startsWith("Wait,")).length >= 2);
		assert.match(editOf(run).edit.newText, /i < prices\.length/);
	});

	test("that has ended, or that nobody knows, is left as it is", async () => {
		const run = await ended(server(), await startRun(server(), fix));
		for (const press of ["answerNow", "thinkMore"] as const) {
			await steer(run.id, press);
			await steer("unknown", press);
		}
		assert.deepEqual(await server().connection.sendRequest(getRunRequest, { id: run.id }), run);
	});

	test("whose thought is taken back adds up to what it ends with", async () => {
		const instruction = "Think step by step and never stop.";
		const first = await startRun(server(), { ...fix, instruction });
		const run = await ended(server(), first);
		assert.equal(kindsOf(run)[0], "rewound");
		assert.deepEqual(followed(server(), first), await server().connection.sendRequest(getRunRequest, { id: run.id }));
		const texts = run.steps.map(({ text }) => text);
		assert.ok(
			texts.every((text) => texts.filter((it) => it === text).length < 5),
			JSON.stringify(texts),
		);
	});
});

suite("a thought that the user begins", () => {
	const server = useServer();

	test("has the user's words as its first step", async () => {
		const thought = "I must keep the public signature.";
		const first = await startRun(server(), { ...fix, thought });
		assert.deepEqual(
			first.steps.map(({ source, text }) => [source, text]),
			[["user", thought]],
		);
		const run = await ended(server(), first);
		assert.ok(run.steps[0]?.text.startsWith(thought));
		assert.equal(run.steps[0]?.source, "user");
		assert.ok(run.steps.length > 1);
	});
});

suite("a run that continues another", () => {
	const server = useServer();

	test("follows the user's words: another name in the thought is another name in the edit", async () => {
		const parent = await ended(server(), await startRun(server(), name, naming));
		const step = namingStep(parent);
		const text = "I will call it `totalScore`.";
		const run = await continued(server(), { id: parent.id, from: { kind: "step", step, text } });
		assert.deepEqual(run.origin, { kind: "resumed", run: parent.id, step });
		assert.equal(run.root, parent.id);
		assert.match(editOf(run).edit.newText, /^export function totalScore\(/);
		assert.deepEqual(
			run.steps.slice(0, step + 1).map(({ source }) => source),
			[...parent.steps.slice(0, step).map(() => "kept"), "user"],
		);
		assert.deepEqual(
			run.steps.slice(0, step).map((it) => it.text),
			parent.steps.slice(0, step).map((it) => it.text),
		);
		assert.ok(run.steps[step]?.text.startsWith(text));
		const { promptTokens, reusedTokens } = run.stats;
		assert.ok(
			reusedTokens > parent.stats.promptTokens && reusedTokens >= promptTokens - 20,
			`${reusedTokens} of ${promptTokens}`,
		);
	});

	test("answers at once from the user's words where it is to think no more", async () => {
		const parent = await ended(server(), await startRun(server(), name, naming));
		const step = namingStep(parent);
		const from = { kind: "step", step, text: "I will call it `sumScores`." } as const;
		const run = await continued(server(), { id: parent.id, from, effort: "none" });
		assert.deepEqual([run.effort, run.stats.thoughtTokens, run.steps.length], ["none", 0, step + 1]);
		assert.match(editOf(run).edit.newText, /^export function sumScores\(/);
	});

	test("leaves the one that it continues as it was", async () => {
		const parent = await ended(server(), await startRun(server(), fix));
		await continued(server(), { id: parent.id, from: { kind: "step", step: 1, text: "The loop is wrong." } });
		assert.deepEqual(await server().connection.sendRequest(getRunRequest, { id: parent.id }), parent);
	});

	test("is the same as a fresh run whose thought begins with the same words", async () => {
		const parent = await ended(server(), await startRun(server(), fix));
		const text = "The loop on line 3 goes one step too far.";
		const run = await continued(server(), { id: parent.id, from: { kind: "step", step: 1, text } });
		const thought = `${parent.steps[0]?.text}\n\n${text}`;
		const started = await server().connection.sendRequest(startRunRequest, { ...fix, uri: parent.uri, thought });
		assert.ok(started.kind === "started");
		const fresh = await ended(server(), started.run);
		assert.equal(fresh.prompt, run.prompt);
		assert.deepEqual(
			run.steps.map((it) => it.text),
			fresh.steps.map((it) => it.text),
		);
		assert.equal(run.answer, fresh.answer);
	});

	test("gives another answer to the whole thought without thinking again", async () => {
		const parent = await ended(server(), await startRun(server(), fix));
		const run = await continued(server(), { id: parent.id, from: { kind: "answer" } });
		assert.deepEqual(run.origin, { kind: "answer", run: parent.id });
		assert.deepEqual(
			run.steps.map((it) => it.text),
			parent.steps.map((it) => it.text),
		);
		assert.equal(run.stats.thoughtTokens, 0);
		assert.ok(run.stats.reusedTokens >= run.stats.promptTokens - 5);
		assert.notEqual(run.answer, "");
		assert.notEqual(run.seed, parent.seed);
	});

	test("answers where a thought was stopped", async () => {
		const { first } = await startThinking(server());
		await server().connection.sendRequest(stopRunRequest, { id: first.id });
		const parent = await ended(server(), first);
		const run = await continued(server(), { id: parent.id, from: { kind: "answer" } });
		assert.match(run.answer, /^```typescript\n/);
	});

	test("thinks a step anew where there are no words for it", async () => {
		const parent = await ended(server(), await startRun(server(), fix));
		const run = await continued(server(), { id: parent.id, from: { kind: "step", step: 2, text: " " } });
		assert.deepEqual(
			run.steps.slice(0, 2).map((it) => it.text),
			parent.steps.slice(0, 2).map((it) => it.text),
		);
		assert.ok(run.steps.length > 2 && run.steps.slice(2).every(({ source }) => source === "model"));
	});

	test("knows a run of an earlier server once it is told of it, and places its edit", async () => {
		const parent = await ended(server(), await startRun(server(), name, naming));
		const earlier = { ...parent, id: "earlier", root: "earlier" };
		const from = { kind: "step", step: namingStep(parent), text: "I will call it `sumScores`." } as const;
		const unknown = await server().connection.sendRequest(continueRunRequest, { id: "earlier", from });
		assert.deepEqual(unknown, { kind: "unknown" });
		await server().connection.sendRequest(restoreRunRequest, { run: earlier });
		assert.equal((await server().connection.sendRequest(resolveEditRequest, { id: "earlier" })).kind, "edit");
		const run = await continued(server(), { id: "earlier", from });
		assert.equal(run.root, "earlier");
		assert.match(editOf(run).edit.newText, /^export function sumScores\(/);
		const edit = await server().connection.sendRequest(resolveEditRequest, { id: run.id });
		assert.ok(edit.kind === "edit" && edit.edit.range.start.line === 0);
	});

	test("finds its code in a document that has changed around it since", async () => {
		const parent = await ended(server(), await startRun(server(), fix));
		const run = { ...parent, id: "moved", uri: await server().openNew("typescript", `// One more line.\n${cart}`) };
		await server().connection.sendRequest(restoreRunRequest, { run });
		const edit = await server().connection.sendRequest(resolveEditRequest, { id: "moved" });
		assert.ok(edit.kind === "edit", JSON.stringify(edit));
		assert.equal(edit.edit.range.start.line, editOf(parent).edit.range.start.line + 1);
	});

	for (const [what, params] of [
		["a step that is not there", { kind: "step", step: 99, text: "x" }],
		["a step before the first", { kind: "step", step: -1, text: "x" }],
	] as const) {
		test(`is refused in a sentence: ${what}`, async () => {
			const parent = await ended(server(), await startRun(server(), fix));
			const result = await server().connection.sendRequest(continueRunRequest, { id: parent.id, from: params });
			assert.ok(result.kind === "invalid" && /no step/.test(result.message));
		});
	}

	test("is refused while the other goes on", async () => {
		const { first } = await startThinking(server());
		const result = await server().connection.sendRequest(continueRunRequest, {
			id: first.id,
			from: { kind: "answer" },
		});
		assert.ok(result.kind === "invalid" && /still goes on/.test(result.message));
		await server().connection.sendRequest(stopRunRequest, { id: first.id });
		assert.ok(hasEnded((await ended(server(), first)).state));
	});
});
