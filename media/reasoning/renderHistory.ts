/** The history: all runs of the workspace, to be searched, opened again, exported and deleted. */
import { byDay } from "./days";
import { button, element, icon, setText } from "./element";
import type { FromWebview, HistoryEntry } from "./protocol";
import { EntryItem } from "./renderHistoryEntry";
import type { HistoryState } from "./state";

export interface HistoryActions {
	readonly send: (message: FromWebview) => void;
	/** Shows the run again. */
	readonly close: () => void;
	/** Milliseconds since 1970. */
	readonly today: () => number;
}

const closeHint = "Back to the run (Escape)";

export class HistoryPage {
	readonly root: HTMLElement;
	readonly #actions: HistoryActions;
	readonly #search = element("input", {
		type: "search",
		"aria-label": "Search in files, instructions, thoughts and answers",
		placeholder: "Search files, thoughts, answers…",
	});
	readonly #count = element("span", { class: "count", role: "status" });
	readonly #deleteAll: HTMLButtonElement;
	readonly #list = element("div", { class: "history-list" });
	readonly #nothing = element("p", { class: "nothing", hidden: "" });
	#items: readonly EntryItem[] = [];
	#entries: readonly HistoryEntry[] | null = null;

	constructor(actions: HistoryActions) {
		this.#actions = actions;
		const { send, close } = actions;
		this.#deleteAll = button("Delete all…", () => send({ kind: "deleteAllRuns" }), { look: "quiet" });
		const back = button(icon("close"), close, { look: "tool", name: "Close the history", hint: closeHint });
		this.root = element(
			"section",
			{ class: "history", "aria-label": "History", hidden: "" },
			element("div", { class: "history-head" }, element("h1", {}, "History"), this.#count, this.#deleteAll, back),
			element("div", { class: "search" }, icon("inspect"), this.#search),
			this.#nothing,
			this.#list,
		);
		this.#search.addEventListener("input", () => this.#find());
		this.root.addEventListener("keydown", (event) => this.#onKeyDown(event));
		this.#list.addEventListener("focusin", ({ target }) => this.#makeTabStop(this.#indexOf(target)));
	}

	/** `root` is the family of the run that is shown behind. */
	update(history: HistoryState | null, root: string): void {
		const wasHidden = this.root.hidden;
		this.root.hidden = history === null;
		if (history === null) {
			return;
		}
		if (wasHidden) {
			this.#search.value = "";
			this.#search.focus();
			this.#find();
		}
		// The answer to an earlier query came late: the one to this one follows.
		if (history.entries !== this.#entries && history.query === this.#search.value) {
			this.#entries = history.entries;
			this.#show(history.entries ?? [], root);
		}
	}

	#find(): void {
		this.#actions.send({ kind: "searchHistory", query: this.#search.value });
	}

	#show(entries: readonly HistoryEntry[], root: string): void {
		const focused = this.#indexOf(document.activeElement);
		const focusedId = this.#items[focused]?.entry.id;
		this.#items = entries.map((entry) => new EntryItem(entry, entry.root === root, this.#actions));
		const items = new Map(this.#items.map((item) => [item.entry, item]));
		this.#list.replaceChildren(
			...byDay(entries, this.#actions.today()).flatMap((day) => {
				const list = element("ol", { class: "entries", role: "list", "aria-label": day.name });
				list.append(...day.entries.flatMap((entry) => items.get(entry)?.root ?? []));
				return [element("h2", {}, day.name), list];
			}),
		);
		this.#showCount(entries.length);
		this.#makeTabStop(0);
		if (focused >= 0) {
			// The one that had the focus, else the one that took its place.
			const same = this.#items.findIndex(({ entry }) => entry.id === focusedId);
			this.#focus(same >= 0 ? same : Math.min(focused, this.#items.length - 1));
		}
	}

	#showCount(count: number): void {
		const isSearch = this.#search.value.trim() !== "";
		setText(this.#count, count === 0 ? "" : `${count} ${count === 1 ? "run" : "runs"}${isSearch ? " found" : ""}`);
		this.#deleteAll.hidden = isSearch || count === 0;
		this.#nothing.hidden = count > 0;
		setText(
			this.#nothing,
			isSearch ? "No run has all these words." : "No runs yet. Each one is kept here when it ends.",
		);
	}

	#indexOf(target: EventTarget | null): number {
		return target instanceof Node ? this.#items.findIndex(({ root }) => root.contains(target)) : -1;
	}

	/** Only one entry, with its buttons, is reached by Tab; the arrow keys go to the others. */
	#makeTabStop(index: number): void {
		for (const [i, item] of this.#items.entries()) {
			item.isTabStop = i === index;
		}
	}

	/** Before the first entry is the search. */
	#focus(index: number): void {
		const item = this.#items[index];
		if (item) {
			item.focus();
		} else {
			this.#search.focus();
		}
	}

	#onKeyDown(event: KeyboardEvent): void {
		const { key } = event;
		if (event.altKey || event.ctrlKey || event.isComposing) {
			return;
		}
		if (key === "Escape") {
			event.preventDefault();
			// What Escape means for the run is not meant here.
			event.stopPropagation();
			this.#actions.close();
		} else if (event.target === this.#search) {
			this.#onSearchKey(event);
		} else {
			this.#onEntryKey(event, this.#indexOf(event.target));
		}
	}

	#onSearchKey(event: KeyboardEvent): void {
		if (event.key === "ArrowDown" && this.#items.length > 0) {
			event.preventDefault();
			this.#focus(0);
		} else if (event.key === "Enter") {
			this.#items[0]?.open();
		}
	}

	#onEntryKey(event: KeyboardEvent, current: number): void {
		if (current < 0) {
			return;
		}
		const last = this.#items.length - 1;
		const targets: Readonly<Record<string, number>> = {
			ArrowDown: Math.min(current + 1, last),
			ArrowUp: current - 1,
			Home: 0,
			End: last,
		};
		const target = targets[event.key];
		if (target !== undefined) {
			event.preventDefault();
			this.#focus(target);
		} else if (event.key === "Delete" || (event.key === "Backspace" && event.metaKey)) {
			event.preventDefault();
			this.#items[current]?.delete();
		}
	}
}
