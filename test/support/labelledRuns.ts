import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hunk, Step } from "../../server/protocol/run";
import type { CodeLines } from "../../server/reasoning/code";
import { repositoryRoot } from "./repositoryRoot";
import { stepOf } from "./snapshot";

/** What tiny-r1 thought and changed on one of its tasks, as the server made it; `test/bench/recordLinks.ts` writes them. */
export interface LabelledRun {
	readonly family: string;
	readonly path: string;
	/** What the model was shown: the whole document. */
	readonly code: string;
	readonly steps: readonly Pick<Step, "kind" | "text">[];
	readonly hunks: readonly LabelledHunk[];
}

interface LabelledHunk extends Hunk {
	/**
	 * The steps that name the change, as a reader finds them, not the linker: they say what is wrong at these lines or
	 * what to do there. None: no step does. Null: nobody has read it yet.
	 */
	readonly named: readonly number[] | null;
}

export const labelledRunsPath = join(repositoryRoot(), "test", "fixtures", "links.json");

export function readLabelledRuns(): readonly LabelledRun[] {
	return JSON.parse(readFileSync(labelledRunsPath, "utf8"));
}

/** The steps of a labelled run as the linker takes them. */
export function stepsOf({ steps }: LabelledRun): Step[] {
	return steps.map((step, index) => stepOf({ ...step, index }));
}

export function codeOf({ code }: LabelledRun): CodeLines {
	return { firstLine: 0, lines: code.split("\n") };
}
