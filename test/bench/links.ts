// How well hunks are linked to the steps that name them, on runs whose steps were labelled by hand.
import { readLabelledRuns } from "../support/labelledRuns";
import { type LinkScore, precision, recall, scoreOf } from "../support/linkScore";

const columns = ["runs", "hunks", "named", "cited", "right", "precision", "recall", "first", "inferred"];

/** Prints a table, a line for each family of tasks. */
export async function run(): Promise<void> {
	const runs = readLabelledRuns();
	const families = [...new Set(runs.map(({ family }) => family))];
	print("", columns);
	for (const family of families) {
		print(family, cells(scoreOf(runs.filter((it) => it.family === family))));
	}
	const total = scoreOf(runs);
	print("all", cells(total));
	const unnamed = total.hunks - total.namedHunks;
	console.log(`Of ${unnamed} hunks that no step names, ${total.wronglyCitedHunks} have a citation.`);
}

function cells(score: LinkScore): string[] {
	const { runs, hunks, named, cited, citedRightly, namedHunks, firstRight, inferred } = score;
	const counts = [runs, hunks, named, cited, citedRightly].map(String);
	const shares = [precision(score), recall(score), firstRight / namedHunks].map((it) => it.toFixed(3));
	return [...counts, ...shares, String(inferred)];
}

function print(title: string, values: readonly string[]): void {
	console.log([title.padEnd(14), ...values.map((value) => value.padStart(10))].join(""));
}
