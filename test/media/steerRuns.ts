/** Runs that were steered, and their branches, for the sidebar's tests. */
import type { BranchView, InterventionView, RunView, StepView, ToWebview } from "../../media/reasoning/protocol";
import { editProposal, editRun, show, thinkingRun } from "./runs";

type Show = Extract<ToWebview, { kind: "show" }>;

/** Half of its budget of 1,024 tokens is used up. */
export const halfwayRun: RunView = {
	...thinkingRun,
	stats: { ...thinkingRun.stats, thoughtTokens: 512, tokensPerSecond: 32 },
};

export const unlimitedRun: RunView = { ...halfwayRun, effort: "unlimited", budget: null };

/** Everything that can be done to a thought from outside was done to this one. */
export const steeredRun: RunView = {
	...editRun,
	budget: 256,
	steps: editRun.steps.map((step) =>
		step.index === 2 ? { ...step, text: step.text.replace("Wait, is", "Is") } : step,
	),
	interventions: [
		intervention("language", 0, 20),
		intervention("rewound", 1, 60),
		intervention("thinkMore", 2, 120),
		intervention("budget", 3, 256),
	],
};

/** Went on from the third step, in the user's words. */
export const resumedRun: RunView = {
	...editRun,
	id: "run-5",
	root: editRun.id,
	origin: { kind: "resumed", run: editRun.id, step: 2 },
	steps: editRun.steps.map((step): StepView => ({ ...step, source: sourceOf(step.index) })),
	stats: { ...editRun.stats, promptTokens: 240, reusedTokens: 210, thoughtTokens: 60 },
};

export const otherAnswerRun: RunView = {
	...editRun,
	id: "run-6",
	root: editRun.id,
	origin: { kind: "answer", run: editRun.id },
	steps: editRun.steps.map((step): StepView => ({ ...step, source: "kept" })),
	stats: { ...editRun.stats, promptTokens: 772, reusedTokens: 770, thoughtTokens: 0 },
};

export const branches: readonly BranchView[] = [
	branch(editRun, { outcome: "2 changes", isProposed: true }),
	branch(resumedRun, { isActive: true }),
	branch(otherAnswerRun, { outcome: "stopped" }),
];

export function showBranch(run: RunView): Show {
	return { ...show(run, run.id === editRun.id ? editProposal : null), branches };
}

export function intervention(kind: InterventionView["kind"], step: number, tokens: number): InterventionView {
	return { kind, step, tokens };
}

function sourceOf(index: number): StepView["source"] {
	return index < 2 ? "kept" : index === 2 ? "user" : "model";
}

function branch({ id, origin }: RunView, known: Partial<BranchView>): BranchView {
	return { id, origin, isActive: false, outcome: "", isProposed: false, ...known };
}
