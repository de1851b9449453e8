/** The thought: an ordered list of steps. Steps and text are appended, or taken back from the end; none is made anew. */
import type { StepDrafts } from "./drafts";
import { element } from "./element";
import { whyNoSteering } from "./lacks";
import type { FromWebview, ModelView, ProposalView, RunView } from "./protocol";
import { InterventionLines } from "./renderInterventions";
import { StepItem } from "./renderStep";
import { isRunning } from "./state";

type Send = (message: FromWebview) => void;

export interface StepListOptions {
	readonly send: Send;
	readonly drafts: StepDrafts;
	/** The user begins to edit a step. */
	readonly onEdit: () => void;
}

export class StepList {
	readonly root = element("ol", { class: "steps", role: "list", "aria-label": "Thought, step by step" });
	readonly #options: StepListOptions;
	readonly #interventions = new InterventionLines();
	#items: StepItem[] = [];
	#run: RunView | null = null;
	#marked: StepItem | undefined;

	constructor(options: StepListOptions) {
		this.#options = options;
		this.root.addEventListener("keydown", (event) => this.#onKeyDown(event));
		this.root.addEventListener("focusin", ({ target }) => this.#makeTabStop(this.#itemAt(target)));
	}

	/** `model` is the one that would think on from a step. */
	update(run: RunView | null, proposal: ProposalView | null, model: ModelView): void {
		this.#takeBack(run);
		this.#run = run;
		if (run === null) {
			return;
		}
		for (const [index, step] of run.steps.entries()) {
			const isOpen = run.state.kind === "thinking" && index === run.steps.length - 1;
			(this.#items[index] ?? this.#append(run.id)).update(step, isOpen);
		}
		this.#allowEditing(run, whyNoSteering(model));
		this.#showInterventions(run);
		if (run.state.kind === "done" && run.state.result.kind === "edit") {
			const { hunks, links } = run.state.result;
			for (const [index, item] of this.#items.entries()) {
				item.showLinks(
					links.filter(({ step, kind, ties }) => step === index && (kind === "cited" || ties.length > 0)),
					hunks,
					proposal,
				);
			}
		}
	}

	/** Shows the time of the step that is being thought; milliseconds since the thought began. */
	tick(elapsed: number): void {
		this.#items.at(-1)?.tick(elapsed);
	}

	/** Marks a step as the reason of a hunk; `isGuess`: it does not name it, it is only the nearest. */
	mark(step: number | null, isGuess: boolean): void {
		this.#marked?.root.classList.remove("marked", "guess");
		this.#marked = step === null ? undefined : this.#items[step];
		this.#marked?.root.classList.add(...(isGuess ? ["marked", "guess"] : ["marked"]));
	}

	/** The text of a step in the page. */
	wordsOf(step: number): HTMLElement | undefined {
		return this.#items[step]?.words;
	}

	/** Brings a step into view and gives it the focus. */
	reveal(step: number): void {
		const item = this.#items[step];
		item?.root.scrollIntoView({ block: "center" });
		item?.focus();
	}

	focusLast(): void {
		this.#items.at(-1)?.focus();
	}

	/** Opens the fields of those steps that the user was rewriting. */
	showDrafts(): void {
		for (const [index, item] of this.#items.entries()) {
			const draft = this.#options.drafts.get(this.#run?.id ?? "", index);
			if (draft !== undefined && !item.editor.isOpen) {
				item.editor.show(draft);
			}
		}
	}

	/** Removes the steps that are not the beginning of one of the run's. */
	#takeBack(run: RunView | null): void {
		const before = this.#run;
		const isSame = run !== null && run.id === before?.id && (isRunning(before) || !isRunning(run));
		const other = this.#items.findIndex((item, i) => !isSame || !run.steps[i]?.text.startsWith(item.text));
		const removed = other < 0 ? [] : this.#items.splice(other);
		const hadFocus = removed.some(({ root }) => root.contains(document.activeElement));
		for (const item of removed) {
			item.root.remove();
			this.#marked = this.#marked === item ? undefined : this.#marked;
		}
		if (!isSame) {
			this.#interventions.lead.remove();
		} else if (hadFocus) {
			this.#items.at(-1)?.focus();
		}
		if (removed.length > 0) {
			this.#makeTabStop(this.#items.find(({ root }) => root.contains(document.activeElement)) ?? this.#items[0]);
		}
	}

	/** What was being rewritten is shown as soon as it can be edited: when a run is shown that has ended. */
	#allowEditing(run: RunView, reason: string): void {
		const isAllowed = !isRunning(run);
		for (const { editor } of this.#items) {
			editor.isAllowed = isAllowed;
			editor.reason = reason;
		}
		if (isAllowed) {
			this.showDrafts();
		}
	}

	#showInterventions(run: RunView): void {
		this.#interventions.update(
			run,
			this.#items.map(({ root }) => root),
		);
		const { lead, hasLead } = this.#interventions;
		if (hasLead !== lead.isConnected) {
			if (hasLead) {
				this.root.prepend(lead);
			} else {
				lead.remove();
			}
		}
	}

	#append(id: string): StepItem {
		const { send } = this.#options;
		const index = this.#items.length;
		const item = new StepItem(index, {
			showStep: () => send({ kind: "showStep", id, step: index }),
			showHunk: (hunk) => send({ kind: "showHunk", id, hunk }),
			resume: (text) => send({ kind: "resume", id, step: index, text }),
			keepDraft: (text) => this.#keepDraft(id, index, text),
		});
		this.#items.push(item);
		this.root.append(item.root);
		if (index === 0) {
			this.#makeTabStop(item);
		}
		return item;
	}

	#keepDraft(id: string, step: number, text: string | null): void {
		const { drafts, onEdit } = this.#options;
		if (text === null) {
			drafts.delete(id, step);
		} else {
			drafts.set(id, step, text);
			onEdit();
		}
	}

	#itemAt(target: EventTarget | null): StepItem | undefined {
		return target instanceof Node ? this.#items.find(({ root }) => root.contains(target)) : undefined;
	}

	/** Only one step, with its links, is reached by Tab; the arrow keys go to the others. */
	#makeTabStop(item: StepItem | undefined): void {
		if (item !== undefined) {
			for (const other of this.root.querySelectorAll("[tabindex='0']")) {
				other.setAttribute("tabindex", "-1");
			}
			item.makeTabStop();
		}
	}

	#onKeyDown(event: KeyboardEvent): void {
		const current = this.#items.findIndex(({ root }) => event.target instanceof Node && root.contains(event.target));
		const last = this.#items.length - 1;
		const targets: Readonly<Record<string, number>> = {
			ArrowDown: Math.min(current + 1, last),
			ArrowUp: Math.max(current - 1, 0),
			Home: 0,
			End: last,
		};
		const target = targets[event.key];
		if (target !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			this.#items[target]?.focus();
		}
	}
}
