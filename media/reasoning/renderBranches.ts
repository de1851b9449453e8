/** The branches of a run, side by side: which one is shown, which one's edit stands in the editor, and the way to the others. */
import { branchNames } from "./branches";
import { button, element, icon, setText } from "./element";
import type { BranchView, FromWebview } from "./protocol";

export class BranchBar {
	readonly root = element("div", { class: "branches", hidden: "" });
	readonly #send: (message: FromWebview) => void;
	readonly #tabs = element("div", { class: "branch-tabs", role: "tablist", "aria-label": "Branches of this run" });
	readonly #previous: HTMLButtonElement;
	readonly #next: HTMLButtonElement;
	readonly #compare: HTMLButtonElement;
	#items: readonly BranchTab[] = [];
	#branches: readonly BranchView[] = [];
	#shown = "";

	constructor(send: (message: FromWebview) => void) {
		this.#send = send;
		this.#previous = button(icon("previous"), () => this.#go(-1), { look: "tool", name: "Previous branch" });
		this.#next = button(icon("next"), () => this.#go(1), { look: "tool", name: "Next branch" });
		this.#previous.title = "Previous branch";
		this.#next.title = "Next branch";
		this.#compare = button(icon("compare"), () => this.#sendCompare(), { look: "tool", name: "Compare branches" });
		this.#compare.title = "Compare with another branch";
		this.root.append(this.#previous, this.#tabs, this.#next, this.#compare);
		this.#tabs.addEventListener("keydown", (event) => this.#onKeyDown(event));
	}

	/** `id`: the run that is shown. */
	update(branches: readonly BranchView[], id: string): void {
		if (branches === this.#branches && id === this.#shown) {
			return;
		}
		this.#branches = branches;
		this.root.hidden = branches.length < 2;
		this.#makeTabs(branches);
		const names = branchNames(branches);
		for (const [i, item] of this.#items.entries()) {
			const branch = branches[i];
			if (branch !== undefined) {
				item.update(branch, names[i] ?? "", branch.id === id);
			}
		}
		const at = this.#at(id);
		setReachable(this.#previous, at > 0);
		setReachable(this.#next, at >= 0 && at < branches.length - 1);
		if (id !== this.#shown) {
			this.#shown = id;
			this.#items[at]?.root.scrollIntoView({ block: "nearest", inline: "nearest" });
		}
	}

	/** Tabs are made anew only where the branches are others: one that has the focus keeps it. */
	#makeTabs(branches: readonly BranchView[]): void {
		const known = new Map(this.#items.map((item) => [item.id, item]));
		this.#items = branches.map(({ id }) => known.get(id) ?? new BranchTab(id, () => this.#choose(id)));
		const roots = this.#items.map(({ root }) => root);
		if (roots.length !== this.#tabs.childElementCount || roots.some((root, i) => root !== this.#tabs.children[i])) {
			this.#tabs.replaceChildren(...roots);
		}
	}

	#at(id: string): number {
		return this.#branches.findIndex((it) => it.id === id);
	}

	#go(by: number): void {
		const branch = this.#branches[this.#at(this.#shown) + by];
		if (branch !== undefined) {
			this.#choose(branch.id);
		}
	}

	#choose(id: string): void {
		if (id !== this.#shown) {
			this.#send({ kind: "chooseBranch", id });
		}
	}

	#sendCompare(): void {
		this.#send({ kind: "compareBranches", id: this.#shown });
	}

	#onKeyDown(event: KeyboardEvent): void {
		const current = this.#items.findIndex(({ root }) => root === event.target);
		const last = this.#items.length - 1;
		const targets: Readonly<Record<string, number>> = {
			ArrowRight: current === last ? 0 : current + 1,
			ArrowLeft: current === 0 ? last : current - 1,
			Home: 0,
			End: last,
		};
		const target = targets[event.key];
		if (target !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			// Only the focus goes there: to choose a branch changes what stands in the editor.
			this.#items[target]?.root.focus();
		}
	}
}

class BranchTab {
	readonly id: string;
	readonly root: HTMLButtonElement;
	readonly #name = element("span", { class: "branch-name" });
	readonly #outcome = element("span");
	/** Left out where the sidebar is narrow: there the dot says it. */
	readonly #place = element("span", { class: "branch-place" });

	constructor(id: string, choose: () => void) {
		this.id = id;
		const outcome = element("span", { class: "branch-outcome" }, this.#outcome, this.#place);
		const words = element("span", { class: "branch-words" }, this.#name, outcome);
		this.root = button(words, choose, { look: "branch" });
		this.root.setAttribute("role", "tab");
	}

	update({ isActive, outcome, isProposed }: BranchView, name: string, isShown: boolean): void {
		const said = isActive ? "running" : outcome;
		setText(this.#name, name);
		setText(this.#outcome, said);
		setText(this.#place, isProposed ? `${said === "" ? "" : " · "}in the editor` : "");
		this.root.classList.toggle("proposed", isProposed);
		this.root.setAttribute("aria-selected", String(isShown));
		this.root.tabIndex = isShown ? 0 : -1;
		this.root.title = isShown ? "" : "Show this branch, and put its edit in place of the one in the editor";
	}
}

/** Not `disabled`, which would lose the focus at the last branch. */
function setReachable(target: HTMLButtonElement, isReachable: boolean): void {
	target.setAttribute("aria-disabled", String(!isReachable));
}
