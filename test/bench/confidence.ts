/** What `rationale.completion.minProbability` is worth: how many completions are right that a threshold lets through. */
import type { Place } from "../../server/completion/place";
import { type Asking, ghostTextAt, ways } from "../engine/ghostTextAt";
import { createEngine, greedy, never, tinyOptions } from "../engine/tinyEngine";
import { between, randomNumbers } from "../support/random";
import { readTasks, type Task } from "../support/tasks";
import { percent } from "./typing/tally";

/** Of each task's code. */
const cuts = 4;

const thresholds = [0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

interface Cut {
	readonly place: Place;
	/** What is cut out: the rest of a line. */
	readonly line: string;
}

interface Judged {
	readonly probability: number;
	/** Whether its first line is just what was cut out. */
	readonly isRight: boolean;
}

export async function benchmarkConfidence(): Promise<void> {
	const engine = createEngine();
	try {
		await engine.load(tinyOptions(), never());
		for (const way of ways) {
			const random = randomNumbers(1);
			const judged: (Judged | undefined)[] = [];
			for (const task of readTasks().filter(({ action }) => action !== "explain")) {
				for (const cut of cutsIn(task, random))
					judged.push(await judge(cut, { way, path: task.path, sampling: greedy }));
			}
			report(way, judged);
		}
	} finally {
		await engine.dispose();
	}

	async function judge({ line, place }: Cut, asking: Asking): Promise<Judged | undefined> {
		const { probability, text = "" } = await ghostTextAt(engine, place, asking);
		if (text === "") return undefined;
		return { probability, isRight: text.split("\n", 1)[0] === line };
	}
}

/** At the beginning of words, marks and what stands on a line. */
function cutsIn({ expected, languageId, path }: Task, random: () => number): Cut[] {
	const starts = [...expected.matchAll(/\w+|[^\s\w]+/g)].map(({ index }) => index);
	return Array.from({ length: cuts }, () => {
		const at = starts[between(random, 0, starts.length - 1)] ?? 0;
		const [line = ""] = expected.slice(at).split("\n", 1);
		const after = expected.slice(at + line.length);
		return { line, place: { uri: `file:///${path}`, languageId, before: expected.slice(0, at), after } };
	});
}

function report(way: string, judged: readonly (Judged | undefined)[]): void {
	console.log(`\n${way}, ${judged.length} places: threshold, shown, right of the shown, right of all`);
	for (const threshold of thresholds) {
		const shown = judged.filter((it) => it && it.probability >= threshold);
		const right = shown.filter((it) => it?.isRight);
		const cells = [
			percent(shown.length, judged.length),
			percent(right.length, shown.length),
			percent(right.length, judged.length),
		];
		console.log(`  ${[threshold.toFixed(1), ...cells].map((cell) => cell.padStart(8)).join("")}`);
	}
}
