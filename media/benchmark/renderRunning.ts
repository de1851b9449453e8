import { button, element, setText } from "../reasoning/element";
import type { RunningView } from "./protocol";

/** The benchmark under way: what it does, how far it is, and the button that ends it. */
export class RunningCard {
	readonly #root: HTMLElement;
	readonly #activity = element("p", { class: "activity" });
	readonly #stage = element("p", { class: "hidden", role: "status" });
	readonly #bar = element("progress", { max: "1", "aria-label": "Progress of the benchmark" });

	constructor(onCancel: () => void) {
		const cancel = button("Cancel", onCancel, { look: "secondary", name: "Cancel the benchmark" });
		const text = element("div", { class: "running-text" }, this.#activity, this.#bar, this.#stage);
		this.#root = element("section", { class: "running", "aria-label": "Under way" }, text, cancel);
		this.#root.hidden = true;
	}

	get element(): HTMLElement {
		return this.#root;
	}

	update(running: RunningView | null): void {
		this.#root.hidden = running === null;
		// An empty status is heard as nothing; the last stage of one benchmark is not the first of the next.
		setText(this.#stage, running?.stage ?? "");
		if (running === null) return;
		setText(this.#activity, running.activity);
		if (running.share === null) this.#bar.removeAttribute("value");
		else this.#bar.value = running.share;
	}
}
