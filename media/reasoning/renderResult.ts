/** What came of a run: the proposed edit as hunks, or why there is none and what to do about it. */
import { button, element, type IconName, icon, setText } from "./element";
import { proseHtml } from "./markdown";
import type { FromWebview, HunkView, LinkView, ProposalView, ResultView, RunView, StateView } from "./protocol";
import { changesOf } from "./readout";
import { CheckSection } from "./renderCheck";
import { HunkCard } from "./renderHunk";
import { sanitize } from "./sanitize";
import type { Mark } from "./state";
import type { CardLine } from "./tieMarks";

export interface ResultActions {
	readonly send: (message: FromWebview) => void;
	readonly goToStep: (mark: Mark) => void;
	/** The hunk that the user looks at; null: none any more. */
	readonly attend: (hunk: number | null) => void;
}

type Edit = Extract<ResultView, { kind: "edit" }>;

export class ResultSection {
	readonly root = element("section", { class: "result", hidden: "" });
	readonly #actions: ResultActions;
	readonly #all = element("span", { class: "buttons", hidden: "" });
	readonly #notice = element("div", { class: "note warning", hidden: "" });
	readonly #check: CheckSection;
	#cards: readonly HunkCard[] = [];
	#hunks: readonly HunkView[] = [];
	#id = "";
	#state: StateView | undefined;

	constructor(actions: ResultActions) {
		this.#actions = actions;
		this.#check = new CheckSection(actions);
	}

	update(run: RunView | null, proposal: ProposalView | null): void {
		const isSame = run?.id === this.#id && run.state === this.#state;
		if (!isSame) {
			this.#id = run?.id ?? "";
			this.#state = run?.state;
			this.#cards = [];
			this.root.replaceChildren(...(run === null ? [] : this.#render(run)));
			this.root.hidden = this.root.childElementCount === 0;
		}
		this.#showProposal(proposal);
	}

	/** The lines of a hunk's card. */
	linesOf(hunk: number): readonly CardLine[] {
		return this.#cards[hunk]?.lines ?? [];
	}

	#render(run: RunView): readonly HTMLElement[] {
		if (run.state.kind === "failed") {
			return [renderFailure(run.state, run.id, this.#actions.send)];
		}
		return run.state.kind === "done" ? this.#renderResult(run, run.state.result) : [];
	}

	#renderResult(run: RunView, result: ResultView): readonly HTMLElement[] {
		switch (result.kind) {
			case "edit":
				return this.#renderEdit(run, result);
			case "newFile":
				return [note("plain", "decide", element("span", {}, "New file ", element("code", {}, result.name)))];
			case "text":
				return [];
			case "unchanged":
				return [note("plain", "decide", "No change: the model gave the code back as it was.")];
			case "refused": {
				const again = button("Ask again", () => this.#actions.send({ kind: "again", id: run.id }), { look: "primary" });
				return [note("warning", "warning", result.message, again)];
			}
			default:
				return result satisfies never;
		}
	}

	#renderEdit(run: RunView, { hunks, links }: Edit): readonly HTMLElement[] {
		const { send } = this.#actions;
		this.#hunks = hunks;
		this.#cards = hunks.map((hunk) => this.#renderHunk(run, hunk, links));
		this.#all.replaceChildren(
			button("Accept all", () => send({ kind: "accept", id: run.id, hunk: "all" }), { look: "secondary small" }),
			button("Reject all", () => send({ kind: "reject", id: run.id, hunk: "all" }), { look: "secondary small" }),
		);
		const title = element("h2", { id: "edit-title" }, "Proposed edit");
		const count = element("span", { class: "count" }, countLines(hunks));
		const prose = proseHtml(run.answer);
		const list = element("ol", { class: "hunks", role: "list", "aria-labelledby": "edit-title" });
		list.append(...this.#cards.map(({ root }) => root));
		return [
			element("div", { class: "result-head" }, title, count, this.#all),
			this.#notice,
			...(prose === "" ? [] : [element("div", { class: "markdown prose" }, sanitize(prose))]),
			list,
			this.#check.root,
		];
	}

	#renderHunk(run: RunView, hunk: HunkView, links: readonly LinkView[]): HunkCard {
		const { send, goToStep, attend } = this.#actions;
		const target = { id: run.id, hunk: hunk.index };
		const own = bestFirst(links.filter((link) => link.hunk === hunk.index));
		return new HunkCard(run.uri, hunk, own, {
			show: () => send({ kind: "showHunk", ...target }),
			accept: () => send({ kind: "accept", ...target }),
			reject: () => send({ kind: "reject", ...target }),
			goToStep: (step) => goToStep({ step, hunk: hunk.index }),
			attend: (isAttended) => attend(isAttended ? hunk.index : null),
		});
	}

	#showProposal(proposal: ProposalView | null): void {
		this.#check.update(this.#id, proposal?.check);
		for (const [i, card] of this.#cards.entries()) {
			card.problems.update(proposal?.check, i, (problem) => this.#check.open(problem));
			const shown = proposal?.notice === undefined ? proposal?.hunks[i] : undefined;
			card.update(shown?.decision, shown?.line ?? this.#hunks[i]?.newStart ?? 0);
		}
		const pending = proposal?.hunks.filter(({ decision }) => decision === "pending").length ?? 0;
		this.#all.hidden = pending < 2 || proposal?.notice !== undefined;
		this.#notice.hidden = proposal?.notice === undefined;
		setText(this.#notice, proposal?.notice ?? "");
	}
}

type Failure = Extract<StateView, { kind: "failed" }>;

/** Failures that another model file can mend. */
const modelReasons = ["noModel", "notFound", "notGguf", "unsupported", "truncated", "outOfMemory"];

function renderFailure({ reason, message }: Failure, id: string, send: (message: FromWebview) => void): HTMLElement {
	const again = () => send({ kind: "again", id });
	const remedies = modelReasons.includes(reason)
		? [
				button("Select model", () => send({ kind: "selectModel" }), { look: "primary" }),
				button("Run again", again, { look: "secondary" }),
			]
		: [button("Run again", again, { look: "primary" })];
	const log = button("Show log", () => send({ kind: "showLog" }), { look: "secondary" });
	return note("error", "error", message, ...remedies, log);
}

function note(
	look: "plain" | "warning" | "error",
	iconName: IconName,
	text: string | HTMLElement,
	...buttons: readonly HTMLElement[]
): HTMLElement {
	const actions = buttons.length > 0 ? [element("div", { class: "buttons" }, ...buttons)] : [];
	return element("div", { class: `note ${look}` }, icon(iconName), element("div", {}, text), ...actions);
}

/** What a step's own words make goes before a guess. */
function bestFirst(links: readonly LinkView[]): readonly LinkView[] {
	const rank = ({ kind, strength }: LinkView) => strength + (kind === "cited" ? 1 : 0);
	return links.toSorted((a, b) => rank(b) - rank(a));
}

function countLines(hunks: readonly HunkView[]): string {
	const added = hunks.reduce((sum, { newLines }) => sum + newLines.length, 0);
	const removed = hunks.reduce((sum, { oldLines }) => sum + oldLines.length, 0);
	return `${changesOf(hunks.length)} · +${added} −${removed}`;
}
