import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { ownProblems } from "../../../server/benchmark/ownProblems";
import { PythonJudge } from "../../../server/judge/pythonJudge";
import { repositoryRoot } from "../../support/repositoryRoot";

const solution = (name: string) => readFileSync(join(repositoryRoot(), "test/fixtures/solutions", name), "utf8");
const never = new AbortController().signal;

suite("the project's own problems", async () => {
	const set = ownProblems();
	const judge = new PythonJudge();
	for (let index = 0; index < set.count; index++) {
		const problem = await set.load(index);
		test(`${problem.title} tells a right solution from a wrong one`, async () => {
			const right = await judge.judge(solution(`${problem.id}.right.py`), problem, never);
			assert.deepEqual(right, { kind: "passed", tests: problem.tests.length });
			const wrong = await judge.judge(solution(`${problem.id}.wrong.py`), problem, never);
			assert.equal(wrong.kind, "wrongAnswer");
		});
	}
});
