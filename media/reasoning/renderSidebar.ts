/** The whole page, made once; each part brings itself up to the state it is given. */
import { Announcer } from "./announce";
import { type StepDraft, StepDrafts } from "./drafts";
import { element, setText } from "./element";
import { noThoughtNote } from "./lacks";
import type { FromWebview, LinkView, RunView } from "./protocol";
import { AnswerSection } from "./renderAnswer";
import { BranchBar } from "./renderBranches";
import { Composer } from "./renderComposer";
import { Downloads } from "./renderDownloads";
import { EmptyPage } from "./renderEmpty";
import { FileNote } from "./renderFileNote";
import type { KeptThought } from "./renderFirstThought";
import { Header } from "./renderHeader";
import { HistoryPage } from "./renderHistory";
import { ResultSection } from "./renderResult";
import { StepList } from "./renderSteps";
import { Follower } from "./scroll";
import { initialState, isRunning, type Mark, type SidebarState } from "./state";
import { markTies } from "./tieMarks";

export interface SidebarOptions {
	readonly send: (message: FromWebview) => void;
	/** The user went from a hunk to a step, or let go of it. */
	readonly markStep: (mark: Mark | null) => void;
	readonly showHistory: (isShown: boolean) => void;
	/** Milliseconds. */
	readonly now: () => number;
}

/** What outlives the page: kept by VS Code while the view is hidden. */
export interface Kept {
	readonly draft: string;
	readonly run: string;
	/** Null: at the bottom. */
	readonly top: number | null;
	/** This and what follows: absent in what an earlier version kept. */
	readonly thought?: KeptThought;
	readonly edits?: readonly StepDraft[];
}

export class Sidebar {
	readonly #options: SidebarOptions;
	readonly #header: Header;
	readonly #branches: BranchBar;
	readonly #history: HistoryPage;
	readonly #middle: HTMLElement;
	readonly #fileNote = new FileNote();
	readonly #empty: EmptyPage;
	readonly #downloads: Downloads;
	readonly #drafts = new StepDrafts();
	readonly #steps: StepList;
	readonly #noThought = element("p", { class: "no-thought", hidden: "" });
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
		this.#header = new Header(send, now, () => options.showHistory(true));
		this.#history = new HistoryPage({
			send,
			close: () => options.showHistory(false),
			today: () => Date.now(),
		});
		this.#branches = new BranchBar(send);
		this.#downloads = new Downloads(send);
		this.#empty = new EmptyPage(send, (action) => this.#composer.start(action));
		this.#steps = new StepList({ send, drafts: this.#drafts, onEdit: () => this.#follower.release() });
		this.#result = new ResultSection({ send, goToStep: options.markStep, attend: (hunk) => this.#attend(hunk) });
		this.#composer = new Composer(send, () => this.#steps.focusLast());
		const content = element("div", { class: "content" });
		// What the user unfolds is read from its beginning.
		this.#answer.title.addEventListener("click", () => this.#follower.release());
		content.append(this.#empty.root, this.#steps.root, this.#noThought, this.#result.root, this.#answer.root);
		const scroller = element("main", { class: "scroller" }, content);
		this.#follower = new Follower(scroller, content);
		this.#middle = element("div", { class: "middle" }, scroller, this.#follower.jump);
		root.replaceChildren(
			this.#header.root,
			this.#branches.root,
			this.#fileNote.root,
			this.#middle,
			this.#history.root,
			this.#downloads.root,
			this.#composer.root,
			this.#live,
		);
		root.addEventListener("keydown", (event) => this.#onKeyDown(event));
	}

	update(state: SidebarState): void {
		const { run, proposal, model, mark } = state;
		const before = this.#shown;
		const focused = document.activeElement;
		this.#shown = state;
		this.#dropDraft(run);
		this.#header.update(state);
		this.#branches.update(state.branches, run?.id ?? "");
		this.#fileNote.update(state.fileNote);
		this.#showHistory(state);
		this.#empty.update(state.isReady && run === null, model);
		this.#steps.update(run, proposal, model);
		setText(this.#noThought, run === null ? "" : noThoughtNote(run, model));
		this.#noThought.hidden = this.#noThought.textContent === "";
		this.#result.update(run, proposal);
		this.#answer.update(run);
		this.#downloads.update(state.downloads);
		this.#composer.update(state);
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
		if (focused?.isConnected === false && document.activeElement === document.body && document.hasFocus()) {
			// What was pressed went with the run that was shown before.
			this.#header.focus();
		}
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
		return {
			draft: this.#composer.draft,
			run: this.#shown.run?.id ?? "",
			top: this.#follower.position,
			thought: this.#composer.thought.kept,
			edits: this.#drafts.all,
		};
	}

	/** Takes up what was kept, once the run it belongs to is shown again. */
	restore({ draft, run, top, thought = { text: "", isOpen: false }, edits = [] }: Kept): void {
		this.#composer.draft = draft;
		this.#composer.thought.restore(thought);
		this.#drafts.all = edits;
		this.#dropDraft(this.#shown.run);
		if (this.#shown.run !== null && !isRunning(this.#shown.run)) {
			this.#steps.showDrafts();
		}
		// A marked step is what the view was opened for.
		if (top !== null && run === this.#shown.run?.id && this.#shown.mark === null) {
			this.#follower.release(top);
		}
	}

	/** The words of a step have become a run: they are no draft any more. */
	#dropDraft(run: RunView | null): void {
		if (run?.origin.kind === "resumed") {
			this.#drafts.delete(run.origin.run, run.origin.step);
		}
	}

	/** The history lies over all that is about one run, which stays as it is. */
	#showHistory({ history, run }: SidebarState): void {
		const hadFocus = this.#history.root.contains(document.activeElement);
		for (const part of [this.#header.root, this.#branches.root, this.#middle, this.#composer.root]) {
			part.inert = history !== null;
		}
		this.#history.update(history, run?.root ?? "");
		if (history === null && hadFocus) {
			this.#composer.focus();
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
