/** The foot of the sidebar: the user's own instruction, the other actions, what a run may think, where the model runs. */
import { button, element, icon, setIcon, setText } from "./element";
import type { ActionView, FromWebview, ModelView } from "./protocol";
import { EffortControl } from "./renderEffort";
import { FirstThought } from "./renderFirstThought";
import type { SidebarState } from "./state";

type Send = (message: FromWebview) => void;

/** What the buttons say; one word each, as they stand side by side. */
const actionButtonTexts = [
	["fix", "Fix", "Fix the selected code"],
	["refactor", "Refactor", "Refactor the selected code"],
	["document", "Document", "Document the selected code"],
	["tests", "Tests", "Tests for the selected code"],
	["explain", "Explain", "Explain the selected code"],
	["complete", "Complete", "Complete the code at the cursor"],
] as const satisfies readonly (readonly [ActionView, label: string, hint: string])[];

export class Composer {
	readonly root: HTMLElement;
	readonly thought = new FirstThought(() => this.focus());
	readonly #send: Send;
	readonly #text = element("textarea", {
		rows: "1",
		"aria-label": "What should change? Enter runs on the selection, Shift and Enter begins a new line",
		placeholder: "What should change? ⏎ runs on the selection",
	});
	readonly #run: HTMLButtonElement;
	readonly #actions: HTMLElement;
	readonly #effort: EffortControl;
	readonly #place: HTMLButtonElement;
	/** That code leaves the machine. */
	readonly #placeIcon = icon("upload");
	/** All but the last part of what is said: left out where the sidebar is narrow. */
	readonly #placeStart = element("span", { class: "place-start" });
	readonly #placeEnd = element("span");
	readonly #onLeave: () => void;

	constructor(send: Send, onLeave: () => void) {
		this.#send = send;
		this.#onLeave = onLeave;
		this.#run = button(icon("send"), () => this.#ask(), { look: "send", name: "Run on the selection" });
		this.#run.title = "Run on the selection";
		this.#actions = element("div", { class: "row", role: "group", "aria-label": "Run on the selection" });
		this.#actions.append(...actionButtons((action) => this.start(action), "quiet"));
		this.#effort = new EffortControl((effort) => send({ kind: "setEffort", effort }));
		this.#place = button("", () => this.#followPlace(), { look: "place-of-model" });
		this.#place.append(this.#placeIcon, this.#placeStart, this.#placeEnd);
		this.root = element(
			"footer",
			{ class: "composer" },
			this.thought.root,
			element("div", { class: "ask" }, this.#text, this.#run),
			this.#actions,
			element("div", { class: "foot" }, this.#effort.root, this.thought.toggle, this.#place),
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

	update({ run, model, effort }: SidebarState): void {
		this.#actions.hidden = run === null;
		this.#effort.update(effort);
		this.thought.update(model);
		this.#showPlace(model);
	}

	/** Runs an action on the selection, from the first thought that is set. */
	start(action: ActionView, instruction = ""): void {
		this.#send({ kind: "start", action, instruction, thought: this.thought.text });
	}

	focus(): void {
		this.#text.focus();
	}

	#showPlace(model: ModelView): void {
		const detail = model.kind === "none" ? "Select model…" : model.detail;
		const { server } = model;
		const isLeaving = server !== undefined && !server.isHere;
		// Why it is not, the run that needed it says, and the hover.
		const shown = isLeaving ? server.host : model.kind === "failed" ? "Model not loaded" : detail;
		const lastDot = shown.lastIndexOf(" · ");
		const cut = lastDot < 0 ? 0 : lastDot + 3;
		const isTold = !isLeaving || model.kind !== "failed";
		this.#place.setAttribute("aria-label", isTold ? detail : `${detail} Code is sent to ${server.host}`);
		setText(this.#placeStart, shown.slice(0, cut));
		setText(this.#placeEnd, shown.slice(cut));
		setIcon(this.#placeIcon, server?.isExposed ? "warning" : "upload");
		this.#placeIcon.toggleAttribute("hidden", !isLeaving);
		this.#place.classList.toggle("leaving", isLeaving);
		this.#place.classList.toggle("exposed", server?.isExposed ?? false);
		this.#place.title = [model.name, model.detail].filter((it) => it !== "").join("\n");
		this.#place.dataset["kind"] = model.kind;
		this.#place.disabled = model.kind !== "none" && model.kind !== "failed";
	}

	#onKeyDown(event: KeyboardEvent): void {
		// While an input method composes a word, Enter ends the word.
		if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
			event.preventDefault();
			this.#ask();
		} else if (event.key === "ArrowUp" && this.draft === "") {
			event.preventDefault();
			this.#onLeave();
		}
	}

	#ask(): void {
		const instruction = this.draft.trim();
		if (instruction !== "") {
			this.start("edit", instruction);
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

export function actionButtons(start: (action: ActionView) => void, look: string): readonly HTMLButtonElement[] {
	return actionButtonTexts.map(([action, label, hint]) => button(label, () => start(action), { look, hint }));
}
