import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type Command, parseCommand, UsageError } from "../../../server/cli/arguments";

/** Splits at white space; a word in quotes stays together. */
function parse(line: string): Command {
	return parseCommand(Array.from(line.matchAll(/"([^"]*)"|\S+/g), ([word, quoted]) => quoted ?? word));
}

const plain = {
	kind: "run",
	action: "fix",
	file: "src/cart.ts",
	lines: undefined,
	cursor: undefined,
	instruction: "",
	effort: undefined,
	thought: "",
	resumeFrom: undefined,
	model: undefined,
	contextSize: undefined,
	seed: undefined,
	isGreedy: false,
	isJson: false,
	isApplied: false,
};

suite("command line", () => {
	const cases: readonly (readonly [string, object])[] = [
		["", { kind: "demo" }],
		["--help", { kind: "help" }],
		["fix -h", { kind: "help" }],
		["fix src/cart.ts", plain],
		["fix src/cart.ts:3-12", { ...plain, lines: { first: 3, last: 12 } }],
		["fix src/cart.ts:7", { ...plain, lines: { first: 7, last: 7 } }],
		["fix C:\\src\\cart.ts:7", { ...plain, file: "C:\\src\\cart.ts", lines: { first: 7, last: 7 } }],
		["fix C:\\src\\cart.ts", { ...plain, file: "C:\\src\\cart.ts" }],
		["fix odd:name.ts", { ...plain, file: "odd:name.ts" }],
		['edit src/cart.ts --instruction " Rename a to b. "', { ...plain, action: "edit", instruction: "Rename a to b." }],
		["fix --model m.gguf src/cart.ts --seed 0", { ...plain, model: "m.gguf", seed: 0 }],
		["fix src/cart.ts --seed=4294967295 --greedy", { ...plain, seed: 4294967295, isGreedy: true }],
		["tests src/cart.ts --json --apply", { ...plain, action: "tests", isJson: true, isApplied: true }],
		["fix src/cart.ts --effort none", { ...plain, effort: "none" }],
		['fix src/cart.ts --thought " I must be careful. "', { ...plain, thought: "I must be careful." }],
		["fix src/cart.ts --resume-from 3", { ...plain, resumeFrom: 3 }],
		["complete src/cart.ts", { ...plain, action: "complete" }],
		["complete src/cart.ts:7", { ...plain, action: "complete", cursor: { line: 7, column: undefined } }],
		["complete src/cart.ts:7:12", { ...plain, action: "complete", cursor: { line: 7, column: 12 } }],
		["complete C:\\a.ts:7:12", { ...plain, action: "complete", file: "C:\\a.ts", cursor: { line: 7, column: 12 } }],
		["fix src/cart.ts --context-size 2048", { ...plain, contextSize: 2048 }],
	];
	for (const [line, command] of cases) {
		test(`"${line}" is understood`, () => assert.deepEqual(parse(line), command));
	}

	const refused: readonly (readonly [string, RegExp])[] = [
		["repair a.ts", /There is no action "repair": fix, refactor, document, tests, explain, edit or complete\./],
		["--json", /Say what to do/],
		["fix", /Say which file to fix/],
		["fix a.ts b.ts", /"b.ts" is one too many/],
		["edit a.ts", /--instruction/],
		['edit a.ts --instruction "  "', /--instruction/],
		["fix a.ts:0", /count from 1/],
		["fix a.ts:9-3", /the first comes first/],
		["complete a.ts:3-9", /complete takes a cursor/],
		["complete a.ts:0", /count from 1/],
		["complete a.ts:7:0", /count from 1/],
		["fix a.ts --seed two", /--seed takes a whole number/],
		["fix a.ts --seed 4294967296", /--seed takes a whole number/],
		["fix a.ts --context-size 10", /from 512/],
		["fix a.ts --colour", /--colour/],
		["fix a.ts --model", /--model/],
	];
	for (const [line, message] of refused) {
		test(`"${line}" is refused with a reason`, () => {
			assert.throws(
				() => parse(line),
				(error: unknown) => error instanceof UsageError && message.test(error.message),
			);
		});
	}
});
