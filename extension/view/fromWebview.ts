// The border to the webview: what comes from there is unknown until it is parsed.
import type { ActionView, FromWebview } from "../../media/reasoning/protocol";
import { type Effort, efforts } from "../../server/protocol/settings";
import { actionEntries } from "../actions";

type Fields = Readonly<Record<string, unknown>>;
type Kind = FromWebview["kind"];
/** All of a message but its kind; undefined where something is missing or of another type. */
type Parser<K extends Kind> = (fields: Fields) => Omit<Extract<FromWebview, { kind: K }>, "kind"> | undefined;

const withId = ({ id }: Fields) => (typeof id === "string" ? { id } : undefined);
const withHunk: Parser<"accept"> = ({ id, hunk }) =>
	typeof id === "string" && (hunk === "all" || isIndex(hunk)) ? { id, hunk } : undefined;

const parsers: { readonly [K in Kind]: Parser<K> } = {
	ready: () => ({}),
	missed: withId,
	selectRun: withId,
	searchHistory: ({ query }) => (typeof query === "string" ? { query } : undefined),
	exportRun: withId,
	deleteRun: withId,
	deleteAllRuns: () => ({}),
	start: ({ action, instruction, thought }) =>
		isAction(action) && typeof instruction === "string" && typeof thought === "string"
			? { action, instruction, thought }
			: undefined,
	stop: withId,
	again: withId,
	steer: ({ id, steer }) =>
		typeof id === "string" && (steer === "answerNow" || steer === "thinkMore") ? { id, steer } : undefined,
	setEffort: ({ effort }) => (isEffort(effort) ? { effort } : undefined),
	resume: ({ id, step, text }) =>
		typeof id === "string" && isIndex(step) && typeof text === "string" ? { id, step, text } : undefined,
	answerAgain: withId,
	chooseBranch: withId,
	compareBranches: withId,
	showCode: withId,
	showStep: ({ id, step }) => (typeof id === "string" && isIndex(step) ? { id, step } : undefined),
	showHunk: ({ id, hunk }) => (typeof id === "string" && isIndex(hunk) ? { id, hunk } : undefined),
	accept: withHunk,
	reject: withHunk,
	showProblem: ({ id, problem }) =>
		typeof id === "string" && (problem === null || isIndex(problem)) ? { id, problem } : undefined,
	fixNewProblems: withId,
	selectModel: () => ({}),
	getStarted: () => ({}),
	pauseDownload: withId,
	resumeDownload: withId,
	discardDownload: withId,
	showLog: () => ({}),
};

export function parseFromWebview(value: unknown): FromWebview | undefined {
	const fields: Fields = typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
	const { kind } = fields;
	if (typeof kind !== "string" || !isKind(kind)) {
		return undefined;
	}
	const rest = parsers[kind](fields);
	// Which parser belongs to which kind is checked where they are listed; the compiler loses sight of it in the look-up.
	return rest && ({ kind, ...rest } as FromWebview);
}

function isKind(kind: string): kind is Kind {
	return Object.hasOwn(parsers, kind);
}

function isAction(value: unknown): value is ActionView {
	return typeof value === "string" && Object.hasOwn(actionEntries, value);
}

function isEffort(value: unknown): value is Effort {
	return efforts.some((it) => it === value);
}

function isIndex(value: unknown): value is number {
	return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
