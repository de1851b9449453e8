import * as vscode from "vscode";
import type { ProposalView } from "../../media/reasoning/protocol";
import type { Link, Step } from "../../server/protocol/run";
import type { ResolvedEdit } from "../../server/protocol/runs";
import { DisposableStore } from "../disposable";
import { HunkLenses, type HunkNotes } from "./codeLenses";
import { HunkDecorations } from "./decorations";
import { type DiffSides, ProposalDiffs } from "./diffEditor";
import { type BranchEdit, exchange, standingHunks } from "./exchange";
import { HunkHover } from "./hover";
import { HunkCursor } from "./hunkCursor";
import { type MarkedDocumentChange, MarkedDocuments } from "./markedDocuments";
import { type HunkTest, hunksOf, indexesOf, isPending, lineOf, type MarkedHunk, propose, reject } from "./markedText";
import { nameOf, openDocument } from "./openDocument";
import { Originals } from "./originals";
import { HunkQuickDiff } from "./quickDiff";
import { type Why, whysOf } from "./why";

/** What a proposal needs to know of its run. */
export interface ProposedRun {
	readonly id: string;
	readonly uri: vscode.Uri;
	readonly steps: readonly Step[];
}

/** How often a rejection is tried against a user who types at the same moment. */
const maxAttempts = 3;

