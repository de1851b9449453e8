/** What the next thoughts are to begin with, in the user's own words: folded away behind a button until it is wanted. */
import { allow, button, element, icon } from "./element";
import { whyNoSteering } from "./lacks";
import type { ModelView } from "./protocol";

/** What outlives the page. */
export interface KeptThought {
	readonly text: string;
	readonly isOpen: boolean;
}

const hint = "First thought: begin the model's thought with words of your own";

export class FirstThought {
	readonly toggle: HTMLButtonElement;
	readonly root = element("div", { class: "first-thought-place", id: "first-thought" });
	readonly #text = element("textarea", {
		rows: "1",
		"aria-label": "First thought: what the model's thought is to begin with. Enter goes on to the instruction",
		placeholder: "I must keep the public signature.",
	});
	readonly #clear: HTMLButtonElement;
	readonly #box: HTMLElement;
	readonly #onLeave: () => void;
	/** Why the model cannot go on from words that it is given. */
	#reason = "";

	constructor(onLeave: () => void) {
		this.#onLeave = onLeave;
		this.toggle = button(icon("thought"), () => this.#flip(), { look: "tool first-thought-toggle", hint });
		this.toggle.append(element("span", {}, "First thought"));
		this.toggle.setAttribute("aria-controls", this.root.id);
		this.#clear = button(icon("close"), () => this.#empty(), { look: "tool", hint: "Clear the first thought" });
		this.#clear.setAttribute("aria-label", "Clear the first thought");
		this.#box = element("div", { class: "ask first-thought" }, icon("thought"), this.#text, this.#clear);
		this.#text.addEventListener("keydown", (event) => this.#onKeyDown(event));
		this.#text.addEventListener("input", () => this.#showState());
		this.#showState();
	}

	/** What the next thoughts begin with; empty while the model cannot go on from it. */
	get text(): string {
		return this.#reason === "" ? this.#text.value.trim() : "";
	}

	update(model: ModelView): void {
		const reason = whyNoSteering(model);
		if (reason !== this.#reason) {
			this.#reason = reason;
			this.#unfold(this.#isOpen && reason === "");
		}
	}

	get kept(): KeptThought {
		return { text: this.#text.value, isOpen: this.#isOpen };
	}

	restore({ text, isOpen }: KeptThought): void {
		this.#text.value = text;
		this.#unfold(isOpen);
	}

	get #isOpen(): boolean {
		return this.#box.parentElement !== null;
	}

	#flip(): void {
		this.#unfold(!this.#isOpen && this.#reason === "");
		if (this.#isOpen) {
			this.#text.focus();
		}
	}

	#unfold(isOpen: boolean): void {
		// Not only hidden: folded, it is no text field of the page.
		this.root.replaceChildren(...(isOpen ? [this.#box] : []));
		this.#showState();
	}

	#empty(): void {
		this.#text.value = "";
		this.#showState();
		this.#text.focus();
		// As if it had been typed: what is kept of the page is kept anew.
		this.#text.dispatchEvent(new Event("input", { bubbles: true }));
	}

	#showState(): void {
		const isSet = this.text !== "";
		this.#clear.hidden = this.#text.value === "";
		this.toggle.setAttribute("aria-expanded", String(this.#isOpen));
		this.toggle.setAttribute("aria-label", isSet ? "First thought, set" : "First thought");
		this.toggle.classList.toggle("set", isSet);
		allow(this.toggle, isSet ? `First thought: “${this.text}”` : hint, this.#reason);
	}

	#onKeyDown(event: KeyboardEvent): void {
		if (event.isComposing) {
			return;
		}
		if (event.key === "Enter" && !event.shiftKey) {
			event.preventDefault();
			this.#onLeave();
		} else if (event.key === "Escape") {
			event.stopPropagation();
			this.#unfold(false);
			this.toggle.focus();
		}
	}
}
