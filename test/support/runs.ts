/** Runs on a test server, followed as a client does that applies each event. */
import assert from "node:assert/strict";
import { applyRunEvent, hasEnded, type RunResult, type RunSnapshot } from "../../server/protocol/run";
import { type StartRunParams, startRunRequest } from "../../server/protocol/runs";
import { type TestServer, tinySettings } from "./connect";

export const sumPrices: readonly string[] = [
	"export function sumPrices(prices: number[]): number {",
	"  let total = 0;",
	"  for (let i = 0; i <= prices.length; i++) {",
	"    total += prices[i];",
	"  }",
	"  return total;",
	"}",
];
export const fixedSumPrices = sumPrices.with(2, "  for (let i = 0; i < prices.length; i++) {");

/** A file with a function that goes one step too far, from line 2 (zero-based) on. */
export const cart = ["/** What a cart costs. */", "", ...sumPrices, "", "export const currency = 1;", ""].join("\n");

const cursor = { line: 4, character: 0 };
/** Fix, with the cursor in the function. */
export const fix = { action: "fix", selection: { start: cursor, end: cursor } } as const;
/** tiny-r1 was taught to repeat itself many times then. */
export const longWinded = { ...fix, instruction: "Think step by step and never stop." };

/** Starts a run on a new document, the cart where no text is given. */
export async function startRun(
	server: TestServer,
	params: Omit<StartRunParams, "uri">,
	text = cart,
): Promise<RunSnapshot> {
	const uri = await server.openNew("typescript", text);
	const started = await server.connection.sendRequest(startRunRequest, { ...params, uri });
	return started.kind === "started" ? started.run : assert.fail(JSON.stringify(started));
}

/** What the events so far make of a run that started as `first`. */
export function followed(server: TestServer, first: RunSnapshot): RunSnapshot {
	return server.runEvents
		.filter(({ id }) => id === first.id)
		.flatMap(({ events }) => events)
		.reduce(applyRunEvent, first);
}

/** Resolves as soon as `isReached` is true of the run. */
export function reached(
	server: TestServer,
	first: RunSnapshot,
	isReached: (run: RunSnapshot) => boolean,
): Promise<RunSnapshot> {
	return server.until(() => {
		const run = followed(server, first);
		assert.ok(!hasEnded(run.state) || isReached(run), `ended before: ${JSON.stringify(run.state)}`);
		return isReached(run) ? run : undefined;
	});
}

export function ended(server: TestServer, first: RunSnapshot): Promise<RunSnapshot> {
	return reached(server, first, ({ state }) => hasEnded(state));
}

/** Starts a run and resolves in the middle of its thought, with the run as it began and as it is then. */
export async function startThinking(server: TestServer): Promise<{ first: RunSnapshot; run: RunSnapshot }> {
	await server.configure(babbling);
	const first = await startRun(server, fix);
	const run = await reached(server, first, ({ state, steps }) => state.kind === "thinking" && steps.length > 0);
	await server.configure(tinySettings);
	return { first, run };
}

/** So hot that tiny-r1 goes on until it is stopped or its context is full. */
export const babbling = {
	...tinySettings,
	sampling: { temperature: 2, topP: 1, seed: 1 },
	reasoning: { effort: "unlimited" },
	guards: { repetition: false, language: false },
};

function resultOf({ state }: RunSnapshot): RunResult {
	return state.kind === "done" ? state.result : assert.fail(JSON.stringify(state));
}

export function editOf(run: RunSnapshot): Extract<RunResult, { kind: "edit" }> {
	const result = resultOf(run);
	return result.kind === "edit" ? result : assert.fail(JSON.stringify(result));
}
