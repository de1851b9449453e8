/** A step's text as a text field, in its place: the way to put other words there and have the model think on from them. */
import { allow, button, element, icon, setText } from "./element";

export interface StepEditorActions {
	readonly resume: (text: string) => void;
	/** Called with each change, so that no words are lost; null: there is no draft any more. */
	readonly keepDraft: (text: string | null) => void;
}

const editHint = "Change these words, and have the model think on from there (E)";
const resumeHint = "Think on from these words (Ctrl or Cmd and Enter)";

export class StepEditor {
	/** Opens the field. */
	readonly button: HTMLButtonElement;
	readonly #main: HTMLElement;
	readonly #actions: StepEditorActions;
	readonly #text: HTMLTextAreaElement;
	readonly #resume: HTMLButtonElement;
	readonly #root: HTMLElement;
	#isAllowed = false;
	#reason = "";
	#isSent = false;

	/** `main` is what the field stands below of, and what gets the focus back. */
	constructor(number: string, main: HTMLElement, text: () => string, actions: StepEditorActions) {
		this.#main = main;
		this.#actions = actions;
		this.button = button(element("span", {}, icon("revise"), "Edit"), () => this.open(text()), {
			look: "link edit-step",
			name: `Edit step ${number}`,
			hint: editHint,
		});
		this.button.hidden = true;
		const hintId = `step-${number}-hint`;
		this.#text = element("textarea", { "aria-label": `Words of step ${number}`, "aria-describedby": hintId });
		this.#resume = button("", () => this.#submit(), { look: "primary small resume" });
		const cancel = button("Cancel", () => this.#cancel(), {
			look: "secondary small",
			hint: "Back to the text (Escape)",
		});
		this.#root = element(
			"div",
			{ class: "step-editor", role: "group", "aria-label": `Edit step ${number}` },
			this.#text,
			element("div", { class: "buttons" }, this.#resume, cancel),
			element("p", { class: "hint", id: hintId }, "What followed is kept as a branch."),
		);
		this.#text.addEventListener("input", () => this.#onInput());
		this.#root.addEventListener("focusin", () => this.#arm());
		this.#root.addEventListener("keydown", (event) => this.#onKeyDown(event));
	}

	/** Only the steps of a run that has ended can be edited. */
	set isAllowed(isAllowed: boolean) {
		if (isAllowed !== this.#isAllowed) {
			this.#isAllowed = isAllowed;
			this.button.hidden = !isAllowed || this.isOpen;
			if (isAllowed) {
				this.#main.setAttribute("aria-keyshortcuts", "E F2");
			} else {
				this.#main.removeAttribute("aria-keyshortcuts");
			}
		}
	}

	/** Why the model could not think on from other words; empty where it can. Words that are there already are kept. */
	set reason(reason: string) {
		if (reason !== this.#reason) {
			this.#reason = reason;
			allow(this.button, editHint, reason);
			this.#showState();
		}
	}

	get isOpen(): boolean {
		return this.#root.isConnected;
	}

	/** Opens the field with what is to be changed, and goes there. */
	open(text: string): void {
		if (this.#isAllowed && this.#reason === "" && !this.isOpen) {
			this.show(text);
			this.#actions.keepDraft(text);
			this.#text.focus();
		}
	}

	/** Opens the field and leaves the focus where it is. */
	show(draft: string): void {
		this.#text.value = draft;
		this.#main.after(this.#root);
		this.button.hidden = true;
		this.#arm();
	}

	#onInput(): void {
		this.#actions.keepDraft(this.#text.value);
		this.#arm();
	}

	#onKeyDown(event: KeyboardEvent): void {
		// What is typed here moves no step, and an input method's keys are its own.
		event.stopPropagation();
		if (event.isComposing) {
			return;
		}
		if (event.key === "Escape") {
			event.preventDefault();
			this.#cancel();
		} else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
			event.preventDefault();
			this.#submit();
		}
	}

	/** The words stay until the run that goes on from them is there: it may be refused. */
	#submit(): void {
		if (!this.#isSent && this.#reason === "") {
			const text = this.#text.value;
			this.#actions.resume(text.trim() === "" ? "" : text);
			this.#isSent = true;
			this.#showState();
		}
	}

	#arm(): void {
		this.#isSent = false;
		this.#showState();
	}

	#showState(): void {
		const isEmpty = this.#text.value.trim() === "";
		setText(this.#resume, isEmpty ? "Think this step anew" : "Resume from here");
		allow(this.#resume, resumeHint, this.#reason);
		if (this.#isSent) {
			this.#resume.setAttribute("aria-disabled", "true");
		}
	}

	#cancel(): void {
		this.#root.remove();
		this.button.hidden = !this.#isAllowed;
		this.#actions.keepDraft(null);
		this.#main.focus({ preventScroll: true });
	}
}
