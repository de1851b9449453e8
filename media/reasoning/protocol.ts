/**
 * Messages between the extension and the reasoning sidebar. The shapes of a run are those of the server's protocol
 * (the extension's compiler checks that they fit), named here as far as the sidebar reads them.
 */

export type StepKind = "plan" | "inspect" | "check" | "revise" | "decide";

/** Times in milliseconds since the thought began. */
export interface StepView {
	readonly index: number;
	readonly kind: StepKind;
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly tokens: number;
	readonly lines: readonly number[];
	readonly source: "model" | "kept" | "user";
}

export interface InterventionView {
	readonly kind: "answerNow" | "thinkMore" | "budget" | "context" | "rewound" | "repetition" | "language";
	readonly step: number;
	readonly tokens: number;
}

export type EffortView = "none" | "brief" | "normal" | "deep" | "unlimited";

export type OriginView =
	| { readonly kind: "start" }
	| { readonly kind: "resumed"; readonly run: string; readonly step: number }
	| { readonly kind: "answer"; readonly run: string };

export interface HunkView {
	readonly index: number;
	readonly oldStart: number;
	readonly oldLines: readonly string[];
	readonly newStart: number;
	readonly newLines: readonly string[];
}

export interface LinkView {
	readonly hunk: number;
	readonly step: number;
	readonly kind: "cited" | "inferred";
	readonly strength: number;
	readonly ties: readonly TieView[];
}

/** What a step and a hunk share. */
export interface TieView {
	/** As the step writes it, within its quotes where it has any. */
	readonly inStep: string;
	/** As the hunk's lines have it; empty where the step names a line by its number. */
	readonly inCode: string;
}

export type ResultView =
	| {
			readonly kind: "edit";
			readonly hunks: readonly HunkView[];
			readonly links: readonly LinkView[];
	  }
	| { readonly kind: "newFile"; readonly name: string }
	| { readonly kind: "text" }
	| { readonly kind: "unchanged" }
	| { readonly kind: "refused"; readonly message: string };

export type StateView =
	| { readonly kind: "queued"; readonly ahead: number }
	| { readonly kind: "loading"; readonly progress: number }
	| {
			readonly kind: "reading";
			readonly done: number;
			readonly total: number;
			readonly reused: number;
	  }
	| { readonly kind: "thinking" }
	| { readonly kind: "answering" }
	| { readonly kind: "done"; readonly result: ResultView }
	| { readonly kind: "stopped" }
	| {
			readonly kind: "failed";
			readonly reason: string;
			readonly message: string;
	  };

export interface StatsView {
	readonly promptTokens: number;
	readonly reusedTokens: number;
	readonly thoughtTokens: number;
	readonly answerTokens: number;
	readonly thoughtTime: number;
	readonly totalTime: number;
	readonly tokensPerSecond: number;
}

export interface RunView {
	readonly id: string;
	readonly origin: OriginView;
	readonly root: string;
	readonly date: number;
	readonly action: ActionView;
	readonly instruction: string;
	readonly effort: EffortView;
	/** Tokens; null: no limit. */
	readonly budget: number | null;
	readonly uri: string;
	readonly range: {
		readonly start: { readonly line: number };
		readonly end: { readonly line: number };
	};
	readonly model: string;
	readonly state: StateView;
	readonly steps: readonly StepView[];
	readonly interventions: readonly InterventionView[];
	readonly answer: string;
	readonly stats: StatsView;
	readonly sequence: number;
}

export type ActionView = "fix" | "refactor" | "document" | "tests" | "explain" | "edit" | "complete";

export type EventView =
	| {
			readonly kind: "state";
			readonly state: StateView;
			readonly model: string;
	  }
	| { readonly kind: "step"; readonly step: Omit<StepView, "text"> }
	| { readonly kind: "thought"; readonly step: number; readonly text: string }
	| { readonly kind: "steps"; readonly steps: readonly StepView[] }
	| { readonly kind: "intervention"; readonly intervention: InterventionView }
	| { readonly kind: "answer"; readonly text: string }
	| { readonly kind: "prompt"; readonly prompt: string }
	| { readonly kind: "stats"; readonly stats: StatsView };

