/** The foot of the sidebar: an instruction of the user's own, the other actions, and where the model runs. */
import { button, element, icon, setText } from "./element";
import type { ActionView, FromWebview, ModelView } from "./protocol";

type Send = (message: FromWebview) => void;

/** What the buttons say; one word each, as they stand side by side. */
const actionLabels = [
	["fix", "Fix"],
	["refactor", "Refactor"],
	["document", "Document"],
	["tests", "Tests"],
	["explain", "Explain"],
] as const satisfies readonly (readonly [ActionView, string])[];

export class Composer {
	readonly root: HTMLElement;
	readonly #send: Send;
	readonly #text = element("textarea", {
		rows: "1",
		"aria-label": "What should change? Enter runs on the selection, Shift and Enter begins a new line",
		placeholder: "What should change? ⏎ runs on the selection",
	});
	readonly #run: HTMLButtonElement;
	readonly #actions: HTMLElement;
	readonly #place: HTMLButtonElement;
	readonly #onLeave: () => void;

	constructor(send: Send, onLeave: () => void) {
		this.#send = send;
		this.#onLeave = onLeave;
		this.#run = button(icon("send"), () => this.#start(), { look: "send", name: "Run on the selection" });
		this.#run.title = "Run on the selection";
		this.#actions = element("div", { class: "row", role: "group", "aria-label": "Run on the selection" });
		this.#actions.append(...actionButtons(send, "quiet"));
		this.#place = button("", () => this.#followPlace(), { look: "place-of-model" });
		this.root = element(
			"footer",
			{ class: "composer" },
			element("div", { class: "ask" }, this.#text, this.#run),
			element("div", { class: "foot" }, this.#actions, this.#place),
		);
		this.#text.addEventListener("keydown", (event) => this.#onKeyDown(event));
		this.#text.addEventListener("input", () => this.#showState());
		this.#showState();
	}

	get draft(): string {
		return this.#text.value;
	}

	set draft(text: string) {
		this.#text.value = text;
		this.#showState();
	}

	update(model: ModelView, isEmpty: boolean): void {
		this.#actions.hidden = isEmpty;
		setText(this.#place, model.kind === "none" ? "Select model…" : model.detail);
		this.#place.title = [model.name, model.detail].filter((it) => it !== "").join("\n");
		this.#place.dataset["kind"] = model.kind;
		this.#place.disabled = model.kind !== "none" && model.kind !== "failed";
	}

	focus(): void {
		this.#text.focus();
	}

	#onKeyDown(event: KeyboardEvent): void {
		// While an input method composes a word, Enter ends the word.
		if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
			event.preventDefault();
			this.#start();
		} else if (event.key === "ArrowUp" && this.draft === "") {
			event.preventDefault();
			this.#onLeave();
		}
	}

	#start(): void {
		const instruction = this.draft.trim();
		if (instruction !== "") {
			this.#send({ kind: "start", action: "edit", instruction, thought: "" });
			this.draft = "";
		}
	}

	#showState(): void {
		this.#run.disabled = this.draft.trim() === "";
	}

	#followPlace(): void {
		this.#send({ kind: this.#place.dataset["kind"] === "failed" ? "showLog" : "selectModel" });
	}
}

export function actionButtons(send: Send, look: string): readonly HTMLButtonElement[] {
	return actionLabels.map(([action, label]) =>
		button(label, () => send({ kind: "start", action, instruction: "", thought: "" }), {
			look,
			hint: `${label} the selected code`,
		}),
	);
}
