/** What a screen reader is told while a run goes on: changes of state, and now and then a finished step. */
import type { RunView } from "./protocol";
import { actionNames, changesOf, stepNames } from "./readout";

/** Milliseconds between two announced steps: a thought has one every second or two. */
const stepPause = 8000;
const longestStep = 120;

export class Announcer {
	#run = "";
	#state = "";
	#finishedSteps = 0;
	#lastStepAt = Number.NEGATIVE_INFINITY;

	/** The sentence to announce now, or an empty one. */
	next(run: RunView | null, now: number): string {
		if (run === null) {
			return "";
		}
		if (run.id !== this.#run) {
			this.#run = run.id;
			this.#state = "";
		}
		if (run.state.kind !== this.#state) {
			this.#state = run.state.kind;
			// Steps from before the change are old news.
			this.#finishedSteps = countFinished(run);
			return stateSentence(run);
		}
		return this.#stepSentence(run, now);
	}

	#stepSentence(run: RunView, now: number): string {
		const finished = countFinished(run);
		const step = run.steps[finished - 1];
		if (step === undefined || finished <= this.#finishedSteps || now - this.#lastStepAt < stepPause) {
			return "";
		}
		this.#finishedSteps = finished;
		this.#lastStepAt = now;
		return `Step ${finished}, ${stepNames[step.kind]}: ${shorten(step.text)}`;
	}
}

/** The last step of a thought that goes on is not finished. */
function countFinished({ state, steps }: RunView): number {
	return state.kind === "thinking" ? steps.length - 1 : steps.length;
}

function stateSentence(run: RunView): string {
	const { state } = run;
	switch (state.kind) {
		case "queued":
			return `${actionNames[run.action]} is queued.`;
		case "loading":
			return "Loading the model.";
		case "reading":
			return "Reading the prompt.";
		case "thinking":
			return "Thinking.";
		case "answering":
			return "Answering.";
		case "stopped":
			return "Stopped.";
		case "failed":
			return `Failed. ${state.message}`;
		case "done":
			return state.result.kind === "edit"
				? `Done. ${changesOf(state.result.hunks.length)} proposed.`
				: state.result.kind === "refused"
					? `Done. ${state.result.message}`
					: "Done.";
		default:
			return state satisfies never;
	}
}

function shorten(text: string): string {
	const line = text.trim().replace(/\s+/g, " ");
	return line.length <= longestStep ? line : `${line.slice(0, longestStep)}…`;
}
