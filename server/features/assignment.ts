import type { Diagnostic } from "vscode-languageserver-protocol";
import type { GenerateRequest, Sampling, ThoughtStart } from "../engine/engine";
import { problemsIn } from "../prompt/problems";
import { buildPrompt, openingFence } from "../prompt/prompt";
import { chooseRelated, surroundingCode } from "../prompt/related";
import type { Action } from "../protocol/action";
import type { RunOrigin, RunSnapshot, RunStats, Step } from "../protocol/run";
import type { RelatedCode } from "../protocol/runs";
import { budgetOf, type Effort, type Settings } from "../protocol/settings";
import { cursorOffset, type Target } from "./target";
import type { ThoughtBeginning } from "./transcript";

/** What a run is to do. */
export interface Assignment {
	/** Of the run. */
	readonly id: string;
	readonly action: Action;
	readonly instruction: string;
	readonly target: Target;
	readonly diagnostics: readonly Diagnostic[];
	/** Declarations that the code uses, most relevant first. */
	readonly related: readonly RelatedCode[];
	/** As they were when the run was asked for. */
	readonly settings: Settings;
	readonly sampling: Sampling;
	readonly effort: Effort;
	readonly thought: ThoughtBeginning;
	/** That of the run which is continued; it is built where there is none. */
	readonly prompt?: string;
	readonly origin: RunOrigin;
	/** Id of the first run of the family: the run's own, unless it continues another. */
	readonly root: string;
	/** Milliseconds since 1970. */
	readonly date: number;
}

/** The user's turn, with as much of the related code as the settings allow. */
export async function promptOf(
	assignment: Assignment,
	countTokens: (texts: readonly string[]) => Promise<readonly number[]>,
): Promise<string> {
	const { action, diagnostics, instruction, related, settings, target } = assignment;
	if (assignment.prompt) return assignment.prompt;
	const { code, document, path, range } = target;
	const { maxTokens } = settings.context;
	const candidates = maxTokens > 0 ? [...related, ...surroundingCode(document, range, path)] : [];
	const tokens = candidates.length > 0 ? await countTokens(candidates.map((candidate) => candidate.code)) : [];
	return buildPrompt({
		action,
		instruction,
		path,
		languageId: document.languageId,
		code,
		...(action === "complete" && { cursor: cursorOffset(target) }),
		problems: problemsIn(diagnostics, range),
		related: chooseRelated(candidates, tokens, maxTokens),
	});
}

/** What the engine is asked for. */
export function requestOf(
	{ action, effort, sampling, settings, target, thought }: Assignment,
	prompt: string,
): GenerateRequest {
	return {
		prompt,
		sampling,
		budget: budgetOf(settings.reasoning.budgets, action, effort),
		guards: settings.guards,
		thought: startOf(thought, effort),
		answerStart: action === "explain" ? "" : openingFence(target.code, target.document.languageId),
	};
}

/** Steps are parted by blank lines, as the model parts them. */
function startOf({ isOver, kept, text }: ThoughtBeginning, effort: Effort): ThoughtStart {
	const paragraphs = [...kept.map((step) => step.text), ...(text === "" && isOver ? [] : [text])];
	return { text: paragraphs.join("\n\n"), isOver: isOver || effort === "none" };
}

/** The snapshot before the first event. */
export function firstSnapshot(
	assignment: Assignment,
	{ ahead, stats, steps }: { readonly ahead: number; readonly steps: readonly Step[]; readonly stats: RunStats },
): RunSnapshot {
	const { action, date, effort, id, instruction, origin, root, sampling, settings, target } = assignment;
	const { languageId, uri } = target.document;
	return {
		id,
		origin,
		root,
		date,
		action,
		instruction,
		effort,
		budget: budgetOf(settings.reasoning.budgets, action, effort),
		uri,
		languageId,
		range: target.range,
		code: target.code,
		...(target.cursor && { cursor: target.cursor }),
		prompt: "",
		model: "",
		seed: sampling.seed,
		state: { kind: "queued", ahead },
		steps,
		interventions: [],
		answer: "",
		stats,
		sequence: 0,
	};
}
