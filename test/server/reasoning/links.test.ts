import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { makeHunks } from "../../../server/edit/hunks";
import type { Link, Tie } from "../../../server/protocol/run";
import { linkHunks } from "../../../server/reasoning/links";
import type { Thought } from "../../../server/reasoning/splitter";
import { type CodeLines, StepReader } from "../../../server/reasoning/steps";

const firstLine = 20;

/** The links of the hunks between two versions of code, to the steps of a thought. */
function link(before: string, after: string, thought: string): Link[] {
	const code: CodeLines = { firstLine, lines: before.split("\n") };
	const reader = new StepReader(code);
	// Text of a test stands for what the engine brands.
	reader.push(thought as Thought, 1, 0);
	reader.end(0);
	const hunks = makeHunks(before, after, firstLine);
	const links = linkHunks(hunks, reader.steps, code);
	for (const { hunk, step, ties, strength } of links) {
		const lines = [...(hunks[hunk]?.oldLines ?? []), ...(hunks[hunk]?.newLines ?? [])];
		for (const { inStep, inCode } of ties) {
			ok(reader.steps[step]?.text.includes(inStep), `step ${step} has ${JSON.stringify(inStep)}`);
			ok(
				lines.some((line) => line.includes(inCode)),
				`hunk ${hunk} has ${JSON.stringify(inCode)}`,
			);
		}
		ok(strength > 0 && strength <= 1);
	}
	return links;
}

const shown = (links: readonly Link[]) =>
	links.map((it) => `${it.hunk} ${it.kind} ${it.step}: ${it.ties.map(pair).join(" | ")}`);
const pair = ({ inStep, inCode }: Tie) => (inStep === inCode ? inStep : `${inStep} ↔ ${inCode}`);
const best = (links: readonly Link[], hunk: number) => links.find((it) => it.hunk === hunk);

const sum = `function sumPrices(prices) {
  let total = 0;
  for (let i = 0; i <= prices.length; i++) {
    total += prices[i];
  }
  return total;
}`;

