import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Action } from "../../server/protocol/action";
import { repositoryRoot } from "./repositoryRoot";

/** A task of tiny-r1's small world that it was not trained on, drawn by `test/tiny-r1/corpus.py`. */
export interface Task {
	/** The function of `corpus.py` that makes such tasks. */
	readonly family: string;
	readonly action: Action;
	/** Empty but for `edit`. */
	readonly instruction: string;
	readonly languageId: string;
	readonly path: string;
	readonly code: string;
	/** The code after the edit; of Write Tests the tests, of Explain the explanation. */
	readonly expected: string;
}

/** 144 tasks, six of each of its 24 families. */
export function readTasks(): readonly Task[] {
	return JSON.parse(readFileSync(join(repositoryRoot(), "test", "fixtures", "tasks.json"), "utf8"));
}
