/** A typing replay: files typed key by key, at human speed, into the real server, by fill in the middle and by chat. */
import { createEngine, never, tinyOptions } from "../engine/tinyEngine";
import { type Replayed, replay, type TypedFile } from "./typing/replay";
import { percent, quantile, ratio } from "./typing/tally";
import { changeIn, plainTextOf, readPrompt, type TracedPrompt, textOf, unlike } from "./typing/tracedPrompt";

/** Each is open while another is typed, as code from elsewhere; a mode takes about a minute. */
const files: readonly TypedFile[] = [
	{ path: "test/fixtures/typing/scores.ts", languageId: "typescript", at: [0.3, 0.72], unit: "  " },
	{ path: "test/fixtures/typing/orders.py", languageId: "python", at: [0.3, 0.7], unit: "    " },
	{ path: "server/settings.ts", languageId: "typescript", at: [0.3, 0.6], unit: "\t" },
];

/** Of the prompts' tokens. */
const goal = 0.95;

export async function benchmarkTyping(): Promise<void> {
	const shares: number[] = [];
	for (const file of files) {
		for (const prompt of ["fim", "chat"] as const) {
			const replayed = await replay(file, { files, prompt });
			console.log(`\n${file.path}, ${prompt}`);
			for (const [name, value] of [...summary(replayed), ...(await promptCosts(replayed.prompts))]) {
				console.log(`  ${name.padEnd(30)}${value}`);
			}
			shares.push(1 - replayed.counters.evaluatedTokens / replayed.counters.promptTokens);
		}
	}
	const met = shares.filter((share) => share > goal).length;
	console.log(`\nOver ${percent(goal, 1)} from the KV cache in ${met} of ${shares.length}.`);
}

type Row = readonly [name: string, value: string];

function summary({ counters, tally }: Replayed): readonly Row[] {
	const shown = [...tally.showings.values()];
	const latencies = shown.map(({ latency }) => latency);
	const whole = shown.filter(({ agreeing, length }) => agreeing === length).length;
	const agreeing = sum(shown.map((it) => it.agreeing));
	const length = sum(shown.map((it) => it.length));
	const { cancelled, evaluatedTokens, promptTokens, requests } = counters;
	const cached = promptTokens - evaluatedTokens;
	return [
		["keys typed", String(tally.keys)],
		["requests of the editor", `${tally.requests}, ${tally.withdrawn} taken back`],
		["got to the model", `${requests}, ${cancelled} cancelled`],
		["shown", `${shown.length}, ${whole} of them just what was to be typed`],
		["shown characters right", `${percent(agreeing, length)} of ${length}`],
		["accepted", `${tally.accepted}, ${tally.acceptedLength} characters`],
		[
			"latency",
			`${Math.round(quantile(latencies, 0.5))} ms, at the 95th percentile ${Math.round(quantile(latencies, 0.95))} ms`,
		],
		["tokens evaluated", `${evaluatedTokens}, ${ratio(evaluatedTokens, shown.length)} for each shown completion`],
		["prompt tokens from the cache", `${percent(cached, promptTokens)} of ${promptTokens}`],
	];
}

/**
 * What the prompts changed in, each against the one before it, and what they would have cost in the usual order, with what
 * is typed before the code after the cursor. Both estimated from their texts: what was written may be in the cache too.
 */
async function promptCosts(traced: readonly string[]): Promise<readonly Row[]> {
	const prompts = traced.map(readPrompt);
	const changes = prompts.map((it, at) => changeIn(it, prompts[at - 1]));
	const engine = createEngine();
	try {
		await engine.load(tinyOptions(), never());
		const costs = await engine.countTokens(changed(prompts, textOf));
		const plain = sum(await engine.countTokens(changed(prompts, plainTextOf)));
		const rows = [...new Set(changes)].map((change): Row => {
			const tokens = costs.filter((_, at) => changes[at] === change);
			return [`  ${change}`, `${sum(tokens)} tokens in ${tokens.length} prompts, ${Math.max(...tokens)} at most`];
		});
		const usual = `${plain} tokens, ${ratio(plain, sum(costs))} times as many as ${sum(costs)}`;
		return [["what changed in prompts", ""], ...rows, ["in the usual order", usual]];
	} finally {
		await engine.dispose();
	}
}

function changed(prompts: readonly TracedPrompt[], toText: (prompt: TracedPrompt) => string): string[] {
	const texts = prompts.map(toText);
	return texts.map((text, at) => unlike(text, texts[at - 1] ?? ""));
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