suite("one change", () => {
	for (const { name, before, after, thought, expected } of [
		{
			name: "is found by what its fault is called",
			before: sum,
			after: sum.replace("<=", "<"),
			thought: "It adds them up.\n\nThat is an off-by-one error.",
			expected: ["0 cited 1: off-by-one ↔ <="],
		},
		{
			name: "goes back to the step that names the line and the operator, then to the one that decides",
			before: sum,
			after: sum.replace("<=", "<"),
			thought: `Okay, so I need to find the bug in \`sumPrices\`. It adds up \`prices\` into \`total\`.

Look at the loop on line 3: the condition \`i <= prices.length\` lets \`i\` reach \`prices.length\`, one past the last index.

Wait, is the start right? \`total\` starts at 0, which is right for a sum.

So I should change \`<=\` to \`<\` in the loop.`,
			expected: ["0 cited 1: i <= prices.length", "0 cited 3: <= | <"],
		},
		{
			name: "that is an insertion goes back to the step that says what to add",
			before: "function area(a, b) {\n  const size = a * b;\n}",
			after: "function area(a, b) {\n  const size = a * b;\n  return size;\n}",
			thought: `Let me look at \`area\`. It multiplies \`a\` by \`b\`.

Wait, is the arithmetic right? \`a * b\` looks fine.

So I only need to add \`return size\` at the end.`,
			expected: ["0 cited 2: return size"],
		},
		{
			name: "is found without any backquotes",
			before: "def area(a, b):\n    size = a * b",
			after: "def area(a, b):\n    size = a * b\n    return size",
			thought: `The function multiplies two numbers.

I just need to add return size at the end.`,
			expected: ["0 cited 1: return size"],
		},
		{
			name: "is found by an identifier that prose can only mean as one",
			before: sum,
			after: sum.replace("sumPrices", "totalPrice"),
			thought: `The loop runs over all of them.

I will call it totalPrice.`,
			expected: ["0 cited 1: totalPrice"],
		},
		{
			name: "is found by operators in prose",
			before: sum,
			after: sum.replace("<=", "<"),
			thought: `The total starts at 0.

So changing <= to < fixes it.`,
			expected: ["0 cited 1: <= | <"],
		},
		{
			name: "is found by what its syntax is called",
			before: 'function greet(name) {\n  return "Hello " + name;\n}',
			after: "function greet(name) {\n  return `Hello $" + "{name}`;\n}",
			thought: `It greets.

So a template literal reads better.`,
			expected: ["0 cited 1: template literal ↔ ${"],
		},
		{
			name: "is found in the code that a thought drafts",
			before: sum,
			after: sum.replace("let total = 0;", "let total = 0.0;"),
			thought: `It needs a change. Like this:

\`\`\`js
let total = 0.0;
\`\`\`

Now the answer.`,
			expected: ["0 cited 0: let total = 0.0"],
		},
		{
			name: "of documentation goes back to what it says",
			before: "function area(a, b) {\n  return a * b;\n}",
			after: "/** Returns the area of a rectangle. */\nfunction area(a, b) {\n  return a * b;\n}",
			thought: `Okay, let me document this.

It returns the area of a rectangle.

So I add a doc comment and leave the code as it is.`,
			expected: ["0 cited 1: the area of a rectangle.", "0 cited 2: doc comment ↔ /**"],
		},
	]) {
		test(name, () => deepEqual(shown(link(before, after, thought)), expected));
	}

	test("that nothing names is inferred, from what the step is about", () => {
		const links = link(
			"def check(user):\n    print(user)",
			"def check(user):\n    print(user)\n    log(user)",
			"It prints.\n\nThe logging comes later, so users show up.\n\nThat is all there is.",
		);
		deepEqual(
			links.map(({ kind, step }) => [kind, step]),
			[["inferred", 1]],
		);
	});

	test("that nothing is like is inferred from the last step, weakly", () => {
		const [found, ...more] = link("a = 1", "a = 2", "Hmm.\n\nNo idea whatsoever.");
		deepEqual([found?.kind, found?.step, more.length], ["inferred", 1, 0]);
		ok((found?.strength ?? 1) < 0.1);
	});

	test("without a thought has no link", () => deepEqual(link("a = 1", "a = 2", "\n\n"), []));

	test("has three links at most", () => {
		const thought = Array.from({ length: 9 }, (_, at) => `So ${at}: \`<=\` must become \`<\`.`).join("\n\n");
		equal(link(sum, sum.replace("<=", "<"), thought).length, 3);
	});

	test("has its links best first", () => {
		const strengths = link(
			sum,
			sum.replace("<=", "<"),
			"On line 3.\n\nSo `<=` on line 3.\n\n`i <= prices.length` on line 3 is `<=`.",
		).map((it) => it.strength);
		deepEqual(
			strengths,
			strengths.toSorted((a, b) => b - a),
		);
	});
});

suite("words that tie nothing", () => {
	test("what stands beside the change", () => {
		const links = link(
			"const size = a * b\nreturn size",
			"const size = a * b;\nreturn size",
			"It computes `size` from `a` and `b`.\n\nNo, `a * b` is right.",
		);
		deepEqual(
			links.map((it) => it.kind),
			["inferred"],
		);
	});

	test("a word that is in every line of the code", () => {
		const links = link(
			"x = 1\nx = x + 2\nx = x * 4",
			"x = 1\nx = x + 3\nx = x * 4",
			"The `x` is a number.\n\nThe `3` is one more.",
		);
		deepEqual(shown(links), ["0 cited 1: 3"]);
	});

	test("code that stands elsewhere", () => {
		const links = link(
			sum,
			sum.replace("<=", "<"),
			"So `<` it is.\n\nWait, `total += prices[i]` on line 4 and `let total = 0` are right?",
		);
		deepEqual(
			links.map((it) => it.step),
			[0],
		);
	});

	test("English words that are code as well", () => {
		const before = "if (value) {\n  use(list);\n}\nfor (const item of list) {}";
		const links = link(
			before,
			before.replace("if (value)", "if (isReady)"),
			"If it is for the list, then use it in case of value.\n\nIt should be isReady.",
		);
		deepEqual(
			links.map((it) => [it.kind, it.step]),
			[["cited", 1]],
		);
	});

	test("a number in prose that the change only has beside it", () => {
		const links = link("f(1, a)\ng()", "f(1, b)\ng()", "There is 1 thing.\n\nIt is `b`.");
		deepEqual(
			links.map((it) => it.step),
			[1],
		);
	});
});

