import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { RunResult } from "../../server/protocol/run";
import { type ResolvedEdit, resolveEditRequest } from "../../server/protocol/runs";
import type { Client } from "../client";
import type { Config } from "../config";
import { nameOf } from "../proposal/openDocument";
import type { Proposals, ProposedRun } from "../proposal/proposals";
import type { Checks } from "../verify/checks";
import { branchEdit, familyOf } from "./branchEdit";
import { restoreRun } from "./continue";
import { remedyTitles } from "./failure";
import { movedEdit } from "./movedEdit";
import type { Notices } from "./notices";
import type { Runs } from "./runs";

/** A document that is typed in may change between being resolved and being edited. */
const maxAttempts = 5;

type EditResult = Extract<RunResult, { kind: "edit" }>;

export interface EditOutcomeDeps {
	readonly client: Client;
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly config: Config;
	readonly notices: Notices;
	readonly checks: Checks;
}

/** Proposes a run's edit in its document, or shows it in the diff editor where it does not fit or the user wants that. */
export async function presentEdit(
	deps: EditOutcomeDeps,
	run: ProposedRun,
	result: EditResult,
	presentation: "editor" | "diff",
): Promise<void> {
	deps.notices.clear(run.id);
	if (await presentInstead(deps, run, result, presentation)) {
		return;
	}
	for (let attempt = 0; attempt < maxAttempts; attempt++) {
		const resolved = await resolve(deps, run, result);
		if (resolved.kind === "none") {
			throw new Error("The proposal is not known any more. Run the action again.");
		}
		if (resolved.kind !== "edit") {
			const reason = resolved.kind === "changed" ? codeChanged : `${nameOf(run.uri)} was closed after the run began.`;
			await showUnfitting(deps, run, { reason, ...resolved });
			return;
		}
		if (presentation === "diff") {
			await showAsDiff(deps, run, { before: await textAt(run.uri, resolved), after: resolved.edit.newText });
			await offerToApply(deps, run, result);
			return;
		}
		const edit = { id: run.id, uri: run.uri, hunks: resolved.hunks };
		if (await deps.checks.around(edit, () => deps.proposals.propose(run, resolved))) {
			await offerToShow(deps.proposals, run);
			return;
		}
	}
	throw new Error(`${nameOf(run.uri)} kept changing, so the proposal was not applied. Run the action again.`);
}

const codeChanged = "The code was changed after the run began.";

/** Where the edit of another branch stands, this one takes its place; false where none does. */
async function presentInstead(
	deps: EditOutcomeDeps,
	run: ProposedRun,
	result: EditResult,
	presentation: "editor" | "diff",
): Promise<boolean> {
	const { proposals, runs } = deps;
	const own = runs.get(run.id);
	const chosen = own && branchEdit(own);
	const others = (own ? familyOf(runs.all(), own) : []).flatMap((it) =>
		it.id === run.id ? [] : (branchEdit(it) ?? []),
	);
	if (!chosen || others.length === 0) {
		return false;
	}
	const sides = { before: own.code, after: result.edit.newText };
	if (presentation === "diff") {
		if (!others.some((it) => proposals.stands(it))) {
			return false;
		}
		await showAsDiff(deps, run, sides);
		await offerToApply(deps, run, result);
		return true;
	}
	const exchanged: { outcome: Awaited<ReturnType<Proposals["exchange"]>> } = { outcome: "none" };
	await deps.checks.around({ id: run.id, uri: run.uri, hunks: result.hunks, isExchange: true }, async () => {
		exchanged.outcome = await proposals.exchange(run, result.links, { others, chosen });
		return exchanged.outcome === "exchanged";
	});
	const { outcome } = exchanged;
	if (outcome === "changed") {
		await showUnfitting(deps, run, { reason: codeChanged, ...sides });
	} else if (outcome === "exchanged") {
		await offerToShow(proposals, run);
	}
	return outcome !== "none";
}

async function showAsDiff(
	{ proposals, notices }: EditOutcomeDeps,
	run: ProposedRun,
	{ before, after }: { readonly before: string; readonly after: string },
): Promise<void> {
	notices.set(run.id, "Shown in the diff editor, as the settings ask for. The document is unchanged.");
	await proposals.showDiff(run, { before, after });
}

async function offerToApply(deps: EditOutcomeDeps, run: ProposedRun, result: EditResult): Promise<void> {
	const apply = "Apply";
	const message = `Rationale proposes a change of ${nameOf(run.uri)}.`;
	if ((await vscode.window.showInformationMessage(message, apply)) === apply) {
		await vscode.window.showTextDocument(run.uri);
		await presentEdit(deps, run, result, "editor");
	}
}

async function showUnfitting(
	{ proposals, notices }: EditOutcomeDeps,
	run: ProposedRun,
	{ reason, before, after }: { readonly reason: string; readonly before: string; readonly after: string },
): Promise<void> {
	const notice = `${reason} The proposal is shown as a diff and not applied.`;
	notices.set(run.id, notice);
	await proposals.showDiff(run, { before, after });
	const again = remedyTitles.runAgain;
	if ((await vscode.window.showInformationMessage(notice, again)) === again) {
		await vscode.commands.executeCommand("rationale.runAgain", run.id);
	}
}

async function resolve({ client, runs }: EditOutcomeDeps, run: ProposedRun, result: EditResult): Promise<ResolvedEdit> {
	const server = await client.started();
	const resolved = await askServer(server, runs, run);
	if (resolved.kind !== "closed") {
		return resolved;
	}
	// The editor can open the file again, under the name it has now.
	const document = await vscode.workspace.openTextDocument(run.uri).then(undefined, () => undefined);
	const lines = runs.codeOf(run.id)?.lines;
	if (!document || !lines || linesOf(document, lines.start, lines.end) !== resolved.before) {
		return resolved;
	}
	return movedEdit(result, lines.start - result.edit.range.start.line, document.version);
}

/** A server that was started after the run ended has to be told of it first. */
async function askServer(server: LanguageClient, runs: Runs, { id, uri }: ProposedRun): Promise<ResolvedEdit> {
	const resolved = await server.sendRequest(resolveEditRequest, { id });
	const known = runs.get(id);
	if (resolved.kind !== "none" || !known) {
		return resolved;
	}
	await restoreRun(server, known, uri);
	return server.sendRequest(resolveEditRequest, { id });
}

async function textAt(uri: vscode.Uri, { edit: { range } }: Extract<ResolvedEdit, { kind: "edit" }>): Promise<string> {
	return linesOf(await vscode.workspace.openTextDocument(uri), range.start.line, range.end.line);
}

function linesOf(document: vscode.TextDocument, start: number, end: number): string {
	return document.getText(document.validateRange(new vscode.Range(start, 0, end, Number.MAX_SAFE_INTEGER)));
}

/** A proposal in a file that is out of sight would go unnoticed, and opening it unasked would get in the way. */
async function offerToShow(proposals: Proposals, { id, uri }: ProposedRun): Promise<void> {
	if (vscode.window.visibleTextEditors.some((it) => it.document.uri.toString() === uri.toString())) {
		return;
	}
	const show = "Show";
	if ((await vscode.window.showInformationMessage(`Rationale has changed ${nameOf(uri)}.`, show)) === show) {
		await proposals.reveal(id, 0);
	}
}
