/** One entry of the history. */
import { timeOf } from "./days";
import { button, element, icon } from "./element";
import type { FromWebview, HistoryEntry } from "./protocol";
import { actionNames } from "./readout";

interface EntryActions {
	readonly send: (message: FromWebview) => void;
	/** Shows the run that was opened. */
	readonly close: () => void;
}

export class EntryItem {
	readonly root: HTMLLIElement;
	readonly entry: HistoryEntry;
	readonly #actions: EntryActions;
	readonly #main: HTMLElement;
	readonly #buttons: readonly HTMLButtonElement[];

	constructor(entry: HistoryEntry, isShown: boolean, actions: EntryActions) {
		this.entry = entry;
		this.#actions = actions;
		const title = `${actionNames[entry.action]} ${entry.where}`;
		this.#main = element("div", { class: "entry-main", role: "button", tabindex: "-1" }, ...renderEntry(entry));
		this.#main.title = entry.path;
		if (isShown) {
			this.#main.setAttribute("aria-current", "true");
		}
		const exporting = button(icon("export"), () => actions.send({ kind: "exportRun", id: entry.id }), {
			look: "tool",
			name: `Export ${title}`,
			hint: "Export as Markdown",
		});
		const deleting = button(icon("trash"), () => this.delete(), {
			look: "tool",
			name: `Delete ${title}`,
			hint: entry.branches > 1 ? `Delete with all ${entry.branches} branches` : "Delete",
		});
		this.#buttons = entry.isActive ? [exporting] : [exporting, deleting];
		this.root = element(
			"li",
			{ class: "entry" },
			this.#main,
			element("span", { class: "entry-buttons" }, ...this.#buttons),
		);
		this.#main.addEventListener("click", () => this.open());
		this.#main.addEventListener("keydown", (event) => this.#onKeyDown(event));
	}

	set isTabStop(isTabStop: boolean) {
		for (const stop of [this.#main, ...this.#buttons]) {
			stop.tabIndex = isTabStop ? 0 : -1;
		}
	}

	open(): void {
		this.#actions.send({ kind: "selectRun", id: this.entry.id });
		this.#actions.close();
	}

	delete(): void {
		if (!this.entry.isActive) {
			this.#actions.send({ kind: "deleteRun", id: this.entry.id });
		}
	}

	focus(): void {
		this.#main.focus();
	}

	#onKeyDown(event: KeyboardEvent): void {
		if (event.key === "Enter" || event.key === " ") {
			event.preventDefault();
			this.open();
		}
	}
}

function renderEntry(entry: HistoryEntry): readonly HTMLElement[] {
	const { action, where, date, instruction, excerpt } = entry;
	return [
		element(
			"div",
			{ class: "entry-title" },
			element("span", { class: "entry-action" }, actionNames[action]),
			element("span", { class: "entry-where" }, where),
			element("time", { class: "entry-time", datetime: new Date(date).toISOString() }, timeOf(date)),
		),
		...(instruction === "" ? [] : [element("div", { class: "entry-line" }, instruction)]),
		...(excerpt === "" ? [] : [element("div", { class: "entry-line excerpt" }, excerpt)]),
		renderFacts(entry),
	];
}

function renderFacts({ outcome, model, tokensPerSecond, branches }: HistoryEntry): HTMLElement {
	const facts = [
		branches > 1 ? `${branches} branches` : "",
		model,
		tokensPerSecond > 0 ? `${Math.round(tokensPerSecond)} tok/s` : "",
	].filter((it) => it !== "");
	return element(
		"div",
		{ class: "entry-facts" },
		element("span", { class: "outcome", "data-tone": outcome.tone }, outcome.text),
		...facts.map((fact) => element("span", {}, fact)),
	);
}
