/** Runs for the sidebar's tests, written as the server sends them. */
import type {
	CheckView,
	EventView,
	HunkView,
	LinkView,
	ProblemView,
	ProposalView,
	RunView,
	StepView,
	TieView,
	ToWebview,
} from "../../media/reasoning/protocol";

const fixSteps: readonly StepView[] = [
	step(0, "inspect", "It adds up `prices` into `total`, one element at a time.", 0, 3000, [11]),
	step(
		1,
		"inspect",
		"Line 14: the condition `i <= prices.length` lets `i` reach one past the last index, so `total` becomes NaN.",
		3000,
		6000,
		[13],
	),
	step(2, "check", "Wait, is the start right? `total` starts at 0, which is right for a sum.", 6000, 9000, []),
	step(3, "decide", "So I should change `<=` to `<` in the loop.", 9000, 12_000, [13]),
];

const fixHunk: HunkView = {
	index: 0,
	oldStart: 13,
	oldLines: ["  for (let i = 0; i <= prices.length; i++) {"],
	newStart: 13,
	newLines: ["  for (let i = 0; i < prices.length; i++) {"],
};

const secondHunk: HunkView = {
	index: 1,
	oldStart: 16,
	oldLines: ["  return total"],
	newStart: 16,
	newLines: ["  // Prices are in cents.", "  return total;"],
};

const links: readonly LinkView[] = [
	{ hunk: 0, step: 1, kind: "cited", strength: 0.9, ties: [tie("i <= prices.length"), tie("one past", "<=")] },
	{ hunk: 0, step: 3, kind: "inferred", strength: 0.4, ties: [tie("loop", "for")] },
	{ hunk: 1, step: 2, kind: "cited", strength: 0.6, ties: [tie("total")] },
];

/** A run that was just asked for. */
export const queuedRun: RunView = {
	id: "run-1",
	origin: { kind: "start" },
	root: "run-1",
	date: Date.UTC(2026, 10, 24, 9, 30),
	effort: "normal",
	budget: 1024,
	action: "fix",
	instruction: "",
	uri: "file:///home/me/shop/src/cart.ts",
	range: { start: { line: 11 }, end: { line: 17 } },
	model: "",
	state: { kind: "queued", ahead: 1 },
	steps: [],
	interventions: [],
	answer: "",
	stats: {
		promptTokens: 0,
		reusedTokens: 0,
		thoughtTokens: 0,
		answerTokens: 0,
		thoughtTime: 0,
		totalTime: 0,
		tokensPerSecond: 0,
	},
	sequence: 0,
};

const model = "R1 Qwen 7B · Q4_K_M";

export const loadingRun: RunView = { ...queuedRun, model, state: { kind: "loading", progress: 0.4 } };

export const readingRun: RunView = {
	...loadingRun,
	state: { kind: "reading", done: 512, total: 1204, reused: 300 },
};

export const thinkingRun: RunView = {
	...loadingRun,
	state: { kind: "thinking" },
	steps: fixSteps.slice(0, 3),
	stats: { ...queuedRun.stats, thoughtTokens: 412, thoughtTime: 14_000, totalTime: 16_000, tokensPerSecond: 31.2 },
	sequence: 20,
};

const answer = [
	"The loop ran one step too far.",
	"```ts",
	"for (let i = 0; i < prices.length; i++) {",
	"  total += prices[i];",
	"}",
	"return total;",
	"```",
].join("\n");

export const editRun: RunView = {
	...thinkingRun,
	state: { kind: "done", result: { kind: "edit", hunks: [fixHunk, secondHunk], links } },
	steps: fixSteps,
	answer,
	stats: { ...thinkingRun.stats, thoughtTokens: 530, answerTokens: 82, totalTime: 21_000 },
	sequence: 40,
};

export const editProposal: ProposalView = {
	hunks: [
		{ decision: "pending", line: 13 },
		{ decision: "pending", line: 16 },
	],
};

const clean: CheckView = { kind: "clean", sources: ["TypeScript"], problems: [], tests: "none", note: "" };

const brokenProblems: readonly ProblemView[] = [
	{ hunk: 0, severity: "error", message: "Cannot find name 'prices'.", where: "cart.ts:14" },
	{ hunk: 0, severity: "warning", message: "'i' is declared but its value is never read.", where: "cart.ts:14" },
	{ hunk: null, severity: "error", message: "Expected 1 argument, but got 0.", where: "checkout.ts:40" },
	{ hunk: null, severity: "error", message: "The test command failed (exit 1).", where: "" },
];

