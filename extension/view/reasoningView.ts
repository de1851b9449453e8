// The reasoning sidebar's side in the extension host: relays between the webview, the runs and the proposals.
import * as vscode from "vscode";
import type { BranchView, FromWebview, ProposalView, ToWebview } from "../../media/reasoning/protocol";
import type { RunSnapshot } from "../../server/protocol/run";
import { actionEntries } from "../actions";
import type { Config } from "../config";
import { DisposableStore } from "../disposable";
import type { History } from "../history/history";
import type { ModelDownloads } from "../model/modelDownloads";
import type { Proposals } from "../proposal/proposals";
import { reasoningHtml } from "../reasoningHtml";
import { branchEdit, familyOf } from "../run/branchEdit";
import type { Notices } from "../run/notices";
import type { Runs } from "../run/runs";
import type { ThemeColors } from "../themeColors";
import type { CheckResults } from "../verify/checkResults";
import { branchViews, proposalView } from "./branches";
import { DownloadsPanel } from "./downloadsPanel";
import { parseFromWebview } from "./fromWebview";
import { HistoryPanel } from "./historyPanel";
import type { ModelStatus } from "./modelStatus";
import type { Navigation } from "./navigation";

export const reasoningViewId = "rationale.reasoning";

interface Collaborators {
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly notices: Notices;
	readonly history: History;
	readonly checkResults: CheckResults;
	readonly navigation: Navigation;
	readonly model: ModelStatus;
	readonly downloads: ModelDownloads;
	readonly colors: ThemeColors;
	readonly config: Config;
}

export class ReasoningView implements vscode.WebviewViewProvider, vscode.Disposable {
	readonly #store = new DisposableStore();
	#view: vscode.WebviewView | undefined;
	/** The webview has told that it listens; what is posted before that is lost. */
	#isReady = false;
	#shownId: string | undefined;
	#pendingMark: { readonly id: string; readonly step: number; readonly hunk: number } | undefined;
	readonly #history: HistoryPanel;
	readonly #downloads: DownloadsPanel;
	#isHistoryPending = false;

	constructor(
		private readonly extensionUri: vscode.Uri,
		private readonly deps: Collaborators,
		private readonly reported: (work: () => unknown) => Promise<unknown>,
	) {
		const { runs, proposals, notices, checkResults, model, downloads, colors, config } = deps;
		this.#store.add(runs.onDidStart(({ id }) => this.showRun(id)));
		this.#store.add(runs.onDidReceiveEvents(({ id, ...rest }) => this.#postFor(id, { kind: "events", id, ...rest })));
		this.#store.add(runs.onDidReplace(({ id }) => this.#shownAgain(id)));
		this.#history = this.#store.add(new HistoryPanel(deps, (message) => this.#post(message)));
		this.#store.add(runs.onDidRestore(() => this.#showNewest()));
		this.#store.add(runs.onDidForget(() => this.#showNewest()));
		this.#store.add(runs.onDidEnd((run) => this.#familyChanged(run.id)));
		for (const event of [proposals.onDidChange, notices.onDidChange, checkResults.onDidChange]) {
			this.#store.add(event((id) => this.#familyChanged(id)));
		}
		this.#store.add(model.onDidChange(() => this.#post({ kind: "model", model: model.view() })));
		this.#downloads = this.#store.add(new DownloadsPanel(downloads, (message) => this.#post(message)));
		this.#store.add(config.onDidChange(() => this.#post({ kind: "effort", effort: config.effort() })));
		this.#store.add(colors.onDidChange(() => void this.#postColors()));
	}

	get shownId(): string | undefined {
		return this.#shownId;
	}

