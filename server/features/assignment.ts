import type { Diagnostic } from "vscode-languageserver-protocol";
import { problemsIn } from "../prompt/problems";
import { buildPrompt } from "../prompt/prompt";
import { chooseRelated, surroundingCode } from "../prompt/related";
import type { Action } from "../protocol/action";
import type { RunOrigin, RunSnapshot, RunStats } from "../protocol/run";
import type { RelatedCode } from "../protocol/runs";
import { budgetOf, type Effort, type Settings } from "../protocol/settings";
import type { Target } from "./target";

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
	readonly seed: number;
	readonly effort: Effort;
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
		problems: problemsIn(diagnostics, range),
		related: chooseRelated(candidates, tokens, maxTokens),
	});
}

/** The snapshot before the first event. */
export function firstSnapshot(assignment: Assignment, ahead: number, stats: RunStats): RunSnapshot {
	const { action, date, effort, id, instruction, origin, root, seed, settings, target } = assignment;
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
		prompt: "",
		model: "",
		seed,
		state: { kind: "queued", ahead },
		steps: [],
		interventions: [],
		answer: "",
		stats,
		sequence: 0,
	};
}
