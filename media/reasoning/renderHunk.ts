/** A hunk of the proposed edit: its lines, what was decided of it, and why it is there. */
import { button, element, icon, setText } from "./element";
import { cutTokens, tokenLines } from "./highlight";
import { hunkLines } from "./hunkLines";
import type { HunkDecision, HunkView, LinkView, TieView } from "./protocol";
import { fileName, hunkPlace } from "./readout";
import { ProblemList } from "./renderCheck";
import type { CardLine } from "./tieMarks";

export interface HunkActions {
	readonly show: () => void;
	readonly accept: () => void;
	readonly reject: () => void;
	readonly goToStep: (step: number) => void;
	/** The pointer or the focus came to the card, or left it. */
	readonly attend: (isAttended: boolean) => void;
}

const attentions = ["pointerenter", "pointerleave", "focusin", "focusout"] as const;

/** Links named in a card; a hunk of many lines can go back to a dozen steps. */
const shownLinks = 3;
const shownTies = 3;

export class HunkCard {
	readonly root: HTMLElement;
	readonly problems = new ProblemList();
	readonly lines: readonly CardLine[];
	readonly #uri: string;
	readonly #hunk: HunkView;
	readonly #place: HTMLButtonElement;
	readonly #buttons: HTMLElement;
	readonly #decision = element("span", { class: "decision", hidden: "" });

	constructor(uri: string, hunk: HunkView, links: readonly LinkView[], actions: HunkActions) {
		this.#uri = uri;
		this.#hunk = hunk;
		const name = `change ${hunk.index + 1}`;
		this.#place = button("", actions.show, { look: "link place", hint: "Show this change in the editor" });
		this.#buttons = element(
			"span",
			{ class: "buttons", hidden: "" },
			button("Accept", actions.accept, { look: "primary small", name: `Accept ${name}` }),
			button("Reject", actions.reject, { look: "secondary small", name: `Reject ${name}` }),
		);
		const rows = renderLines(hunk, languageOf(uri));
		this.lines = rows.map(({ line }) => line);
		this.root = element(
			"li",
			{ class: "hunk", "aria-label": `Change ${hunk.index + 1}` },
			element("div", { class: "hunk-head" }, this.#place, this.#decision, this.#buttons),
			element("div", { class: "lines" }, ...rows.map(({ row }) => row)),
			...renderWhy(links, actions.goToStep),
			this.problems.root,
		);
		for (const event of attentions) {
			this.root.addEventListener(event, () => actions.attend(this.root.matches(":hover, :focus-within")));
		}
		this.update(undefined, hunk.newStart);
	}

	/** `undefined`: there is nothing to decide, as the edit is not in the editor. */
	update(decision: HunkDecision | "undecided" | undefined, line: number): void {
		setText(this.#place, hunkPlace(this.#uri, line, this.#hunk));
		this.root.dataset["decision"] = decision ?? "none";
		const hadFocus = this.#buttons.contains(document.activeElement);
		this.#buttons.hidden = decision !== "pending";
		this.#decision.hidden = decision === undefined || decision === "pending";
		if (decision !== undefined && decision !== "pending") {
			this.#showDecision(decision);
		}
		if (hadFocus && this.#buttons.hidden) {
			// The button that was pressed is gone: the focus stays at the hunk instead of getting lost.
			this.#place.focus({ preventScroll: true });
		}
	}

	#showDecision(decision: keyof typeof decisions): void {
		const { label, iconName, hint } = decisions[decision];
		if (this.#decision.textContent !== label) {
			this.#decision.replaceChildren(icon(iconName), label);
			this.#decision.title = hint;
		}
	}
}

const decisions = {
	accepted: { label: "Accepted", iconName: "decide", hint: "The new lines stay" },
	rejected: { label: "Rejected", iconName: "close", hint: "The old lines are back" },
	undecided: { label: "Not decided", iconName: "history", hint: "The window was closed before this was decided" },
	gone: { label: "Gone", iconName: "stopped", hint: "These lines were edited by hand since" },
	replaced: { label: "Replaced", iconName: "stopped", hint: "A later edit has changed these lines again" },
} as const;

function renderLines(
	hunk: HunkView,
	language: string,
): readonly { readonly row: HTMLElement; readonly line: CardLine }[] {
	const lines = hunkLines(hunk);
	const colored = [...tokenLines(hunk.oldLines, language), ...tokenLines(hunk.newLines, language)];
	const full = [...hunk.oldLines, ...hunk.newLines];
	return lines.map(({ kind, text, from, to }, i) => {
		const indentation = (full[i]?.length ?? 0) - text.length;
		const code = element("code");
		let column = 0;
		for (const token of cutTokens(dropColumns(colored[i] ?? [], indentation), from, to)) {
			const isChanged = column >= from && column < to;
			code.append(element("span", { class: isChanged ? `${token.classes} changed` : token.classes }, token.text));
			column += token.text.length;
		}
		const sign = kind === "added" ? "+" : "-";
		const row = element(kind === "added" ? "ins" : "del", {}, element("span", { class: "sign" }, sign), code);
		return { row, line: { code, change: { from, to } } };
	});
}

type Tokens = ReturnType<typeof cutTokens>;

function dropColumns(tokens: Tokens, count: number): Tokens {
	let left = count;
	return tokens.map(({ text, classes }) => {
		const dropped = Math.min(left, text.length);
		left -= dropped;
		return { text: text.slice(dropped), classes };
	});
}

function renderWhy(links: readonly LinkView[], goToStep: (step: number) => void): readonly HTMLElement[] {
	if (links.length === 0) {
		return [];
	}
	const parts = links.slice(0, shownLinks).map((link) => {
		const isCited = link.kind === "cited";
		const step = button(`step ${link.step + 1}`, () => goToStep(link.step), {
			look: isCited ? "link" : "link inferred",
			hint: isCited ? "Go to the step" : "The step does not name what is changed: it is the nearest by content",
		});
		const ties = nameTies(link.ties);
		if (!isCited || ties.length === 0) {
			return element("span", { class: "reason" }, step, isCited ? "" : " (inferred)");
		}
		const head = element("span", { class: "unbroken" }, step, ",");
		return element("span", { class: "reason" }, head, " it names ", ...ties);
	});
	return [element("div", { class: "why" }, "Why: ", ...parts)];
}

function nameTies(ties: readonly TieView[]): readonly (Node | string)[] {
	return ties.slice(0, shownTies).flatMap((tie, i) => [i > 0 ? ", " : "", ...nameTie(tie)]);
}

/** The model counts lines from the first one it was shown, not as the file does. */
function nameTie({ inStep, inCode }: TieView): readonly (Node | string)[] {
	if (inCode === "") {
		return [`${inStep} of the code it was shown`];
	}
	const code = element("code", {}, inCode);
	return inStep === inCode ? [code] : [`${inStep} (`, code, ")"];
}

/** highlight.js knows languages by their usual file extensions too. */
function languageOf(uri: string): string {
	return /\.(\w+)$/.exec(fileName(uri))?.[1]?.toLowerCase() ?? "";
}
