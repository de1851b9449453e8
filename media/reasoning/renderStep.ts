/** One step of the thought. */
import { button, element, icon, setIcon, setText } from "./element";
import { InlineParser, type Piece } from "./inline";
import type { HunkView, LinkView, ProposalView, StepView, TieView } from "./protocol";
import { duration, stepNames, tokensOf } from "./readout";
import { StepEditor, type StepEditorActions } from "./stepEditor";

export interface StepActions extends StepEditorActions {
	readonly showStep: () => void;
	readonly showHunk: (hunk: number) => void;
}

export class StepItem {
	readonly root: HTMLLIElement;
	readonly editor: StepEditor;
	readonly #icon = icon("inspect");
	readonly #number: string;
	readonly #kind = element("span", { class: "kind" });
	readonly #own = element("span", { class: "own", hidden: "" });
	readonly #tokens = element("span", { class: "tokens" });
	readonly #time = element("span", { class: "time" });
	readonly #main: HTMLElement;
	readonly #links = element("div", { class: "links", hidden: "" });
	/** The step's text in the page. */
	readonly words = element("div", { class: "words" });
	readonly #text = new StepText(this.words);
	readonly #actions: StepActions;
	#step: StepView | undefined;
	#isOpen = true;
	#linkLabels: { readonly link: LinkView; readonly label: Text }[] = [];
	#shownLinks: readonly LinkView[] = [];