/** What became of a hunk in the editor. `gone`: the user's own typing took it away. `replaced`: a later edit did. */
export type HunkDecision = "pending" | "accepted" | "rejected" | "gone" | "replaced";

/** Something wrong that an edit brought. */
export interface ProblemView {
	/** The hunk that it belongs to; null: it is the edit's as a whole. */
	readonly hunk: number | null;
	readonly severity: "error" | "warning";
	readonly message: string;
	/** File name and line, such as `cart.ts:14`; empty for what has no place. */
	readonly where: string;
}

/** What is known of an edit beside its text. */
export interface CheckView {
	/** `unchecked`: no language server has said anything about the file. */
	readonly kind: "checking" | "clean" | "unchecked" | "problems";
	/** Who checked, such as "TypeScript"; empty where it is not known. */
	readonly sources: readonly string[];
	readonly problems: readonly ProblemView[];
	/** What the user's own test command said. */
	readonly tests: "none" | "running" | "passed" | "failed";
	/** Which answer of several this is, in a sentence; empty for the only one. */
	readonly note: string;
}

/** A proposal's hunks in the editor: what was decided, and the zero-based line each one stands at now. */
export interface ProposalView {
	readonly hunks: readonly {
		/** `undecided`: still pending when its window was closed, so that it cannot be decided on any more. */
		readonly decision: HunkDecision | "undecided";
		readonly line: number;
	}[];
	/** Set where the proposal could not be applied to the document: why, in a sentence. */
	readonly notice?: string;
	readonly check?: CheckView;
}

/** What came of a run, such as `accepted 2 of 3`. */
export interface OutcomeView {
	readonly text: string;
	readonly tone: "good" | "bad" | "busy" | "plain";
}

/** The runs that began as one, in the history: as the newest of them that was found. */
export interface HistoryEntry {
	readonly id: string;
	readonly root: string;
	/** Milliseconds since 1970. */
	readonly date: number;
	readonly action: ActionView;
	/** File name and lines, such as `cart.ts:12–18`. */
	readonly where: string;
	/** Of the file. */
	readonly path: string;
	readonly instruction: string;
	readonly outcome: OutcomeView;
	/** Empty for a run that never had one. */
	readonly model: string;
	readonly tokensPerSecond: number;
	/** All of them, this one included. */
	readonly branches: number;
	/** Whether one of them goes on: it cannot be deleted then. */
	readonly isActive: boolean;
	/** Where in its texts the words stand that were searched for; empty where what is above has them. */
	readonly excerpt: string;
}

/** One of the runs that began as one: other thoughts and other answers for the same question. */
export interface BranchView {
	readonly id: string;
	readonly origin: OriginView;
	readonly isActive: boolean;
	/** What came of it, in a word or two: `2 changes`, `stopped`; empty while it goes on. */
	readonly outcome: string;
	/** The one whose edit stands in the editor. */
	readonly isProposed: boolean;
}

/** What runs the model: shown at the foot of the sidebar, such as "On this machine · CPU". */
export interface ModelView {
	readonly kind: "none" | "stopped" | "loading" | "ready" | "failed";
	readonly name: string;
	readonly detail: string;
	/** Where code goes to; absent: a model on this machine, which code does not leave. */
	readonly server?: ServerView;
	/** What the model cannot do; absent: nothing of that, or not known yet. */
	readonly lacks?: readonly ("thought" | "steering")[];
}

/** A server that runs the model. */
export interface ServerView {
	/** Such as `api.deepseek.com`, with a port that is not the usual one. */
	readonly host: string;
	/** Whether it is a program on this machine. */
	readonly isHere: boolean;
	/** Whether what is sent there can be read on the way. */
	readonly isExposed: boolean;
}

/** A model that is being downloaded, or was. */
export interface DownloadView {
	readonly id: string;
	readonly name: string;
	readonly kind: "waiting" | "running" | "checking" | "paused" | "failed";
	/** How far it is and how long it takes, or why it does not go on. */
	readonly text: string;
	/** From 0 to 1; null where that is not known. */
	readonly progress: number | null;
}

