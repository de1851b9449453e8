/** What is said of a finished run: to people on a terminal, or to programs as one object. */
import { relative } from "node:path";
import type { RunResult, RunSnapshot } from "../protocol/run";
import type { Job } from "./job";
import { formatProposal } from "./proposal";
import type { FinishedRun } from "./session";
import { type Paint, printable } from "./terminal";
import { seconds } from "./thoughtWriter";

/** The object of `--json`. */
export function jsonReport({
	edit,
	snapshot: { answer, budget, effort, interventions, steps, stats },
}: FinishedRun): string {
	const { hunks, links } = edit.kind === "edit" ? edit : { hunks: [], links: [] };
	return JSON.stringify(
		{
			thought: steps.map((step) => step.text).join("\n\n"),
			steps,
			effort,
			budget,
			interventions,
			answer,
			edit: edit.kind === "edit" ? edit.edit : null,
			hunks,
			links,
			stats,
		},
		null,
		2,
	);
}

/** The result of a run that is done, for people. */
export function textReport({ edit, snapshot }: FinishedRun, { settings, source }: Job, paint: Paint): string {
	const { state } = snapshot;
	if (state.kind !== "done") return "";
	const path = relative(process.cwd(), source.path);
	const result = edit.kind === "edit" ? formatProposal({ path, lines: source.lines, ...edit }, paint) : "";
	const sampling = settings.sampling.temperature === 0 ? "greedy" : `seed ${snapshot.seed}`;
	return [result || otherResult(state.result, snapshot, paint), paint("dim", summary(snapshot, sampling)), ""].join(
		"\n",
	);
}

function otherResult(result: RunResult, { answer }: RunSnapshot, paint: Paint): string {
	switch (result.kind) {
		case "newFile":
			return `${paint("bold", result.name)}\n${paint("green", printable(result.text))}`;
		case "text":
			return `${printable(answer.trim())}\n`;
		case "unchanged":
			return "The model gave the code back as it was.\n";
		default:
			return "";
	}
}

function summary({ model, origin, stats }: RunSnapshot, sampling: string): string {
	const { answerTokens, promptTokens, reusedTokens, thoughtTime, thoughtTokens, tokensPerSecond, totalTime } = stats;
	return [
		model,
		sampling,
		`prompt ${promptTokens} tokens${origin.kind === "start" ? "" : `, ${reusedTokens} of them reused`}`,
		`thought ${thoughtTokens} tokens in ${seconds(thoughtTime)}`,
		`answer ${answerTokens} tokens`,
		`${Math.round(tokensPerSecond)} tokens/s`,
		`${seconds(totalTime)} in all`,
	].join(" · ");
}