/** What may be known of the edit: all well, something wrong, and how far the checks are. */
export const checks = {
	clean,
	checking: { ...clean, kind: "checking", sources: [] },
	unchecked: { ...clean, kind: "unchecked", sources: [] },
	unnamed: { ...clean, sources: [] },
	tested: { ...clean, sources: ["TypeScript", "ESLint"], tests: "passed" },
	testing: { ...clean, tests: "running" },
	broken: {
		...clean,
		kind: "problems",
		problems: brokenProblems,
		tests: "failed",
		note: "Answer 1 of 3: none is without problems, this one has the fewest.",
	},
} as const satisfies Readonly<Record<string, CheckView>>;

export const explainRun: RunView = {
	...editRun,
	id: "run-2",
	action: "explain",
	state: { kind: "done", result: { kind: "text" } },
	answer: [
		"## What it does",
		"`sumPrices` adds up the prices of a cart. It walks the array by **index**:",
		"",
		"1. `total` starts at 0.",
		"2. Each price is added to it.",
		"3. The sum is returned.",
		"",
		"| part | meaning |",
		"| --- | --- |",
		"| `prices` | what each item costs |",
		"| `total` | the sum so far |",
		"",
		"A shorter way to write it:",
		"",
		"```ts",
		"// The sum of all prices.",
		"export function sumPrices(prices: number[]): number {",
		"  return prices.reduce((total, price) => total + price, 0);",
		"}",
		"```",
		"",
		"See [Array.reduce](https://developer.mozilla.org/docs/reduce).",
	].join("\n"),
};

export const refusedRun: RunView = {
	...editRun,
	id: "run-3",
	state: {
		kind: "done",
		result: {
			kind: "refused",
			message:
				"The answer leaves code out (“// ... rest of the code”), so it was not applied. Ask again, or select less.",
		},
	},
};

export const failedRun: RunView = {
	...thinkingRun,
	id: "run-4",
	state: {
		kind: "failed",
		reason: "crashed",
		message: "The engine ended unexpectedly. The thought so far is kept; run again to start a new engine.",
	},
};

/** A thought of many steps, about six tokens to each `words` counted. */
export function longThought(steps: number, words: number): readonly StepView[] {
	return Array.from({ length: steps }, (_, index) => ({
		index,
		kind: "check",
		text: `Step ${index} looks at \`total\`. `.repeat(words),
		start: index * 1000,
		end: index * 1000 + 900,
		tokens: words * 8,
		lines: [],
		source: "model",
	}));
}

/** A long thought that goes on. */
export const longRun: RunView = { ...thinkingRun, steps: longThought(40, 3), sequence: 0 };

/** The whole of a run as events, its text cut into pieces of `size` characters. */
export function eventsOf(run: RunView, size: number): readonly EventView[] {
	const state = (it: RunView["state"]): EventView => ({ kind: "state", state: it, model: run.model });
	return [
		state({ kind: "thinking" }),
		...run.steps.flatMap(({ text, ...rest }): EventView[] => [
			{ kind: "step", step: { ...rest, kind: "inspect", end: rest.start, tokens: 1, lines: [] } },
			...cut(text, size).map((part): EventView => ({ kind: "thought", step: rest.index, text: part })),
			{ kind: "step", step: rest },
		]),
		state({ kind: "answering" }),
		...cut(run.answer, size).map((text): EventView => ({ kind: "answer", text })),
		{ kind: "stats", stats: run.stats },
		state(run.state),
	];
}

export function show(run: RunView | null, proposal: ProposalView | null = null): Extract<ToWebview, { kind: "show" }> {
	return {
		kind: "show",
		run,
		proposal,
		branches: [],
		effort: "normal",
		model: { kind: "ready", name: model, detail: "On this machine · CPU" },
	};
}

function cut(text: string, size: number): readonly string[] {
	return Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
}

function tie(inStep: string, inCode = inStep): TieView {
	return { inStep, inCode };
}

function step(
	index: number,
	kind: StepView["kind"],
	text: string,
	start: number,
	end: number,
	lines: readonly number[],
): StepView {
	return { index, kind, text, start, end, tokens: Math.ceil(text.length / 3), lines, source: "model" };
}