export type ToWebview =
	/** The whole state: after `ready`, and when another run is to be shown. */
	| {
			readonly kind: "show";
			readonly run: RunView | null;
			readonly proposal: ProposalView | null;
			/** All runs of this one's family, itself included, in the order they began. */
			readonly branches: readonly BranchView[];
			/** What the next run may think. */
			readonly effort: EffortView;
			readonly model: ModelView;
	  }
	/** For the run that is shown; one that does not follow its `sequence` is answered with `missed`. */
	| {
			readonly kind: "events";
			readonly id: string;
			readonly sequence: number;
			readonly events: readonly EventView[];
	  }
	/** The answer to `searchHistory`, and again when what it found has changed. */
	| { readonly kind: "history"; readonly query: string; readonly entries: readonly HistoryEntry[] }
	/** Show the history in place of the run. */
	| { readonly kind: "openHistory" }
	/** What a user should know of the file of an earlier run, such as that it has changed since. */
	| { readonly kind: "fileNote"; readonly id: string; readonly text: string }
	| { readonly kind: "model"; readonly model: ModelView }
	/** All of them. */
	| { readonly kind: "downloads"; readonly downloads: readonly DownloadView[] }
	| { readonly kind: "branches"; readonly branches: readonly BranchView[] }
	| { readonly kind: "effort"; readonly effort: EffortView }
	| {
			readonly kind: "proposal";
			readonly id: string;
			readonly proposal: ProposalView;
	  }
	/** Scroll to a step, mark it and give it the focus: it is why a hunk is there. */
	| { readonly kind: "markStep"; readonly id: string; readonly step: number; readonly hunk: number }
	/** Colours of code in the editor's theme, by CSS custom property. */
	| {
			readonly kind: "colors";
			readonly colors: Readonly<Record<string, string>>;
	  };

export type FromWebview =
	| { readonly kind: "ready" }
	/** An event of the shown run was lost: send `show` again. */
	| { readonly kind: "missed"; readonly id: string }
	| { readonly kind: "selectRun"; readonly id: string }
	/** The entries of the history that have all the words of `query`. */
	| { readonly kind: "searchHistory"; readonly query: string }
	| { readonly kind: "exportRun"; readonly id: string }
	/** With all that began as one with it. */
	| { readonly kind: "deleteRun"; readonly id: string }
	| { readonly kind: "deleteAllRuns" }
	| {
			readonly kind: "start";
			readonly action: ActionView;
			readonly instruction: string;
			/** What the thought is to begin with; empty: the model's own words. */
			readonly thought: string;
	  }
	| { readonly kind: "stop"; readonly id: string }
	| { readonly kind: "again"; readonly id: string }
	| { readonly kind: "steer"; readonly id: string; readonly steer: "answerNow" | "thinkMore" }
	| { readonly kind: "setEffort"; readonly effort: EffortView }
	/** Think on from the user's words in place of a step; empty words: think the step anew. */
	| { readonly kind: "resume"; readonly id: string; readonly step: number; readonly text: string }
	/** Another answer to the same thought. */
	| { readonly kind: "answerAgain"; readonly id: string }
	/** Show a branch, and put its edit in place of the other branches'. */
	| { readonly kind: "chooseBranch"; readonly id: string }
	/** Show a branch and another one side by side. */
	| { readonly kind: "compareBranches"; readonly id: string }
	/** Show the run's lines in the editor. */
	| { readonly kind: "showCode"; readonly id: string }
	/** Show the lines of a step: those of its hunks, else those it names. */
	| { readonly kind: "showStep"; readonly id: string; readonly step: number }
	| { readonly kind: "showHunk"; readonly id: string; readonly hunk: number }
	| {
			readonly kind: "accept";
			readonly id: string;
			readonly hunk: number | "all";
	  }
	| {
			readonly kind: "reject";
			readonly id: string;
			readonly hunk: number | "all";
	  }
	/** Go to a problem of the check; null: to all of them. */
	| { readonly kind: "showProblem"; readonly id: string; readonly problem: number | null }
	/** Start a fix of the problems that the edit brought. */
	| { readonly kind: "fixNewProblems"; readonly id: string }
	| { readonly kind: "selectModel" }
	/** Open the walkthrough. */
	| { readonly kind: "getStarted" }
	| { readonly kind: "pauseDownload"; readonly id: string }
	| { readonly kind: "resumeDownload"; readonly id: string }
	/** Give it up, and delete what was fetched of it. */
	| { readonly kind: "discardDownload"; readonly id: string }
	| { readonly kind: "showLog" };
