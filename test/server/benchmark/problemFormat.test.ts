import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { ownProblems } from "../../../server/benchmark/ownProblems";
import { ProblemError } from "../../../server/benchmark/problem";
import { parseProblem } from "../../../server/benchmark/problemFormat";
import { problemPrompt } from "../../../server/benchmark/prompt";

const stdinTest = { input: "1\n", output: "2\n", testtype: "stdin" };
const functionTest = { input: "[1]\n2", output: "3", testtype: "functional" };

/** As LiveCodeBench writes it. */
const record = {
	question_title: "Twice",
	question_content: "Print twice the number.",
	platform: "atcoder",
	question_id: "abc1_a",
	contest_id: "abc1",
	contest_date: "2024-01-01T00:00:00",
	starter_code: "",
	difficulty: "easy",
	public_test_cases: JSON.stringify([stdinTest]),
	private_test_cases: JSON.stringify([{ ...stdinTest, input: "3\n", output: "6\n" }]),
	metadata: "{}",
};
const called = {
	...record,
	starter_code: "class Solution:\n    def twice(self, a):\n        ",
	public_test_cases: JSON.stringify([functionTest]),
	private_test_cases: "",
	metadata: '{"func_name": "twice"}',
};

suite("a problem", () => {
	test("is read with its public tests before its hidden ones", () => {
		assert.deepEqual(parseProblem(record), {
			id: "abc1_a",
			title: "Twice",
			difficulty: "easy",
			content: "Print twice the number.",
			starterCode: "",
			functionName: null,
			tests: [
				{ input: "1\n", output: "2\n" },
				{ input: "3\n", output: "6\n" },
			],
		});
	});

	test("names the function to be called", () => {
		assert.equal(parseProblem(called).functionName, "twice");
	});

	test("may have its tests and metadata as they are, not as JSON in a text", () => {
		const open = { ...called, public_test_cases: [functionTest], metadata: { func_name: "twice" } };
		assert.deepEqual(parseProblem(open), parseProblem(called));
	});

	const refused: readonly (readonly [string, unknown, RegExp])[] = [
		["that is a number", 7, /not an object/],
		["without a text", { ...record, question_content: undefined }, /no question_content/],
		["without tests", { ...record, public_test_cases: "[]", private_test_cases: "[]" }, /no tests/],
		["whose tests are not JSON", { ...record, public_test_cases: "[{" }, /public_test_cases are not JSON/],
		["whose tests are an object", { ...record, public_test_cases: "{}" }, /not a list/],
		["whose test has no output", { ...record, public_test_cases: '[{"input": ""}]' }, /test 1 .* no input and output/],
		[
			"whose test is of another kind",
			{ ...record, public_test_cases: [{ ...stdinTest, testtype: "file" }] },
			/neither stdin nor functional/,
		],
		["that names no function", { ...called, metadata: "{}" }, /no func_name/],
		["whose function is no name", { ...called, metadata: '{"func_name": "os.system(1)"}' }, /not a name/],
		["whose metadata is no JSON", { ...called, metadata: "{" }, /metadata is not JSON/],
		["whose hidden tests are packed otherwise", { ...record, private_test_cases: "AAAA" }, /cannot be unpacked/],
		["with too many tests", { ...record, public_test_cases: Array(1001).fill(stdinTest) }, /1002 tests/],
		["with a text without end", { ...record, question_content: "x".repeat(100_001) }, /more than 100000/],
	];
	for (const [name, value, message] of refused) {
		test(`${name} is refused with the reason`, () => {
			assert.throws(
				() => parseProblem(value),
				(error) => error instanceof ProblemError && message.test(error.message),
			);
		});
	}

	test("is asked for as a program or as a function", () => {
		assert.match(
			problemPrompt(parseProblem(record)),
			/^Solve[\s\S]*Print twice[\s\S]*standard input[\s\S]*one python block/,
		);
		assert.match(problemPrompt(parseProblem(called)), /```python\nclass Solution:[\s\S]*`twice`/);
	});
});

suite("the project's own problems", () => {
	test("are a dozen of both kinds, each with hidden tests and an example", async () => {
		const set = ownProblems();
		assert.equal(set.count, 12);
		const problems = await Promise.all(Array.from({ length: set.count }, (_, index) => set.load(index)));
		assert.equal(problems.filter(({ functionName }) => functionName === null).length, 6);
		assert.equal(new Set(problems.map(({ id }) => id)).size, 12);
		for (const { content, tests, title } of problems) {
			assert.ok(tests.length >= 7, title);
			assert.match(content, /[Ee]xample/, title);
		}
	});
});