	resolveWebviewView(view: vscode.WebviewView): void {
		const lifetime = new DisposableStore();
		this.#view = view;
		view.webview.options = {
			enableScripts: true,
			localResourceRoots: [
				vscode.Uri.joinPath(this.extensionUri, "dist", "media"),
				vscode.Uri.joinPath(this.extensionUri, "media"),
			],
		};
		lifetime.add(
			view.webview.onDidReceiveMessage((value) => {
				const message = parseFromWebview(value);
				if (message) {
					void this.reported(() => this.#receive(message));
				}
			}),
		);
		lifetime.add(
			view.onDidDispose(() => {
				lifetime.dispose();
				this.#view = undefined;
				this.#isReady = false;
			}),
		);
		// A hidden webview is thrown away by VS Code, and made anew when it is shown: it asks for everything then.
		lifetime.add(
			view.onDidChangeVisibility(() => {
				this.#isReady &&= view.visible;
			}),
		);
		view.webview.html = reasoningHtml(view.webview, this.extensionUri);
	}

	/** Brings the sidebar into sight; the focus stays where it is, or is given to the sidebar. */
	async reveal({ takesFocus }: { readonly takesFocus: boolean }): Promise<void> {
		if (this.#view && !takesFocus) {
			this.#view.show(true);
			return;
		}
		// A view that was never open has no object yet that could show it: only this command knows it.
		await vscode.commands.executeCommand(`${reasoningViewId}.focus`, { preserveFocus: !takesFocus });
	}

	/** Makes a run the one that is shown. */
	showRun(id: string): void {
		this.#shownId = id;
		this.#show();
	}

	/** Brings a step into sight, marked and focused, as the reason of a hunk; of whichever run it is. */
	async markStep({ id, step, hunk }: { id: string; step: number; hunk: number }): Promise<void> {
		if (id !== this.#shownId) {
			this.showRun(id);
		}
		this.#pendingMark = { id, step, hunk };
		await this.reveal({ takesFocus: true });
		this.#postMark();
	}

	/** Shows the list of all runs in place of the one that is shown. */
	async showHistory(): Promise<void> {
		this.#isHistoryPending = true;
		await this.reveal({ takesFocus: true });
		this.#postOpenHistory();
	}

	dispose(): void {
		this.#store.dispose();
	}

	async #receive(message: FromWebview): Promise<void> {
		const { navigation } = this.deps;
		switch (message.kind) {
			case "ready":
				await this.#becomeReady();
				return;
			case "missed":
				this.#show();
				return;
			case "selectRun":
				this.showRun(message.id);
				return;
			case "searchHistory":
				this.#history.search(message.query);
				return;
			case "pauseDownload":
			case "resumeDownload":
			case "discardDownload":
				return this.#downloads.receive(message);
			case "showCode":
				return navigation.showCode(message.id);
			case "showStep":
				return navigation.showStep(message.id, message.step);
			case "showHunk":
				return navigation.showHunk(message.id, message.hunk);
			default: {
				const [command, ...args] = commandFor(message);
				await vscode.commands.executeCommand(command, ...args);
			}
		}
	}

