/** What a screen reader is told while a run goes on: changes of state, what is done to the thought, now and then a step. */
import { interventionText } from "./interventions";
import type { RunView } from "./protocol";
import { actionNames, changesOf, stepNames } from "./readout";

/** Milliseconds between two announced steps: a thought has one every second or two. */
const stepPause = 8000;
const longestStep = 120;

export class Announcer {
	#run = "";
	#state = "";
	#finishedSteps = 0;
	#interventions = 0;
	#lastStepAt = Number.NEGATIVE_INFINITY;

	/** The sentence to announce now, or an empty one. */
	next(run: RunView | null, now: number): string {
		if (run === null) {
			return "";
		}
		if (run.id !== this.#run) {
			this.#run = run.id;
			this.#state = "";
			this.#interventions = run.interventions.length;
		}
		const done = this.#interventionSentences(run);
		if (run.state.kind !== this.#state) {
			this.#state = run.state.kind;
			// Steps from before the change are old news.
			this.#finishedSteps = countFinished(run);
			return `${done}${stateSentence(run)}`;
		}
		return done === "" ? this.#stepSentence(run, now) : done.trim();
	}

	/** Each with a space after it. */
	#interventionSentences({ interventions, budget }: RunView): string {
		const unsaid = interventions.slice(this.#interventions);
		this.#interventions = interventions.length;
		return unsaid.map((it) => `${interventionText(it, budget).replaceAll("`", "")} `).join("");
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
