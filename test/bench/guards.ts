/** How often the guards raise an alarm: at the honest runs of tiny-r1, where none is right, and at its two failings. */
import type { Sampling } from "../../server/engine/engine";
import type { ForkedEngine } from "../../server/engine/forked";
import { buildPrompt } from "../../server/prompt/prompt";
import { LanguageWatch } from "../../server/reasoning/languageWatch";
import { RepetitionWatch } from "../../server/reasoning/repetition";
import { scriptsIn } from "../../server/reasoning/scripts";
import { createEngine, greedy, tinyOptions, write } from "../engine/tinyEngine";
import { readHonestTexts } from "../support/honestTexts";
import { readTasks, type Task } from "../support/tasks";
import { tokensOf } from "../support/tokens";

interface Series {
	readonly title: string;
	readonly tasks: readonly Task[];
	/** Added to each task's instruction. */
	readonly request: string;
	readonly isSampled: boolean;
}

interface Writing {
	readonly prompt: string;
	readonly thought: string;
	readonly answer: string;
}

/** What the guards said about one run. */
interface Verdict {
	/** Tokens of a thought or an answer when it was found to repeat itself. */
	readonly repetition: number | undefined;
	/** How often another script was noticed in the thought. */
	readonly language: number;
	readonly tokens: number;
	/** Milliseconds that the guards took. */
	readonly time: number;
}

/** Pieces of text after which a run is stopped; honest ones have fewer. */
const pieceLimit = 700;

export async function benchmarkGuards(): Promise<void> {
	const engine = createEngine();
	try {
		await engine.load(tinyOptions(), new AbortController().signal);
		for (const series of allSeries()) await report(engine, series);
		await reportSteered(engine);
	} finally {
		await engine.dispose();
	}
	const verdicts = readHonestTexts().map(({ name, text }) => {
		return judge({ prompt: name.includes("Chinese") ? "修复" : "", thought: text, answer: "" });
	});
	console.log(line("written by hand", verdicts, `${alarms(verdicts)} false alarms`));
}

function allSeries(): Series[] {
	const tasks = readTasks();
	const some = tasks.filter((_, at) => at % 3 === 0);
	return [false, true].flatMap((isSampled) => [
		{ title: "honest", tasks, request: "", isSampled },
		{ title: "never stop", tasks: some, request: "Think step by step and never stop.", isSampled },
		{ title: "two languages", tasks: some, request: "Think in two languages.", isSampled },
	]);
}

async function report(engine: ForkedEngine, series: Series): Promise<void> {
	const writings: Writing[] = [];
	for (const [at, task] of series.tasks.entries()) {
		writings.push(await run(engine, promptFor(task, series.request), samplingOf(series, at)));
	}
	const verdicts = writings.map(judge);
	const title = `${series.title}, ${series.isSampled ? "temperature 0.6" : "greedy"}`;
	console.log(line(title, verdicts, outcome(series, writings, verdicts)));
	for (const [at, { thought, answer }] of writings.entries()) {
		const verdict = verdicts[at];
		if (!series.request && verdict && isAlarm(verdict)) console.log(`  False alarm at:\n${thought}\n\n${answer}\n`);
	}
}

/** The whole way: runs that the guards watch token by token, as they watch those of users. */
async function reportSteered(engine: ForkedEngine): Promise<void> {
	const guards = { repetition: true, language: true };
	for (const { title, tasks, request } of allSeries().filter(({ isSampled }) => !isSampled)) {
		let touched = 0;
		let complete = 0;
		for (const task of tasks) {
			const { end, interventions } = await write(engine, { prompt: promptFor(task, request), guards });
			if (interventions.length > 0) touched++;
			if (end === "complete") complete++;
		}
		console.log(`${title}, steered: ${tasks.length} runs, ${touched} touched by a guard, ${complete} came to an end`);
	}
}

function promptFor(task: Task, request: string): string {
	const instruction = [task.instruction, request].filter(Boolean).join(" ");
	return buildPrompt({ ...task, instruction, problems: [], related: [] });
}

function samplingOf({ isSampled }: Series, seed: number): Sampling {
	return isSampled ? { temperature: 0.6, topP: 0.95, seed } : greedy;
}

async function run(engine: ForkedEngine, prompt: string, sampling: Sampling): Promise<Writing> {
	const controller = new AbortController();
	let pieces = 0;
	const onText = () => {
		pieces++;
		if (pieces > pieceLimit) controller.abort();
	};
	const { thought, answer } = await write(engine, { prompt, sampling }, onText, { signal: controller.signal });
	return { prompt, thought, answer };
}

function judge({ prompt, thought, answer }: Writing): Verdict {
	const start = performance.now();
	const language = new LanguageWatch(prompt);
	const tokens = tokensOf(thought);
	const noticed = tokens.filter(({ text }) => language.push(text) !== undefined).length;
	return {
		repetition: repetitionIn(thought) ?? repetitionIn(answer),
		language: noticed,
		tokens: tokens.length + tokensOf(answer).length,
		time: performance.now() - start,
	};
}

function repetitionIn(text: string): number | undefined {
	const watch = new RepetitionWatch();
	const at = tokensOf(text).findIndex(({ token, text: piece }) => watch.push(token, piece) !== undefined);
	return at < 0 ? undefined : at + 1;
}

/** What the series is to show: no alarm at an honest run, and one at each run that fails as it was asked to. */
function outcome({ title }: Series, writings: readonly Writing[], verdicts: readonly Verdict[]): string {
	if (title === "never stop") {
		const looping = verdicts.filter((_, at) => hasLoop(writings[at]?.thought ?? ""));
		const found = looping.flatMap((it) => it.repetition ?? []);
		const range = found.length > 0 ? `, after ${Math.min(...found)} to ${Math.max(...found)} tokens` : "";
		const other = verdicts.length - looping.length;
		const others = `${alarms(verdicts.filter((it) => !looping.includes(it)))} alarms at the other ${other}`;
		return `${found.length} of ${looping.length} loops noticed${range}, ${others}`;
	}
	if (title === "two languages") {
		const mixed = verdicts.filter((_, at) => scriptsIn(writings[at]?.thought ?? "").size > 0);
		return `${mixed.filter((it) => it.language > 0).length} of ${mixed.length} mixed thoughts noticed`;
	}
	return `${alarms(verdicts)} false alarms`;
}

/** Whether a paragraph comes five times or more. */
function hasLoop(thought: string): boolean {
	const paragraphs = thought.split(/\n{2,}/);
	return paragraphs.some((paragraph) => paragraphs.filter((it) => it === paragraph).length >= 5);
}

function alarms(verdicts: readonly Verdict[]): string {
	const repetition = verdicts.filter((it) => it.repetition !== undefined).length;
	const language = verdicts.filter((it) => it.language > 0).length;
	return `${repetition} + ${language} (repetition + language)`;
}

function isAlarm({ repetition, language }: Verdict): boolean {
	return repetition !== undefined || language > 0;
}

function line(title: string, verdicts: readonly Verdict[], result: string): string {
	const tokens = verdicts.reduce((sum, it) => sum + it.tokens, 0);
	const time = verdicts.reduce((sum, it) => sum + it.time, 0);
	const cost = `${((1000 * time) / tokens).toFixed(1)} µs a token`;
	return `${title}: ${verdicts.length} runs, ${tokens} tokens, ${result}; ${cost}`;
}
