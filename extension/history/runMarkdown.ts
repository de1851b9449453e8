// A run as a Markdown document that says all of it: to be kept, sent to somebody, or put into a review.
import type { ProposalView } from "../../media/reasoning/protocol";
import type { Hunk, Link, RunOrigin, RunResult, RunSnapshot, Step } from "../../server/protocol/run";
import { actionEntries } from "../actions";
import { fenced, inlineCode, quoted } from "./markdownText";
import { nameOf, placeOf } from "./place";

export interface RunDocument {
	readonly run: RunSnapshot;
	/** The file, as the workspace names it. */
	readonly path: string;
	/** All of its family, itself included, in the order they began, and what came of each. */
	readonly branches: readonly { readonly run: RunSnapshot; readonly outcome: string }[];
	readonly proposal: ProposalView | undefined;
}

/** Parts are a blank line apart; what model and user wrote is quoted or fenced, so that it cannot break out. */
export function runMarkdown({ run, path, branches, proposal }: RunDocument): string {
	const parts = [
		`# ${titleOf(run)}`,
		factsOf(run, path).join("\n"),
		...(run.instruction ? ["## Instruction", quoted(run.instruction)] : []),
		...branchesPart(run, branches),
		"## Thought",
		...(run.steps.length > 0 ? run.steps.flatMap(stepPart) : ["The model did not think."]),
		...resultPart(run, proposal),
		...(run.answer.trim() ? ["## Answer", quoted(run.answer.trim())] : []),
		"## Code",
		fenced(run.code, run.languageId),
	];
	return `${parts.join("\n\n")}\n`;
}

function titleOf({ action, uri }: RunSnapshot): string {
	return `${actionEntries[action].title.replace("…", "")} ${inlineCode(nameOf(uri))}`;
}

function factsOf(run: RunSnapshot, path: string): readonly string[] {
	const { range, stats } = run;
	const [first, last] = [range.start.line + 1, range.end.line + 1];
	const limit = run.budget === null ? "no limit" : `at most ${run.budget} tokens`;
	const tokens = `${stats.thoughtTokens} tokens of thought, ${stats.answerTokens} of answer`;
	return [
		`- File: ${inlineCode(path)}, ${first === last ? `line ${first}` : `lines ${first} to ${last}`}`,
		`- Date: ${dateText(run.date)}`,
		`- Model: ${run.model ? inlineCode(run.model) : "none"}, seed ${run.seed}`,
		`- Effort: ${run.effort} (${limit})`,
		`- Speed: ${stats.tokensPerSecond.toFixed(1)} tokens per second; ${tokens}, in ${seconds(stats.totalTime)}`,
		`- State: ${stateText(run)}`,
	];
}

/** The same wherever it is written. */
function dateText(date: number): string {
	return `${new Date(date).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function stateText({ state }: RunSnapshot): string {
	return state.kind === "failed" ? `failed. ${oneLine(state.message)}` : state.kind;
}

function branchesPart(run: RunSnapshot, branches: RunDocument["branches"]): readonly string[] {
	if (branches.length < 2) {
		return [];
	}
	const lines = branches.map(({ run: { id, origin }, outcome }, index) => {
		const name = `${index + 1}. ${originText(origin)}: ${outcome}`;
		return id === run.id ? `${name} (this one)` : name;
	});
	return ["## Branches", lines.join("\n")];
}

function originText(origin: RunOrigin): string {
	switch (origin.kind) {
		case "start":
			return "The first run";
		case "resumed":
			return `Resumed from step ${origin.step + 1}`;
		case "answer":
			return "Another answer to the same thought";
	}
}

const sources = { model: "", kept: ", kept", user: ", begun by the user" } as const satisfies Record<
	Step["source"],
	string
>;

function stepPart({ index, kind, text, start, end, tokens, source }: Step): readonly string[] {
	const title = `### Step ${index + 1}: ${kind}`;
	return [`${title} (${seconds(start)} to ${seconds(end)}, ${tokens} tokens${sources[source]})`, quoted(text.trim())];
}

function resultPart({ state, languageId, uri }: RunSnapshot, proposal: ProposalView | undefined): readonly string[] {
	if (state.kind !== "done") {
		return [];
	}
	const { result } = state;
	switch (result.kind) {
		case "edit":
			return editPart(result, proposal, uri);
		case "newFile":
			return [`## New file ${inlineCode(result.name)}`, fenced(result.text, result.languageId || languageId)];
		case "unchanged":
			return ["## Edit", "No change: the model gave the code back as it was."];
		case "refused":
			return ["## Edit", `Refused. ${oneLine(result.message)}`];
		case "text":
			return [];
	}
}

type EditResult = Extract<RunResult, { kind: "edit" }>;

function editPart({ hunks, links }: EditResult, proposal: ProposalView | undefined, uri: string): readonly string[] {
	return [
		"## Edit",
		...(proposal?.notice ? [oneLine(proposal.notice)] : []),
		...hunks.flatMap((hunk) => [
			`### Change ${hunk.index + 1}, ${inlineCode(hunkPlace(uri, hunk))}: ${decisionOf(proposal, hunk.index)}`,
			diffOf(hunk),
			...whyPart(links.filter((it) => it.hunk === hunk.index)),
		]),
	];
}

function hunkPlace(uri: string, { oldStart, oldLines }: Hunk): string {
	const line = (number: number) => ({ line: number, character: 0 });
	return placeOf({ uri, range: { start: line(oldStart), end: line(oldStart + Math.max(oldLines.length, 1) - 1) } });
}

const decisions = {
	pending: "not decided",
	undecided: "not decided",
	accepted: "accepted",
	rejected: "rejected",
	gone: "overwritten by hand",
	replaced: "replaced by another edit",
} as const satisfies Record<ProposalView["hunks"][number]["decision"], string>;

function decisionOf(proposal: ProposalView | undefined, hunk: number): string {
	const decision = proposal?.hunks[hunk]?.decision;
	return decision ? decisions[decision] : "not applied";
}

function diffOf({ oldLines, newLines }: Hunk): string {
	return fenced([...oldLines.map((it) => `-${it}`), ...newLines.map((it) => `+${it}`)].join("\n"), "diff");
}

function whyPart(links: readonly Link[]): readonly string[] {
	const strongest = links.toSorted((a, b) => rank(b) - rank(a)).map(linkText);
	return strongest.length > 0 ? [`Why: ${strongest.join("; ")}.`] : [];
}

function rank({ kind, strength }: Link): number {
	return strength + (kind === "cited" ? 1 : 0);
}

function linkText({ step, kind, ties }: Link): string {
	if (kind === "inferred") {
		return `step ${step + 1} (inferred)`;
	}
	return `step ${step + 1}${ties.length > 0 ? `, which names ${ties.map(({ inStep }) => inlineCode(inStep)).join(", ")}` : ""}`;
}

function seconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, " ").trim();
}
