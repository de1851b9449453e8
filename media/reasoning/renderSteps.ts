/** The thought: an ordered list of steps. Steps are appended and text is appended to them; neither is made anew. */
import { element } from "./element";
import type { FromWebview, ProposalView, RunView } from "./protocol";
import { StepItem } from "./renderStep";

type Send = (message: FromWebview) => void;

export class StepList {
	readonly root = element("ol", { class: "steps", role: "list", "aria-label": "Thought, step by step" });
	readonly #send: Send;
	#items: StepItem[] = [];
	#run: RunView | null = null;
	#marked: StepItem | undefined;

	constructor(send: Send) {
		this.#send = send;
		this.root.addEventListener("keydown", (event) => this.#onKeyDown(event));
		this.root.addEventListener("focusin", ({ target }) => this.#makeTabStop(this.#itemAt(target)));
	}

	update(run: RunView | null, proposal: ProposalView | null): void {
		if (!this.#canGoOn(run)) {
			this.root.replaceChildren();
			this.#items = [];
			this.#marked = undefined;
		}
		this.#run = run;
		if (run === null) {
			return;
		}
		for (const [index, step] of run.steps.entries()) {
			const isOpen = run.state.kind === "thinking" && index === run.steps.length - 1;
			(this.#items[index] ?? this.#append(run.id)).update(step, isOpen);
		}
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

	/** Whether what is shown is a beginning of the run's thought. */
	#canGoOn(run: RunView | null): boolean {
		return (
			run !== null &&
			run.id === this.#run?.id &&
			this.#items.length <= run.steps.length &&
			this.#items.every((item, i) => run.steps[i]?.text.startsWith(item.text))
		);
	}

	#append(id: string): StepItem {
		const index = this.#items.length;
		const item = new StepItem(index, {
			showStep: () => this.#send({ kind: "showStep", id, step: index }),
			showHunk: (hunk) => this.#send({ kind: "showHunk", id, hunk }),
		});
		this.#items.push(item);
		this.root.append(item.root);
		if (index === 0) {
			this.#makeTabStop(item);
		}
		return item;
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
