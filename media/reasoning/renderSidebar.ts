/** The whole page, made once; each part brings itself up to the state it is given. */
import { Announcer } from "./announce";
import { element, setText } from "./element";
import type { FromWebview, LinkView } from "./protocol";
import { AnswerSection } from "./renderAnswer";
import { Composer } from "./renderComposer";
import { EmptyPage } from "./renderEmpty";
import { Header } from "./renderHeader";
import { ResultSection } from "./renderResult";
import { StepList } from "./renderSteps";
import { Follower } from "./scroll";
import { initialState, isRunning, type Mark, type SidebarState } from "./state";
import { markTies } from "./tieMarks";

export interface SidebarOptions {
	readonly send: (message: FromWebview) => void;
	/** The user went from a hunk to a step, or let go of it. */
	readonly markStep: (mark: Mark | null) => void;
	/** Milliseconds. */
	readonly now: () => number;
}

/** What outlives the page: kept by VS Code while the view is hidden. */
export interface Kept {
	readonly draft: string;
	readonly run: string;
	/** Null: at the bottom. */
	readonly top: number | null;
}

export class Sidebar {
	readonly #options: SidebarOptions;
	readonly #header: Header;
	readonly #empty: EmptyPage;
	readonly #steps: StepList;
	readonly #result: ResultSection;
	readonly #answer = new AnswerSection();
	readonly #composer: Composer;
	readonly #follower: Follower;
	readonly #live = element("div", { class: "hidden", role: "status", "aria-live": "polite" });
	readonly #announcer = new Announcer();
	#shown = initialState;
	/** The hunk under the pointer or with the focus. */
	#attended: number | null = null;

	constructor(root: HTMLElement, options: SidebarOptions) {
		this.#options = options;
		const { send, now } = options;
		this.#header = new Header(send, now);
		this.#empty = new EmptyPage(send);
		this.#steps = new StepList(send);
		this.#result = new ResultSection({ send, goToStep: options.markStep, attend: (hunk) => this.#attend(hunk) });
		this.#composer = new Composer(send, () => this.#steps.focusLast());
		const content = element("div", { class: "content" });
		// What the user unfolds is read from its beginning.
		this.#answer.title.addEventListener("click", () => this.#follower.release());
		content.append(this.#empty.root, this.#steps.root, this.#result.root, this.#answer.root);
		const scroller = element("main", { class: "scroller" }, content);
		this.#follower = new Follower(scroller, content);
		const middle = element("div", { class: "middle" }, scroller, this.#follower.jump);
		root.replaceChildren(this.#header.root, middle, this.#composer.root, this.#live);
		root.addEventListener("keydown", (event) => this.#onKeyDown(event));
	}

	update(state: SidebarState): void {
		const { run, proposal, model, mark } = state;
		const before = this.#shown;
		this.#shown = state;
		this.#header.update(state);
		this.#empty.update(state.isReady && run === null, model);
		this.#steps.update(run, proposal);
		this.#result.update(run, proposal);
		this.#answer.update(run);
		this.#composer.update(model, run === null);
		if (run?.id !== before.run?.id) {
			this.#follower.follow();
		} else if (run?.state !== before.run?.state && run?.state.kind === "done") {
			this.#follower.settleAt(this.#result.root);
		}
		if (run?.id !== before.run?.id || run?.state !== before.run?.state) {
			// The cards are made anew.
			this.#attended = null;
		}
		this.#showMark(before, mark);
		this.#showTies();
		this.#follower.isGrowing = run !== null && isRunning(run);
		this.#announce();
	}

	/** Brings the times up to now while a run goes on. */
	tick(): void {
		const { run } = this.#shown;
		if (run !== null && isRunning(run)) {
			this.#header.tick();
			this.#steps.tick(this.#header.elapsed.thought);
			this.#announce();
		}
	}

	get kept(): Kept {
		return { draft: this.#composer.draft, run: this.#shown.run?.id ?? "", top: this.#follower.position };
	}

	/** Takes up what was kept, once the run it belongs to is shown again. */
	restore({ draft, run, top }: Kept): void {
		this.#composer.draft = draft;
		// A marked step is what the view was opened for.
		if (top !== null && run === this.#shown.run?.id && this.#shown.mark === null) {
			this.#follower.release(top);
		}
	}

	#showMark(before: SidebarState, mark: SidebarState["mark"]): void {
		if (mark === before.mark) {
			return;
		}
		const isGuess = mark !== null && this.#links.some((it) => isOf(it, mark) && it.kind === "inferred");
		this.#steps.mark(mark?.step ?? null, isGuess);
		if (mark !== null) {
			this.#follower.release();
			this.#steps.reveal(mark.step);
			this.#follower.release();
		}
	}

	get #links(): readonly LinkView[] {
		const state = this.#shown.run?.state;
		return state?.kind === "done" && state.result.kind === "edit" ? state.result.links : [];
	}

	#attend(hunk: number | null): void {
		this.#attended = hunk;
		this.#showTies();
	}

	/** Of the hunk that the user looks at, else of the one whose reason is marked. */
	#showTies(): void {
		const { mark } = this.#shown;
		const attended = this.#attended;
		const isShown = (link: LinkView) =>
			attended === null ? mark !== null && isOf(link, mark) : link.hunk === attended;
		const cited = this.#links.filter((link) => link.kind === "cited" && isShown(link));
		markTies(
			cited.flatMap(({ ties, step, hunk }) => {
				const words = this.#steps.wordsOf(step);
				return words === undefined ? [] : [{ ties, words, lines: this.#result.linesOf(hunk) }];
			}),
		);
	}

	#announce(): void {
		const sentence = this.#announcer.next(this.#shown.run, this.#options.now());
		if (sentence !== "") {
			setText(this.#live, sentence);
		}
	}

	#onKeyDown(event: KeyboardEvent): void {
		if (event.key === "Escape") {
			this.#options.markStep(null);
			this.#composer.focus();
		}
	}
}

function isOf(link: LinkView, { step, hunk }: Mark): boolean {
	return link.step === step && link.hunk === hunk;
}
