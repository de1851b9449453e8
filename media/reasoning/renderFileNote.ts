/** What there is to know of the file of an earlier run: between its head and its thought, so that it does not scroll away. */
import { element, icon, setText } from "./element";

export class FileNote {
	readonly root: HTMLElement;
	readonly #text = element("div");

	constructor() {
		this.root = element(
			"div",
			{ class: "note warning file-note", role: "note", hidden: "" },
			icon("warning"),
			this.#text,
		);
	}

	update(text: string): void {
		this.root.hidden = text === "";
		setText(this.#text, text);
	}
}
