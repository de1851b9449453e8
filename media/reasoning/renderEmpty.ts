/** What the sidebar shows before the first run. */
import { button, element, setText } from "./element";
import type { ActionView, FromWebview, ModelView } from "./protocol";
import { actionButtons } from "./renderComposer";

export class EmptyPage {
	readonly root: HTMLElement;
	readonly #actions: HTMLElement;
	readonly #model: HTMLElement;
	readonly #modelText = element("p");
	/** Where the model thinks. */
	readonly #place = element("p");
	readonly #log: HTMLButtonElement;

	constructor(send: (message: FromWebview) => void, start: (action: ActionView) => void) {
		this.#actions = element("div", { class: "buttons", role: "group", "aria-label": "Run on the selection" });
		this.#actions.append(...actionButtons(start, "secondary"));
		this.#actions.firstElementChild?.setAttribute("class", "primary");
		this.#log = button("Show log", () => send({ kind: "showLog" }), { look: "secondary" });
		const select = button("Select a model…", () => send({ kind: "selectModel" }), { look: "primary" });
		const getStarted = button("Get started", () => send({ kind: "getStarted" }), { look: "secondary" });
		this.#model = element(
			"div",
			{ class: "empty-model" },
			this.#modelText,
			element("div", { class: "buttons" }, select, getStarted, this.#log),
		);
		this.root = element(
			"section",
			{ class: "empty", hidden: "" },
			element("h1", {}, "See why, line by line"),
			element("p", {}, "Select code and pick an action, or say below what should change."),
			this.#place,
			this.#actions,
			this.#model,
		);
	}

	update(isShown: boolean, model: ModelView): void {
		const isMissing = model.kind === "none" || model.kind === "failed";
		this.root.hidden = !isShown;
		this.#actions.hidden = isMissing;
		this.#model.hidden = !isMissing;
		this.#log.hidden = model.kind !== "failed";
		setText(this.#place, `${placeText(model)}, and each change it proposes leads back to the thought behind it.`);
		setText(this.#modelText, model.kind === "failed" ? model.detail : invitation);
	}
}

const invitation =
	"To begin, choose a DeepSeek-R1 distill: one that fits this machine is downloaded, or a GGUF file that is here is used.";

function placeText({ server }: ModelView): string {
	if (server === undefined) {
		return "The model thinks here, on this machine";
	}
	return server.isHere
		? `The model thinks on a server on this machine, ${server.host}`
		: `The model thinks on ${server.host}: code that you run an action on is sent there`;
}
