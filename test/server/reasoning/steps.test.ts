import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import type { RunEvent, Step } from "../../../server/protocol/run";
import type { Thought } from "../../../server/reasoning/splitter";
import { type CodeLines, StepReader } from "../../../server/reasoning/steps";
import { randomFrom } from "../../support/random";

const cart: CodeLines = {
	firstLine: 10,
	lines: [
		"export function sumPrices(prices: number[]): number {",
		"  let total = 0;",
		"  for (let i = 0; i <= prices.length; i++) {",
		"    total += prices[i];",
		"  }",
		"  return total;",
		"}",
	],
};

/** What reading `pieces`, one token and ten milliseconds each, gives: the steps, and those that the events build. */
function read(
	pieces: readonly string[],
	code = cart,
): { steps: readonly Step[]; replayed: Step[]; events: RunEvent[] } {
	const reader = new StepReader(code);
	// Text of a test stands for what the engine brands.
	const events = pieces.flatMap((piece, at) => reader.push(piece as Thought, 1, (at + 1) * 10));
	events.push(...reader.end((pieces.length + 1) * 10));
	return { steps: reader.steps.map((step) => ({ ...step })), replayed: replay(events), events };
}

function replay(events: readonly RunEvent[]): Step[] {
	const steps: Step[] = [];
	for (const event of events) {
		if (event.kind === "step") steps[event.step.index] = { text: steps[event.step.index]?.text ?? "", ...event.step };
		if (event.kind === "thought") {
			const step = steps[event.step];
			ok(step, "text comes after its step's header");
			steps[event.step] = { ...step, text: step.text + event.text };
		}
	}
	return steps;
}

const texts = (thought: string) => read([thought]).steps.map((step) => step.text);

suite("paragraphs", () => {
	for (const { name, thought, expected } of [
		{
			name: "blank lines part them and belong to none",
			thought: "\nOne.\n\nTwo.\n\n\n\nThree.\n",
			expected: ["One.", "Two.", "Three."],
		},
		{
			name: "a single line break does not",
			thought: "One,\nstill one.\n\nTwo.",
			expected: ["One,\nstill one.", "Two."],
		},
		{ name: "a line of spaces is blank", thought: "One.\n  \t\nTwo.", expected: ["One.", "Two."] },
		{ name: "Windows line endings are line endings", thought: "One.\r\n\r\nTwo.\r\n", expected: ["One.", "Two."] },
		{ name: "white space around a thought is dropped", thought: "\n\n  One.  \n\n", expected: ["One."] },
		{ name: "white space alone is no step", thought: " \n\n \n", expected: [] },
		{ name: "an empty thought has none", thought: "", expected: [] },
		{
			name: "a list belongs to the paragraph it follows",
			thought: "I see two cases:\n\n1. It is empty.\n\n2. It is not.\n\n- And more.\n\nSo I return early.",
			expected: ["I see two cases:\n\n1. It is empty.\n\n2. It is not.\n\n- And more.", "So I return early."],
		},
		{
			name: "a list at the start is a step",
			thought: "- One.\n- Two.\n\nThree.",
			expected: ["- One.\n- Two.", "Three."],
		},
		{
			name: "bold text, a number and a dash are no lists",
			thought: "One.\n\n**Two.**\n\n3 is three.\n\n-- four\n\n`five` is code.",
			expected: ["One.", "**Two.**", "3 is three.", "-- four", "`five` is code."],
		},
		{
			name: "fenced code belongs to the paragraph it follows, with its blank lines",
			thought: "It should be:\n\n```js\nlet a = 1;\n\nlet b = 2;\n```\n\nThat works.",
			expected: ["It should be:\n\n```js\nlet a = 1;\n\nlet b = 2;\n```", "That works."],
		},
		{
			name: "a tilde fence is closed by tildes only",
			thought: "Code:\n~~~\na\n\n```\n\nb\n~~~\n\nDone.",
			expected: ["Code:\n~~~\na\n\n```\n\nb\n~~~", "Done."],
		},
		{
			name: "backquotes within a line open no fence",
			thought: "Use ```x``` here.\n```x``` too.\n\nNext.",
			expected: ["Use ```x``` here.\n```x``` too.", "Next."],
		},
		{
			name: "an indented paragraph belongs to the list above",
			thought: "- One.\n\n  More of one.\n\nTwo.",
			expected: ["- One.\n\n  More of one.", "Two."],
		},
		{ name: "what begins like a list but ends there is a step", thought: "One.\n\n2", expected: ["One.", "2"] },
	]) {
		test(name, () => deepEqual(texts(thought), expected));
	}
});

