/** The row of buttons below a run's state: a hand on the thought while it goes on, another try once it has ended. */
import { allow, button, element, setText } from "./element";
import { whyNoSteering } from "./lacks";
import type { FromWebview, ModelView, RunView } from "./protocol";
import { isRunning } from "./state";

/** What the user has pressed for a run, until it shows. */
interface Presses {
	readonly isAnswerAsked: boolean;
	readonly thinkMore: number;
	/** Those that the run had been given before the first press here. */
	readonly given: number;
}

export class SteerRow {
	/** Takes the focus of a button that goes, so that a second press on the same key is not one on another button. */
	readonly root: HTMLElement;
	readonly #send: (message: FromWebview) => void;
	readonly #answerNow: HTMLButtonElement;
	readonly #thinkMore: HTMLButtonElement;
	readonly #count = element("span", { class: "count" });
	readonly #used = element("span");
	readonly #budget = element("span", { class: "budget" }, this.#used, element("span", { class: "unit" }, " tokens"));
	readonly #stop: HTMLButtonElement;
	readonly #another: HTMLButtonElement;
	readonly #again: HTMLButtonElement;
	readonly #presses = new Map<string, Presses>();
	#run: RunView | null = null;
	/** Why the thought cannot be steered. */
	#reason = "";

	constructor(send: (message: FromWebview) => void) {
		this.#send = send;
		this.#answerNow = button("Answer now", () => this.#askForAnswer(), {
			look: "primary small",
			hint: hints.answerNow,
		});
		this.#thinkMore = button("Think more", () => this.#askForMore(), {
			look: "secondary small",
			hint: hints.thinkMore,
		});
		this.#thinkMore.append(this.#count);
		this.#stop = button("Stop", () => this.#sendForRun("stop"), { look: "secondary small", hint: "Stop the run" });
		this.#another = button("Another answer", () => this.#askForAnother(), {
			look: "secondary small",
			hint: hints.another,
		});
		this.#again = button("Run again", () => this.#sendForRun("again"), {
			look: "secondary small",
			hint: "Think and answer anew, with another seed",
		});
		this.root = element(
			"div",
			{ class: "steer", role: "group", "aria-label": "Steer the run", tabindex: "-1" },
			this.#answerNow,
			this.#thinkMore,
			this.#another,
			element("span", { class: "budget-place" }, "\u200b", this.#budget),
			this.#stop,
			this.#again,
		);
	}

	/** `model` is the one that the next run is made with, and the one under way too. */
	update(run: RunView, model: ModelView): void {
		this.#run = run;
		this.#reason = whyNoSteering(model);
		allow(this.#thinkMore, hints.thinkMore, this.#reason);
		allow(this.#another, hints.another, this.#reason);
		const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
		const isOver = !isRunning(run);
		this.#answerNow.hidden = !canThink(run);
		this.#thinkMore.hidden = !canThink(run);
		this.#stop.hidden = isOver;
		this.#again.hidden = !isOver;
		this.#another.hidden = !isOver || !hasThought(run);
		if (!canThink(run)) {
			this.#presses.delete(run.id);
		}
		this.#showPresses();
		if (focused instanceof HTMLElement && focused.hidden) {
			this.root.focus({ preventScroll: true });
		}
	}

	/** How many tokens of the budget are used up; empty where there is none. */
	showBudget(used: string): void {
		setText(this.#used, used);
		this.#budget.hidden = used === "";
	}

	#askForAnswer(): void {
		const { run, pressed } = this.#pressed;
		if (run !== null && !pressed.isAnswerAsked && this.#reason === "") {
			this.#presses.set(run.id, { ...pressed, isAnswerAsked: true });
			this.#send({ kind: "steer", id: run.id, steer: "answerNow" });
			this.#showPresses();
		}
	}

	#askForMore(): void {
		const { run, pressed } = this.#pressed;
		if (run !== null && this.#reason === "") {
			this.#presses.set(run.id, { ...pressed, thinkMore: pressed.thinkMore + 1 });
			this.#send({ kind: "steer", id: run.id, steer: "thinkMore" });
			this.#showPresses();
		}
	}

	get #pressed(): { readonly run: RunView | null; readonly pressed: Presses } {
		const run = this.#run;
		const none = { isAnswerAsked: false, thinkMore: 0, given: run === null ? 0 : countGiven(run) };
		return { run, pressed: this.#presses.get(run?.id ?? "") ?? none };
	}

	#showPresses(): void {
		const { run, pressed } = this.#pressed;
		const given = run === null ? 0 : countGiven(run) - pressed.given;
		const waiting = Math.max(pressed.thinkMore - given, 0);
		setText(this.#count, waiting > 0 ? `×${waiting}` : "");
		this.#answerNow.setAttribute("aria-pressed", String(pressed.isAnswerAsked));
		allow(this.#answerNow, hints.answerNow, this.#reason);
		if (pressed.isAnswerAsked) {
			this.#answerNow.setAttribute("aria-disabled", "true");
		}
	}

	#askForAnother(): void {
		if (this.#reason === "") {
			this.#sendForRun("answerAgain");
		}
	}

	#sendForRun(kind: "stop" | "again" | "answerAgain"): void {
		if (this.#run !== null) {
			this.#send({ kind, id: this.#run.id });
		}
	}
}

const hints = {
	answerNow: "End the thought, and go on to the answer",
	thinkMore: "Hold the thought's end back once, for each press",
	another: "Answer again from the same thought, without thinking again",
} as const;

/** Whether the run thinks or is still to think. */
function canThink({ state, budget, origin }: RunView): boolean {
	const isBefore = state.kind === "queued" || state.kind === "loading" || state.kind === "reading";
	return (isBefore || state.kind === "thinking") && budget !== 0 && origin.kind !== "answer";
}

/** Whether there is something that another answer could go back to. */
function hasThought({ state, steps }: RunView): boolean {
	return state.kind === "done" || steps.length > 0;
}

function countGiven({ interventions }: RunView): number {
	return interventions.filter(({ kind }) => kind === "thinkMore").length;
}