	constructor(index: number, actions: StepActions) {
		this.#actions = actions;
		this.#number = String(index + 1);
		const [headId, textId] = [`step-${this.#number}`, `step-${this.#number}-text`];
		this.words.id = textId;
		this.#main = element(
			"div",
			{ class: "step-main", role: "group", tabindex: "-1", "aria-labelledby": headId, "aria-describedby": textId },
			element(
				"div",
				{ class: "step-head", id: headId },
				element("span", { class: "hidden" }, "Step "),
				element("span", { class: "number" }, this.#number),
				this.#kind,
				this.#own,
				this.#tokens,
				this.#time,
			),
			this.words,
		);
		this.editor = new StepEditor(this.#number, this.#main, () => this.text, actions);
		this.root = element("li", { class: "step" }, this.#icon, this.#main, this.editor.button, this.#links);
		this.#main.addEventListener("click", () => this.#open());
		this.#main.addEventListener("keydown", (event) => this.#onKeyDown(event));
	}

	get text(): string {
		return this.#step?.text ?? "";
	}

	update(step: StepView, isOpen: boolean): void {
		if (step === this.#step && isOpen === this.#isOpen) {
			return;
		}
		this.#text.append(step.text.slice(this.text.length));
		if (!isOpen) {
			this.#text.finish();
		}
		this.#step = step;
		this.#isOpen = isOpen;
		this.root.dataset["kind"] = step.kind;
		this.root.dataset["source"] = step.source;
		setText(this.#own, sourceNames[step.source]);
		this.#own.hidden = step.source === "model";
		this.root.classList.toggle("open", isOpen);
		setIcon(this.#icon, step.kind);
		setText(this.#kind, stepNames[step.kind]);
		setText(this.#time, duration(step.end));
		setText(this.#tokens, tokensOf(step.tokens));
		this.#time.title = `From ${duration(step.start)} to ${duration(step.end)} of the thought, ${tokensOf(step.tokens)}`;
		this.#updateRole();
	}

	tick(elapsed: number): void {
		if (this.#isOpen && this.#step !== undefined) {
			setText(this.#time, duration(Math.max(elapsed, this.#step.end)));
		}
	}

	/** The links are made once; later only the lines in them change. */
	showLinks(links: readonly LinkView[], hunks: readonly HunkView[], proposal: ProposalView | null): void {
		if (links.length > 0 && this.#shownLinks.length === 0) {
			this.#shownLinks = links;
			this.#linkLabels = links.map((link) => ({ link, label: document.createTextNode("") }));
			this.#links.replaceChildren(...this.#linkLabels.map((it) => this.#linkButton(it.link, it.label)));
			this.#links.hidden = false;
			this.root.classList.toggle(
				"linked",
				links.some(({ kind }) => kind === "cited"),
			);
			this.#updateRole();
		}
		for (const { link, label } of this.#linkLabels) {
			const line = (proposal?.hunks[link.hunk]?.line ?? hunks[link.hunk]?.newStart ?? 0) + 1;
			const text =
				link.kind === "cited" ? `change ${link.hunk + 1}, line ${line}` : `change ${link.hunk + 1} (inferred)`;
			if (label.data !== text) {
				label.data = text;
			}
		}
	}

	focus(): void {
		this.#main.focus({ preventScroll: false });
	}

	makeTabStop(): void {
		for (const stop of [this.#main, ...this.#links.querySelectorAll("button")]) {
			stop.setAttribute("tabindex", "0");
		}
	}

	get #hasPlace(): boolean {
		return this.#shownLinks.length > 0 || (this.#step?.lines.length ?? 0) > 0;
	}

	#updateRole(): void {
		const role = this.#hasPlace ? "button" : "group";
		if (this.#main.getAttribute("role") !== role) {
			this.#main.setAttribute("role", role);
			this.#main.title = this.#hasPlace ? "Show the lines of this step in the editor" : "";
		}
	}

	#linkButton(link: LinkView, label: Text): HTMLButtonElement {
		const isCited = link.kind === "cited";
		const made = button(label, () => this.#actions.showHunk(link.hunk), {
			look: isCited ? "link to" : "link to inferred",
			hint: isCited
				? `The step names ${link.ties.map(nameTie).join(", ") || "what is changed"}`
				: "The step does not name what is changed: it is the nearest by content",
		});
		made.prepend("→ ");
		made.tabIndex = this.#main.tabIndex;
		return made;
	}

	#onKeyDown(event: KeyboardEvent): void {
		if (event.key === "Enter" || event.key === " ") {
			event.preventDefault();
			this.#open();
		} else if (isEditKey(event)) {
			event.preventDefault();
			this.editor.open(this.text);
		}
	}

	#open(): void {
		// Text that is being selected is to be copied, not followed.
		const isSelecting = getSelection()?.isCollapsed === false;
		if (this.#hasPlace && !isSelecting) {
			this.#actions.showStep();
		}
	}
}

const sourceNames = { model: "", kept: "Kept", user: "Your words" } as const satisfies Record<
	StepView["source"],
	string
>;

function isEditKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
	return key === "F2" || (key === "e" && !altKey && !ctrlKey && !metaKey);
}

function nameTie({ inStep, inCode }: TieView): string {
	return inCode === "" || inStep === inCode ? inStep : `${inStep} (${inCode})`;
}

/** The text of a step in the page. */
class StepText {
	readonly #root: HTMLElement;
	readonly #parser = new InlineParser();
	#block: Text | undefined;

	constructor(root: HTMLElement) {
		this.#root = root;
	}

	append(chunk: string): void {
		this.#show(this.#parser.append(chunk));
	}

	finish(): void {
		this.#show(this.#parser.finish());
	}

	#show(pieces: readonly Piece[]): void {
		for (const piece of pieces) {
			switch (piece.kind) {
				case "text":
					this.#appendText(piece.text);
					break;
				case "code":
					this.#root.append(element("code", {}, piece.text));
					break;
				case "blockStart":
					this.#block = document.createTextNode("");
					this.#root.append(element("pre", {}, element("code", {}, this.#block)));
					break;
				case "block":
					this.#block?.appendData(piece.text);
					break;
				default:
					piece satisfies never;
			}
		}
	}

	#appendText(text: string): void {
		const last = this.#root.lastChild;
		if (last instanceof Text) {
			last.appendData(text);
		} else {
			this.#root.append(text);
		}
	}
}