const long = `
Okay, so I need to find the bug in \`sumPrices\`. It adds up \`prices\` into \`total\`.

Let me go through the code line by line:

1. On line 1 the function takes \`prices\`.
2. On line 2 \`total\` starts at 0 👍🏽.

3. Then comes the loop:

   \`\`\`ts
   for (let i = 0; i <= prices.length; i++) {

     total += prices[i];
   }
   \`\`\`

Hmm, line 3 goes up to \`prices.length\`.

  
Wait, is \`total\` right?  Yes — it is returned at the end.\r
\r
So I should change \`<=\` to \`<\` in the loop.
`;

function cutAtRandom(text: string, random: () => number): string[] {
	const pieces: string[] = [];
	for (let at = 0; at < text.length; ) {
		const size = 1 + Math.floor(random() * 12);
		pieces.push(text.slice(at, at + size));
		at += size;
	}
	return pieces;
}

suite("streaming", () => {
	const essence = (steps: readonly Step[]) =>
		steps.map(({ text, kind, lines, index }) => ({ text, kind, lines, index }));
	const whole = essence(read([long]).steps);

	test("every cut in two gives the same steps", () => {
		for (let at = 0; at <= long.length; at++) {
			const { steps, replayed } = read([long.slice(0, at), long.slice(at)]);
			deepEqual(essence(steps), whole);
			deepEqual(replayed, steps);
		}
	});

	test("so does every character by itself, and any cut into pieces", () => {
		deepEqual(essence(read(long.split("")).steps), whole);
		for (let seed = 1; seed <= 200; seed++) {
			const { steps, replayed } = read(cutAtRandom(long, randomFrom(seed)));
			deepEqual(essence(steps), whole, `seed ${seed}`);
			deepEqual(replayed, steps, `seed ${seed}`);
		}
	});

	test("no token is lost, also those before the first step and after the last", () => {
		const pieces = ["\n", " ", "One.", "\n\n", "Two", ".", "\n"];
		const { steps } = read(pieces);
		deepEqual(
			steps.map((step) => step.tokens),
			[4, 3],
		);
	});

	test("a step lasts from its first piece to its last", () => {
		const { steps } = read(["One", ".", "\n\nTwo", " more", "."]);
		deepEqual(
			steps.map(({ start, end }) => [start, end]),
			[
				[10, 20],
				[30, 60],
			],
		);
	});

	test("a header comes with a new step, with a new kind and at the end, not with every piece", () => {
		const { events } = read(["W", "ait", ", is", " it", " right", "?", "\n\n", "Yes"]);
		deepEqual(
			events.map((event) => (event.kind === "step" ? `${event.step.index} ${event.step.kind}` : event.kind)),
			[
				"0 inspect",
				"thought",
				"0 check",
				"thought",
				"thought",
				"thought",
				"thought",
				"thought",
				"0 check",
				"1 inspect",
				"thought",
				"1 inspect",
			],
		);
	});

	test("a thought of very many tokens has all its steps", () => {
		const { steps } = read(Array.from({ length: 20_000 }, (_, at) => (at % 50 === 49 ? "\n\n" : " word")));
		equal(steps.length, 400);
	});
});

suite("lines that a step names", () => {
	const linesOf = (text: string, code = cart) =>
		read([text], code).steps[0]?.lines.map((line) => line - code.firstLine + 1);
	for (const [text, expected] of [
		["Look at line 3.", [3]],
		["On lines 2 and 6.", [2, 6]],
		["Lines 3-5 are the loop.", [3, 4, 5]],
		["There is no line 9, nor a line 0.", []],
		["Lines 6-99 are the end.", [6, 7]],
		["The condition is `i <= prices.length`.", [3]],
		["It says `return total` on line 6.", [6]],
		["`total += prices[i]` adds each.", [4]],
		["`total` is in too many lines, `{` as well.", []],
		["`i` is in two.", [3, 4]],
		["`sum` is only a part of a name.", []],
		["Nothing is named.", []],
	] as const) {
		test(text, () => deepEqual(linesOf(text), expected));
	}

	test("what is in every line names none", () => {
		deepEqual(linesOf("It is `x` here.", { firstLine: 0, lines: ["x = 1", "x = 2"] }), []);
	});

	test("in code of one line it names that", () => {
		deepEqual(linesOf("It is `x` here.", { firstLine: 3, lines: ["x = 1"] }), [1]);
	});
});