suite("several changes", () => {
	const before = `export async function loadUsers(ids) {
  var users = [];
  for (var i = 0; i <= ids.length; i++) {
    const user = fetchUser(ids[i]);
    if (user.active = true) {
      users.push(user);
    }
  }
}`;
	const after = `export async function loadUsers(ids) {
  const users = [];
  for (let i = 0; i < ids.length; i++) {
    const user = await fetchUser(ids[i]);
    if (user.active === true) {
      users.push(user);
    }
  }
  return users;
}`;
	// As the distills write: long, in circles, with few backquotes.
	const thought = `Okay, so I'm trying to figure out what's wrong with this function called loadUsers. It takes ids and is supposed to load the users that are active. Let me look at it step by step.

First, there's an array called users, declared with var. Then a for loop that goes over the ids.

Hmm, the loop condition is i <= ids.length. Wait, arrays in JavaScript are zero-indexed, so the last valid index is ids.length - 1. With <= the loop runs one time too many, and then ids[i] would be undefined. So that's an off-by-one error.

Next, inside the loop, there's \`const user = fetchUser(ids[i])\`. The function is async, so I'd assume that fetchUser returns a promise. But there's no await, so user would be a promise, and user.active would be undefined.

Then there's the if statement: if (user.active = true). Oh, that's an assignment! It should be === for comparison. Right now it sets active to true for every user.

Wait, what about users.push(user)? That seems fine, it just adds the user to the array.

Also, the function doesn't return anything. It builds up the users array but never returns it. So I need to add return users at the end.

I could also use const and let instead of var, since var is function-scoped. The array can be const, as it's never reassigned.

Alternatively, maybe I could use Promise.all to fetch everything at once. But that would change how it behaves, so let me keep it simple.

Let me double-check with an example. If ids is empty, the loop doesn't run, and an empty array is returned. That's right.

Putting it all together, the corrected function stops the loop before the end and waits for each user.`;

	const links = link(before, after, thought);

	test("each go back to the step that found them", () => {
		const hunks = makeHunks(before, after, firstLine);
		deepEqual(
			hunks.map((hunk) => hunk.newLines.length),
			[4, 1],
		);
		deepEqual([best(links, 0)?.kind, best(links, 1)?.kind], ["cited", "cited"]);
		ok([2, 3, 4].includes(best(links, 0)?.step ?? -1));
		equal(best(links, 1)?.step, 6);
	});

	test("do not go back to steps that check something else", () => {
		deepEqual(
			links.filter((it) => [0, 5, 9].includes(it.step)),
			[],
		);
	});

	const apart = (text: string) => text.replaceAll("\n", "\n\n");

	test("of single lines each have their own step", () => {
		const found = link(apart(before), apart(after), thought);
		deepEqual(
			[0, 1, 2, 3, 4].map((hunk) => best(found, hunk)?.step),
			[7, 2, 3, 4, 6],
		);
	});
});

test("each of very many changes has a link", () => {
	const lines = Array.from({ length: 300 }, (_, at) => `const value${at} = compute${at}(input, ${at});\n`);
	const thought = lines.map(
		(_, at) => `So on line ${2 * at + 1} I change \`compute${at}(input, ${at})\` and the value${at} with it.`,
	);
	const before = lines.join("\n");
	const links = link(before, before.replaceAll("compute", "derive"), thought.join("\n\n"));
	deepEqual(
		lines.map((_, at) => best(links, at)?.step),
		lines.map((_, at) => at),
	);
});