/** The edits that runs propose, as they stand in the documents until each hunk is accepted or rejected. */
export class Proposals implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new vscode.EventEmitter<string>());
	/** The run whose hunks were decided on, or stand elsewhere now. */
	readonly onDidChange = this.#changed.event;
	readonly #marked = this.#store.add(new MarkedDocuments());
	readonly #cursor = this.#store.add(new HunkCursor(this.#marked));
	readonly #diffs = this.#store.add(new ProposalDiffs());
	readonly #reasons = new Map<string, { readonly steps: readonly Step[]; readonly links: readonly Link[] }>();

	constructor(notes: HunkNotes) {
		const whys = (hunk: MarkedHunk) => this.#whysOf(hunk);
		this.#store.add(new HunkDecorations(this.#marked));
		this.#store.add(new HunkLenses(this.#marked, whys, notes));
		this.#store.add(new HunkHover(this.#marked, whys));
		this.#store.add(new HunkQuickDiff(this.#marked, this.#store.add(new Originals(this.#marked))));
		this.#store.add(this.#marked.onDidChange((change) => this.#tell(change)));
	}

	/** Applies an edit to its document, unsaved and to be undone in one; false if the document has another version by now. */
	async propose(run: ProposedRun, resolved: Extract<ResolvedEdit, { kind: "edit" }>): Promise<boolean> {
		const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === run.uri.toString());
		if (!document) {
			return false;
		}
		if (!isEditable(run.uri)) {
			throw new Error(`The proposal could not be applied: ${nameOf(run.uri)} is read-only.`);
		}
		const isCurrent = () => document.version === resolved.version;
		this.#reasons.set(run.id, { steps: run.steps, links: resolved.links });
		const isApplied = await this.#marked.edit(document, (text) => {
			const change = isCurrent() ? propose(text, run.id, resolved) : undefined;
			if (isCurrent() && !change) {
				throw new Error(`The proposal does not fit ${nameOf(run.uri)}. Run the action again.`);
			}
			return change;
		});
		if (!isApplied && isCurrent()) {
			throw new Error(`The proposal could not be applied: ${nameOf(run.uri)} cannot be edited.`);
		}
		return isApplied;
	}

	/** Whether an edit, or a part of it, is in its document: to be decided on, or accepted. */
	stands(branch: BranchEdit): boolean {
		const text = this.#marked.ofRun(branch.run)?.text;
		return text !== undefined && standingHunks(text, branch).length > 0;
	}

	/**
	 * Puts an edit in place of those of other branches, to be undone in one. `none`: none of them stands in the document.
	 * `changed`: the code is not as the runs knew it, and nothing is done.
	 */
	async exchange(
		run: ProposedRun,
		links: readonly Link[],
		{ others, chosen }: { readonly others: readonly BranchEdit[]; readonly chosen: BranchEdit },
	): Promise<"exchanged" | "none" | "changed"> {
		const standing = others.find((it) => this.stands(it));
		const uri = (standing && this.#marked.ofRun(standing.run)?.uri) ?? run.uri;
		const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
		if (!document) {
			return "none";
		}
		for (let attempt = 1; attempt <= maxAttempts; attempt++) {
			const plan: { reason?: "none" | "changed" } = {};
			const isApplied = await this.#marked.edit(document, (text) => {
				const change = exchange(text, others, chosen);
				if (typeof change === "string") {
					plan.reason = change;
					return undefined;
				}
				this.#reasons.set(run.id, { steps: run.steps, links });
				return change;
			});
			if (isApplied || plan.reason) {
				return plan.reason ?? "exchanged";
			}
		}
		throw new Error(`The other branch could not be put in: ${nameOf(uri)} cannot be edited.`);
	}

	/** Shows a proposal in the diff editor and leaves the document as it is. */
	async showDiff({ id, uri }: Pick<ProposedRun, "id" | "uri">, sides: DiffSides): Promise<void> {
		await this.#diffs.show(id, uri, sides);
	}

	/** The lines stay, as the user's own. */
	async accept(id: string, hunk: number | "all"): Promise<void> {
		const uri = this.#marked.ofRun(id)?.uri;
		if (uri) {
			await this.#marked.accept(uri, hunksOf(id, hunk));
		}
	}

	/** The old lines come back, by an edit that can be undone. */
	async reject(id: string, hunk: number | "all"): Promise<void> {
		const uri = this.#marked.ofRun(id)?.uri;
		if (uri) {
			await this.#reject(uri, hunksOf(id, hunk));
		}
	}

	/** Accepts the hunk that the cursor is in and goes on to the next one; goes there first if it is in none. */
	async acceptAtCursor(): Promise<void> {
		const hunk = this.hunkAtCursor();
		if (hunk) {
			await this.accept(hunk.id, hunk.hunk);
		}
		this.#cursor.goOn();
	}

	async rejectAtCursor(): Promise<void> {
		const hunk = this.hunkAtCursor();
		if (hunk) {
			await this.reject(hunk.id, hunk.hunk);
		}
		this.#cursor.goOn();
	}

	async acceptAllInEditor(): Promise<void> {
		const uri = vscode.window.activeTextEditor?.document.uri;
		if (uri) {
			await this.#marked.accept(uri, () => true);
		}
	}

	async rejectAllInEditor(): Promise<void> {
		const uri = vscode.window.activeTextEditor?.document.uri;
		if (uri) {
			await this.#reject(uri, () => true);
		}
	}

	goToHunk(direction: "next" | "previous"): void {
		this.#cursor.go(direction);
	}

	hunkAtCursor(): { id: string; hunk: number } | undefined {
		const hunk = this.#cursor.hunk();
		return hunk && { id: hunk.run, hunk: hunk.index };
	}

	async reveal(id: string, hunk: number): Promise<void> {
		const uri = this.#marked.ofRun(id)?.uri;
		if (uri) {
			await this.#cursor.reveal(uri, hunksOf(id, hunk));
		}
	}

	/** What became of a run's hunks; undefined for a run that proposed nothing. */
	view(id: string): ProposalView | undefined {
		const text = this.#marked.ofRun(id)?.text;
		const hunks = text?.hunks
			.filter((hunk) => hunk.run === id)
			.flatMap((hunk) => indexesOf(hunk).map((index) => ({ ...hunk, index })))
			.toSorted((a, b) => a.index - b.index);
		return text && hunks && { hunks: hunks.map((it) => ({ decision: it.decision, line: lineOf(text, it) })) };
	}

	/** Where a run's hunks stand, and what was decided of each. */
	hunks(id: string): readonly MarkedHunk[] {
		return this.#marked.ofRun(id)?.text.hunks.filter((hunk) => hunk.run === id) ?? [];
	}

	dispose(): void {
		this.#store.dispose();
	}

	async #reject(uri: vscode.Uri, isPicked: HunkTest): Promise<void> {
		if (!this.#marked.get(uri)?.hunks.some((hunk) => isPending(hunk) && isPicked(hunk))) {
			return;
		}
		const document = await openDocument(uri);
		for (let attempt = 1; attempt <= maxAttempts; attempt++) {
			if (await this.#marked.edit(document, (text) => reject(text, isPicked))) {
				return;
			}
		}
		throw new Error(`The old lines could not be put back: ${nameOf(uri)} cannot be edited.`);
	}

	#whysOf({ run, index }: MarkedHunk): readonly Why[] {
		const reasons = this.#reasons.get(run);
		return reasons ? whysOf(index, reasons.links, reasons.steps) : [];
	}

	#tell({ before, after }: MarkedDocumentChange): void {
		const key = (hunk: MarkedHunk) => `${hunk.index} ${hunk.decision} ${hunk.start}`;
		const keys = (hunks: readonly MarkedHunk[], run: string) =>
			hunks
				.filter((it) => it.run === run)
				.map(key)
				.join();
		for (const run of new Set([...before.hunks, ...after.hunks].map((hunk) => hunk.run))) {
			if (keys(before.hunks, run) !== keys(after.hunks, run)) {
				this.#changed.fire(run);
			}
		}
	}
}

/** A file of a file system that can be written, or a text that is only in the editor. */
function isEditable({ scheme }: vscode.Uri): boolean {
	return (
		["untitled", "vscode-notebook-cell"].includes(scheme) || vscode.workspace.fs.isWritableFileSystem(scheme) === true
	);
}
