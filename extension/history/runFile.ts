// A run as a file of the history, and back.
import type { Position, Range } from "vscode-languageserver-protocol";
import type { HunkDecision } from "../../media/reasoning/protocol";
import { actions } from "../../server/protocol/action";
import type {
	Edit,
	Hunk,
	Intervention,
	Link,
	Refusal,
	RunFailure,
	RunOrigin,
	RunResult,
	RunSnapshot,
	RunState,
	RunStats,
	Step,
	Tie,
} from "../../server/protocol/run";
import { efforts } from "../../server/protocol/settings";
import {
	fieldOf,
	type Guard,
	isCount,
	isListOf,
	isNullOr,
	isNumber,
	isObject,
	isOneOf,
	isOptional,
	isShape,
	isString,
	isTagged,
} from "../guards";

/** A run that has ended, and what became of its edit. */
export interface StoredRun {
	readonly run: RunSnapshot;
	/** For each hunk; null where the edit was never in a document. */
	readonly decisions: readonly HunkDecision[] | null;
	/** Why the edit is not in its document; empty where there is no more to say. */
	readonly notice: string;
}

export type ParsedRun =
	| { readonly kind: "run"; readonly stored: StoredRun }
	/** Of another version of this extension, which may need it still. */
	| { readonly kind: "otherVersion" }
	| { readonly kind: "damaged" };

/** Goes up when the shape of a run changes. */
const version = 1;

export function serializeRun({ run, decisions, notice }: StoredRun): string {
	return JSON.stringify({ version, run, decisions, notice });
}

export function parseRun(text: string): ParsedRun {
	const value = parseJson(text);
	if (!isObject(value)) {
		return { kind: "damaged" };
	}
	const found = fieldOf(value, "version");
	if (isNumber(found) && found !== version) {
		return { kind: "otherVersion" };
	}
	return found === version && isStoredRun(value) && hasCursor(value.run)
		? { kind: "run", stored: { run: value.run, decisions: value.decisions, notice: value.notice } }
		: { kind: "damaged" };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Cut off in the middle, or not ours: no value is the answer.
		return undefined;
	}
}

const keysOf = <T extends string>(values: readonly T[]): Guard<T> =>
	isOneOf(Object.fromEntries(values.map((it) => [it, true])) as Record<T, true>); // Its keys are the values.

/** Part of a file's name and of messages: letters, digits and hyphens, as the server makes them. */
const isId = (value: unknown): value is string => isString(value) && /^[\w-]{1,64}$/.test(value);

const isPosition = isShape<Position>({ line: isCount, character: isCount });
const isRange = isShape<Range>({ start: isPosition, end: isPosition });

const isStep = isShape<Step>({
	index: isCount,
	kind: isOneOf<Step["kind"]>({ plan: 1, inspect: 1, check: 1, revise: 1, decide: 1 }),
	text: isString,
	start: isNumber,
	end: isNumber,
	tokens: isCount,
	lines: isListOf(isCount),
	source: isOneOf<Step["source"]>({ model: 1, kept: 1, user: 1 }),
});

const isIntervention = isShape<Intervention>({
	kind: isOneOf<Intervention["kind"]>({
		answerNow: 1,
		thinkMore: 1,
		budget: 1,
		context: 1,
		rewound: 1,
		repetition: 1,
		language: 1,
	}),
	step: isCount,
	tokens: isCount,
});

const isHunk = isShape<Hunk>({
	index: isCount,
	oldStart: isCount,
	oldLines: isListOf(isString),
	newStart: isCount,
	newLines: isListOf(isString),
});

const isLink = isShape<Link>({
	hunk: isCount,
	step: isCount,
	kind: isOneOf<Link["kind"]>({ cited: 1, inferred: 1 }),
	strength: isNumber,
	ties: isListOf(isShape<Tie>({ inStep: isString, inCode: isString })),
});

const isRefusal = isOneOf<Refusal>({
	noAnswer: 1,
	repetition: 1,
	noCode: 1,
	unclosed: 1,
	omission: 1,
	promptRepeated: 1,
	elsewhere: 1,
	controlToken: 1,
});

const isResult = isTagged<RunResult>({
	edit: {
		edit: isShape<Edit>({ range: isRange, newText: isString }),
		hunks: isListOf(isHunk),
		links: isListOf(isLink),
	},
	newFile: { name: isString, languageId: isString, text: isString },
	text: {},
	unchanged: {},
	refused: { reason: isRefusal, message: isString },
});

const isFailure = isOneOf<RunFailure>({
	noModel: 1,
	notFound: 1,
	notGguf: 1,
	unsupported: 1,
	truncated: 1,
	outOfMemory: 1,
	noEngine: 1,
	unreachable: 1,
	unauthorized: 1,
	notEncrypted: 1,
	crashed: 1,
	failed: 1,
	contextFull: 1,
	promptTooLong: 1,
});

/** A run that goes on is not kept. */
const isEndedState = isTagged<Extract<RunState, { kind: "done" | "stopped" | "failed" }>>({
	done: { result: isResult },
	stopped: {},
	failed: { reason: isFailure, message: isString },
});

const isOrigin = isTagged<RunOrigin>({ start: {}, resumed: { run: isId, step: isCount }, answer: { run: isId } });

const isStats = isShape<RunStats>({
	promptTokens: isCount,
	reusedTokens: isCount,
	thoughtTokens: isCount,
	answerTokens: isCount,
	thoughtTime: isNumber,
	totalTime: isNumber,
	tokensPerSecond: isNumber,
});

const isRun = isShape<RunSnapshot>({
	id: isId,
	origin: isOrigin,
	root: isId,
	date: isNumber,
	action: keysOf(actions),
	instruction: isString,
	effort: keysOf(efforts),
	budget: isNullOr(isCount),
	uri: (value): value is string => isString(value) && /^[a-z][\w+.-]*:/i.test(value),
	languageId: isString,
	range: isRange,
	code: isString,
	cursor: isOptional(isPosition),
	prompt: isString,
	model: isString,
	seed: isNumber,
	state: isEndedState,
	steps: isListOf(isStep),
	interventions: isListOf(isIntervention),
	answer: isString,
	stats: isStats,
	sequence: isCount,
});

/** A completion has its cursor within its code; another run has none. */
function hasCursor({ action, cursor, range }: RunSnapshot): boolean {
	return action === "complete"
		? cursor !== undefined && range.start.line <= cursor.line && cursor.line <= range.end.line
		: cursor === undefined;
}

const isStoredRun = isShape<StoredRun>({
	run: isRun,
	decisions: isNullOr(isListOf(isOneOf<HunkDecision>({ pending: 1, accepted: 1, rejected: 1, gone: 1, replaced: 1 }))),
	notice: isString,
});
