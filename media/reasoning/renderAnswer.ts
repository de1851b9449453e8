/** The answer as Markdown: complete blocks are appended, only the one that is being written is made anew. */
import { element, setText } from "./element";
import { MarkdownStream, type OpenBlock } from "./markdown";
import type { RunView } from "./protocol";
import { sanitize } from "./sanitize";
import { isRunning } from "./state";

export class AnswerSection {
	readonly root = element("details", { class: "answer", hidden: "" });
	readonly title = element("summary");
	readonly #completed = element("div", { class: "markdown" });
	readonly #open = element("div", { class: "markdown" });
	#stream = new MarkdownStream();
	#code: Text | undefined;
	#id = "";
	#text = "";
	#isFinished = false;
	#look = "";

	constructor() {
		this.root.append(this.title, this.#completed, this.#open);
	}

	update(run: RunView | null): void {
		const answer = run?.answer ?? "";
		if (run?.id !== this.#id || !answer.startsWith(this.#text) || (this.#isFinished && answer !== this.#text)) {
			this.#clear(run?.id ?? "");
		}
		this.root.hidden = answer.trim() === "";
		if (run === null) {
			return;
		}
		if (answer !== this.#text) {
			const { completed, open } = this.#stream.append(answer.slice(this.#text.length));
			this.#text = answer;
			this.#complete(completed);
			this.#showOpen(open);
		}
		if (!isRunning(run) && !this.#isFinished) {
			this.#isFinished = true;
			this.#complete(this.#stream.finish());
			this.#showOpen(null);
		}
		this.#fold(run);
	}

	#clear(id: string): void {
		this.#id = id;
		this.#text = "";
		this.#isFinished = false;
		this.#look = "";
		this.#stream = new MarkdownStream();
		this.#completed.replaceChildren();
		this.#showOpen(null);
	}

	#complete(html: string): void {
		if (html !== "") {
			this.#completed.append(sanitize(html));
		}
	}

	#showOpen(block: OpenBlock | null): void {
		if (block?.kind !== "code") {
			this.#code = undefined;
			this.#open.replaceChildren(...(block === null ? [] : [sanitize(block.html)]));
			return;
		}
		if (this.#code === undefined) {
			this.#code = document.createTextNode("");
			this.#open.replaceChildren(element("pre", {}, element("code", {}, this.#code)));
		}
		this.#code.appendData(block.text.slice(this.#code.length));
	}

	/** Where the answer became an edit it is folded away, once: the user may open it and it stays open. */
	#fold(run: RunView): void {
		const isResult =
			run.state.kind === "done" && (run.state.result.kind === "text" || run.state.result.kind === "newFile");
		const look = run.state.kind !== "done" ? "raw" : isResult ? "result" : "folded";
		if (look !== this.#look) {
			this.#look = look;
			this.root.open = look !== "folded";
			setText(this.title, look === "folded" ? "Show the whole answer" : "Answer");
		}
	}
}