	/** Colours first, so that code is never shown without them. */
	async #becomeReady(): Promise<void> {
		const colors = await this.deps.colors.current();
		this.#isReady = true;
		this.#post({ kind: "colors", colors });
		this.#show();
		this.#downloads.show();
		this.#postMark();
		this.#postOpenHistory();
	}

	#show(): void {
		const { model, config } = this.deps;
		const run = this.#shown();
		this.#post({
			kind: "show",
			run: run ?? null,
			proposal: (run && this.#proposalOf(run)) ?? null,
			branches: run ? this.#branchesOf(run) : [],
			effort: config.effort(),
			model: model.view(),
		});
		if (run) {
			void this.reported(() => this.#history.postNote(run.id));
		}
	}

	#shownAgain(id: string): void {
		if (id === this.#shownId) {
			this.#show();
		}
	}

	#shown(): RunSnapshot | undefined {
		return this.#shownId === undefined ? undefined : this.deps.runs.get(this.#shownId);
	}

	#branchesOf(run: RunSnapshot): readonly BranchView[] {
		const { runs, proposals } = this.deps;
		return branchViews(familyOf(runs.all(), run), (it) => {
			const edit = branchEdit(it);
			return edit !== undefined && proposals.stands(edit);
		});
	}

	/** Where none is shown, as none was started yet or the one that was shown is forgotten. */
	#showNewest(): void {
		const { runs } = this.deps;
		if (this.#shownId === undefined || !runs.get(this.#shownId)) {
			this.#shownId = runs.all()[0]?.id;
			this.#show();
		}
	}

	#proposalOf(run: RunSnapshot): ProposalView | undefined {
		const { checkResults, history, notices } = this.deps;
		const proposal = proposalView(run, this.#branchesOf(run), {
			proposal: history.proposalOf(run.id),
			notice: notices.get(run.id),
		});
		const check = checkResults.view(run.id);
		return proposal && check ? { ...proposal, check } : proposal;
	}

	/** What became of one branch concerns all of them: only one can be in the document. */
	#familyChanged(id: string): void {
		const run = this.#shown();
		if (!run || this.deps.runs.get(id)?.root !== run.root) {
			return;
		}
		this.#post({ kind: "branches", branches: this.#branchesOf(run) });
		const proposal = this.#proposalOf(run);
		if (proposal) {
			this.#post({ kind: "proposal", id: run.id, proposal });
		}
	}

	#postMark(): void {
		const mark = this.#pendingMark;
		if (mark && this.#isReady) {
			this.#pendingMark = undefined;
			this.#post({ kind: "markStep", ...mark });
		}
	}

	#postOpenHistory(): void {
		if (this.#isHistoryPending && this.#isReady) {
			this.#isHistoryPending = false;
			this.#post({ kind: "openHistory" });
		}
	}

	async #postColors(): Promise<void> {
		this.#post({ kind: "colors", colors: await this.deps.colors.current() });
	}

	#postFor(id: string, message: ToWebview): void {
		if (id === this.#shownId) {
			this.#post(message);
		}
	}

	#post(message: ToWebview): void {
		if (this.#isReady) {
			void this.#view?.webview.postMessage(message);
		}
	}
}

type CommandMessage = Extract<
	FromWebview,
	{
		kind:
			| "start"
			| "stop"
			| "again"
			| "steer"
			| "setEffort"
			| "resume"
			| "answerAgain"
			| "chooseBranch"
			| "compareBranches"
			| "exportRun"
			| "deleteRun"
			| "deleteAllRuns"
			| "accept"
			| "reject"
			| "showProblem"
			| "fixNewProblems"
			| "selectModel"
			| "getStarted"
			| "showLog";
	}
>;

/** What the palette can do too goes the same way. */
function commandFor(message: CommandMessage): readonly [command: string, ...args: unknown[]] {
	switch (message.kind) {
		case "start":
			return [actionEntries[message.action].command, { instruction: message.instruction, thought: message.thought }];
		case "stop":
			return ["rationale.stopRun", message.id];
		case "again":
			return ["rationale.runAgain", message.id];
		case "steer":
			return [message.steer === "answerNow" ? "rationale.answerNow" : "rationale.thinkMore", message.id];
		case "setEffort":
			return ["rationale.selectEffort", message.effort];
		case "resume":
			return ["rationale.resumeFromStep", message.id, message.step, message.text];
		case "answerAgain":
			return ["rationale.anotherAnswer", message.id];
		case "chooseBranch":
			return ["rationale.chooseBranch", message.id];
		case "compareBranches":
			return ["rationale.compareBranches", message.id];
		case "exportRun":
			return ["rationale.exportRun", message.id];
		case "deleteRun":
			return ["rationale.deleteRun", message.id];
		case "deleteAllRuns":
			return ["rationale.deleteAllRuns"];
		case "accept":
			return message.hunk === "all"
				? ["rationale.acceptAll", message.id]
				: ["rationale.acceptHunk", message.id, message.hunk];
		case "reject":
			return message.hunk === "all"
				? ["rationale.rejectAll", message.id]
				: ["rationale.rejectHunk", message.id, message.hunk];
		case "showProblem":
			return ["rationale.showNewProblems", message.id, undefined, message.problem ?? undefined];
		case "fixNewProblems":
			return ["rationale.fixNewProblems", message.id];
		case "selectModel":
			return ["rationale.selectModel"];
		case "getStarted":
			return ["rationale.getStarted"];
		case "showLog":
			return ["rationale.showLog"];
	}
}
