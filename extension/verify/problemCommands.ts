// What can be done about the problems that an edit brought: go to them, or have them fixed.
import * as vscode from "vscode";
import { openDocument } from "../proposal/openDocument";
import type { RunTarget } from "../run/request";
import type { Runs } from "../run/runs";
import type { CheckResults, NewProblem } from "./checkResults";
import { linesToFix } from "./linesToFix";

interface Collaborators {
	readonly runs: Runs;
	readonly checkResults: CheckResults;
	readonly view: { readonly shownId: string | undefined };
}

/** Goes to a problem; with none said, to the first one and to the list of all that the editor knows. */
export async function showNewProblems(
	deps: Collaborators,
	id: string | undefined,
	pick: { readonly hunk: number | undefined; readonly problem: number | undefined },
): Promise<void> {
	const problems = problemsOf(deps, id);
	const first = problems.find((it) => pick.hunk === undefined || it.hunk === pick.hunk) ?? problems[0];
	const problem = pick.problem === undefined ? first : problems[pick.problem];
	if (!problem) {
		// What is left is a failure of the tests.
		await vscode.commands.executeCommand("rationale.showLog");
		return;
	}
	const document = await openDocument(vscode.Uri.parse(problem.uri));
	const selection = document.validateRange(problem.diagnostic.range);
	await vscode.window.showTextDocument(document, { selection: new vscode.Range(selection.start, selection.start) });
	if (pick.problem === undefined) {
		await vscode.commands.executeCommand("workbench.panel.markers.view.focus");
	}
}

/** A fix on top of the edit: rejecting both gives back the user's own text. */
export async function fixNewProblems(deps: Collaborators, id: string | undefined): Promise<void> {
	const found = idOf(deps, id);
	const problems = problemsOf(deps, found);
	const target = found === undefined ? undefined : await targetOf(deps.runs, found, problems);
	if (!target) {
		await vscode.window.showInformationMessage("There are no new problems to fix.");
		return;
	}
	await deps.runs.start("fix", "", target);
}

function problemsOf(deps: Collaborators, id: string | undefined): readonly NewProblem[] {
	return deps.checkResults.get(idOf(deps, id) ?? "")?.problems ?? [];
}

/** The run that is meant: the one that is shown, else the last one that brought problems. */
function idOf({ checkResults, view }: Collaborators, given: string | undefined): string | undefined {
	const all = checkResults.withProblems();
	return given ?? all.find((it) => it === view.shownId) ?? all[0];
}

async function targetOf(runs: Runs, id: string, problems: readonly NewProblem[]): Promise<RunTarget | undefined> {
	const code = runs.codeOf(id);
	const own = problems.filter(({ uri }) => uri === code?.uri.toString());
	const [first] = own.length > 0 ? own : problems;
	if (!first) {
		return undefined;
	}
	const there = problems.filter(({ uri }) => uri === first.uri);
	const { start, end } = linesToFix(
		there.map(({ line }) => line),
		own.length > 0 ? code?.lines : undefined,
	);
	const document = await openDocument(vscode.Uri.parse(first.uri));
	// An empty range stands for the function around it.
	const range = new vscode.Range(start, 0, end ?? start, end === undefined ? 0 : Number.MAX_SAFE_INTEGER);
	return {
		uri: document.uri,
		range: document.validateRange(range),
		diagnostics: there.map(({ diagnostic }) => diagnostic),
	};
}
