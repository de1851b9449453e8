import * as vscode from "vscode";
import type { MarkedHunk } from "../proposal/markedText";
import { isPending } from "../proposal/markedText";
import type { Proposals } from "../proposal/proposals";
import type { Baseline } from "./baseline";
import type { Check, CheckResults, NewProblem } from "./checkResults";
import { type EditorProblem, editorProblems } from "./editorProblems";
import { hunkOf, isInHunk } from "./hunkOf";
import { newProblems } from "./newProblems";
import { Quiet } from "./quiet";
import { type Reporters, reportLimit } from "./reporters";

interface Collaborators {
	readonly proposals: Proposals;
	readonly results: CheckResults;
	readonly reporters: Reporters;
}

interface Edit {
	readonly id: string;
	readonly uri: vscode.Uri;
}

/**
 * Milliseconds. TypeScript reports a file in parts (syntax, types, hints) some 100 ms apart; a server that has said
 * nothing for longer than that has said all. One that never stops is not waited for.
 */
const times = { quiet: 700, limit: reportLimit };

/** Milliseconds until a server begins to report on an edit: TypeScript waits for 200 to 800 by itself, then computes. */
const firstReport = 2000;

/** One edit, from the moment before it is applied until it is decided on: later reports are taken in too. */
export class EditCheck {
	readonly #quiet = new Quiet(times, () => this.#settle());
	/** What was wrong in the document before the edit. */
	readonly #wasKnown: boolean;
	#resolve: () => void = () => undefined;
	/** Milliseconds, until when a first report is waited for; undefined before the start. */
	#firstReportBy: number | undefined;
	#hasReported = false;
	readonly settled = new Promise<void>((resolve) => {
		this.#resolve = resolve;
	});

	constructor(
		readonly edit: Edit,
		readonly baseline: Baseline,
		private readonly deps: Collaborators,
	) {
		this.#wasKnown = deps.reporters.isKnown(edit.uri);
	}

	get isStarted(): boolean {
		return this.#firstReportBy !== undefined;
	}

	/** The edit stands in the document. */
	start(): void {
		this.#firstReportBy = performance.now() + (this.#isChecked() ? firstReport : times.quiet);
		this.deps.results.update(this.edit.id, { kind: "checking", problems: [], tests: "none", testFailure: "" });
		this.touch([]);
	}

	/** Something was edited, or reported on these documents. */
	touch(reported: readonly vscode.Uri[]): void {
		if (this.#firstReportBy === undefined) {
			return;
		}
		this.#hasReported ||= reported.some((it) => it.toString() === this.edit.uri.toString());
		const left = this.#hasReported ? 0 : this.#firstReportBy - performance.now();
		this.#quiet.touch(Math.max(times.quiet, left));
	}

	dispose(): void {
		this.#quiet.dispose();
		this.#resolve();
	}

	#settle(): void {
		this.deps.results.update(this.edit.id, this.#look());
		this.#resolve();
	}

	#look(): Pick<Check, "kind" | "sources" | "problems"> {
		const { uri, id } = this.edit;
		const { reporters, proposals } = this.deps;
		const hunks = proposals.hunks(id).filter(isPending);
		const problems = newProblems(this.baseline.known, editorProblems())
			.filter((it) => this.#wasKnown || this.#isOf(it, hunks))
			.map((it): NewProblem => ({ ...it, hunk: it.uri === uri.toString() ? hunkOf(it.line, hunks) : null }));
		const sources = reporters.namesFor(this.#document()?.languageId ?? "");
		const kind = problems.length > 0 ? "problems" : this.#isChecked() ? "clean" : "unchecked";
		return { kind, sources, problems };
	}

	#document(): vscode.TextDocument | undefined {
		return vscode.workspace.textDocuments.find((it) => it.uri.toString() === this.edit.uri.toString());
	}

	#isChecked(): boolean {
		const document = this.#document();
		return document !== undefined && this.deps.reporters.isChecked(document);
	}

	/**
	 * In a document that was just opened, what was wrong before the edit is not known: only what stands on the edit's own
	 * lines is surely new.
	 */
	#isOf({ uri, line }: EditorProblem, hunks: readonly MarkedHunk[]): boolean {
		return uri === this.edit.uri.toString() && isInHunk(line, hunks);
	}
}
