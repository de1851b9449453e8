/** Makes the assignment of a run: of one that starts afresh, or of one that takes over another's thought. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Sampling } from "../engine/engine";
import type { RunSnapshot, Step } from "../protocol/run";
import type { ContinueRunParams, StartRunParams } from "../protocol/runs";
import type { Settings } from "../protocol/settings";
import type { Assignment } from "./assignment";
import type { Target } from "./target";
import { noBeginning, type ThoughtBeginning } from "./transcript";

/** What R1 recommends: another sample needs some chance even where the settings ask for none. */
const samplingTemperature = 0.6;

export interface Now {
	/** Milliseconds since 1970. */
	readonly date: number;
	readonly settings: Settings;
}

export function startingAssignment(params: StartRunParams, target: Target, { date, settings }: Now): Assignment {
	const id = crypto.randomUUID();
	return {
		id,
		root: id,
		origin: { kind: "start" },
		date,
		action: params.action,
		instruction: params.instruction?.trim() ?? "",
		target,
		diagnostics: params.diagnostics ?? [],
		related: params.related ?? [],
		settings,
		sampling: samplingOf(settings, params.isResampled ?? false),
		effort: params.effort ?? settings.reasoning.effort,
		thought: { ...noBeginning, text: params.thought?.trim() ?? "" },
	};
}

/** What is known of a run that can be continued. */
export interface Parent {
	readonly assignment: Assignment;
	readonly snapshot: RunSnapshot;
}

/** Or a sentence for the user that says why it cannot be continued there. */
export function continuingAssignment(
	{ assignment, snapshot }: Parent,
	{ effort, from }: ContinueRunParams,
	{ date, settings }: Now,
): Assignment | string {
	const { prompt, steps } = snapshot;
	const thought = beginningOf(steps, from);
	if (!thought) return `That thought has no step ${from.kind === "step" ? from.step + 1 : 1}.`;
	const isResampled = from.kind === "answer" || thought.text === "";
	return {
		...assignment,
		id: crypto.randomUUID(),
		origin:
			from.kind === "answer"
				? { kind: "answer", run: snapshot.id }
				: { kind: "resumed", run: snapshot.id, step: from.step },
		date,
		settings,
		sampling: samplingOf(settings, isResampled),
		effort: effort ?? effortOf(assignment, from),
		thought,
		...(prompt && { prompt }),
	};
}

/** What is known of a run of an earlier server; `document` is that of its code, where it is open. */
export function restoredAssignment(
	run: RunSnapshot,
	document: TextDocument | undefined,
	{ path, settings }: { readonly path: string; readonly settings: Settings },
): Assignment {
	const { action, code, cursor, date, effort, id, instruction, origin, prompt, range, root, seed } = run;
	const isSame = document?.getText(range) === code;
	// Lines that nobody knows any more stand for what was around the code.
	const text = isSame ? document.getText() : "\n".repeat(range.start.line) + code;
	const copy = TextDocument.create(run.uri, run.languageId, document?.version ?? 0, text);
	return {
		id,
		root,
		origin,
		date,
		action,
		instruction,
		target: { document: copy, range, code, path, ...(cursor && { cursor }) },
		diagnostics: [],
		related: [],
		settings,
		sampling: { ...settings.sampling, seed },
		effort,
		thought: noBeginning,
		...(prompt && { prompt }),
	};
}

function beginningOf(steps: readonly Step[], from: ContinueRunParams["from"]): ThoughtBeginning | undefined {
	if (from.kind === "answer") return { kept: steps.map(kept), text: "", isOver: true };
	const isThere = Number.isInteger(from.step) && from.step >= 0 && from.step < steps.length;
	return isThere ? { kept: steps.slice(0, from.step).map(kept), text: from.text.trim(), isOver: false } : undefined;
}

function kept(step: Step): Step {
	return step.source === "user" ? step : { ...step, source: "kept" };
}

/** Who resumes a thought wants it thought, though the run was started without. */
function effortOf({ effort }: Assignment, { kind }: ContinueRunParams["from"]): Assignment["effort"] {
	return kind === "step" && effort === "none" ? "brief" : effort;
}

/** As the settings have it; `isResampled`: not the same as last time, whatever they say. */
export function samplingOf({ sampling: { seed, temperature, topP } }: Settings, isResampled: boolean): Sampling {
	if (!isResampled) return { temperature, topP, seed: seed ?? randomSeed() };
	return { temperature: temperature || samplingTemperature, topP, seed: randomSeed() };
}

function randomSeed(): number {
	const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
	return seed;
}
