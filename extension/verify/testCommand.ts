// The user's own judge of an edit: a command that runs on the saved file, once the user has agreed to it.
import * as vscode from "vscode";
import type { Config } from "../config";
import { DisposableStore } from "../disposable";
import { isPending } from "../proposal/markedText";
import { nameOf } from "../proposal/openDocument";
import type { Proposals } from "../proposal/proposals";
import type { Runs } from "../run/runs";
import type { CheckResults } from "./checkResults";
import type { Checks } from "./checks";
import { type CommandEnd, runShellCommand } from "./shellCommand";
import { TestConsent } from "./testConsent";

interface Collaborators {
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly checks: Checks;
	readonly checkResults: CheckResults;
	readonly config: Config;
	readonly log: vscode.LogOutputChannel;
	/** Of the workspace. */
	readonly memento: vscode.Memento;
}

/** Milliseconds: what the tests of one file should stay well below. */
const timeLimit = 120_000;

export class TestCommand implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #consent: TestConsent;
	/** By document: its text before the edit that was saved for the tests, where that was the file's. */
	readonly #saved = new Map<string, string>();

	constructor(private readonly deps: Collaborators) {
		this.#consent = new TestConsent(deps.memento);
		this.#store.add(deps.proposals.onDidChange((id) => void this.#restore(id)));
	}

	/** Runs the command on the edit of a run; `none` where there is no command, or it may not run. */
	async judge(id: string, signal: AbortSignal): Promise<"none" | "passed" | "failed"> {
		const { runs, config, checkResults } = this.deps;
		const uri = runs.codeOf(id)?.uri;
		const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
		const command = uri ? config.testCommand(uri) : "";
		const isPossible = vscode.workspace.isTrusted && folder?.uri.scheme === "file" && uri?.scheme === "file";
		if (
			!isPossible ||
			command === "" ||
			!(await this.#consent.ask({ command, folder: folder.uri.fsPath, file: nameOf(uri) }))
		) {
			return "none";
		}
		// What was undone while the question was asked is not to be saved.
		if (signal.aborted || !this.deps.proposals.hunks(id).some(isPending) || !(await this.#save(uri))) {
			return "none";
		}
		checkResults.update(id, { tests: "running", testFailure: "" });
		const end = await this.#run(command, folder.uri.fsPath, signal);
		const testFailure = failureOf(end);
		const tests = end.kind === "cancelled" ? "none" : testFailure === "" ? "passed" : "failed";
		if (checkResults.get(id)) {
			checkResults.update(id, { tests, testFailure });
		}
		return tests;
	}

	dispose(): void {
		this.#store.dispose();
	}

	async #run(command: string, folder: string, signal: AbortSignal): Promise<CommandEnd> {
		const { log } = this.deps;
		const title = "Rationale: running the test command";
		const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
		return vscode.window.withProgress(options, async (_, token) => {
			const cancel = new AbortController();
			token.onCancellationRequested(() => cancel.abort());
			log.info(`Running the test command in ${folder}: ${command}`);
			const onOutput = (text: string) => log.info(`What the test command printed:\n${text}`);
			const ending = AbortSignal.any([signal, cancel.signal]);
			const end = await runShellCommand({ command, folder, timeLimit, onOutput }, ending);
			log.info(`The test command has ended: ${end.kind === "exited" ? `exit ${end.code}` : end.kind}.`);
			return end;
		});
	}

	/** The command sees the disk alone. */
	async #save(uri: vscode.Uri): Promise<boolean> {
		const document = await vscode.workspace.openTextDocument(uri);
		const original = this.deps.checks.originalOf(uri);
		if (original?.isSaved) {
			this.#saved.set(uri.toString(), original.text);
		}
		return document.isDirty ? document.save() : true;
	}

	/** When nothing of an edit that was saved is left, the file is what it was too. */
	async #restore(id: string): Promise<void> {
		const uri = this.deps.runs.codeOf(id)?.uri;
		const text = uri && this.#saved.get(uri.toString());
		const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri?.toString());
		const hunks = this.deps.proposals.hunks(id);
		if (!uri || text === undefined || hunks.some(isPending)) {
			return;
		}
		if (hunks.some(({ decision }) => decision === "accepted")) {
			// What is saved from here on is the user's own affair.
			this.#saved.delete(uri.toString());
			return;
		}
		if (document?.isDirty && document.getText() === text) {
			this.#saved.delete(uri.toString());
			await document.save();
		}
	}
}

function failureOf(end: CommandEnd): string {
	switch (end.kind) {
		case "exited":
			return end.code === 0 ? "" : `The test command failed (exit ${end.code}).`;
		case "late":
			return `The test command did not end in ${timeLimit / 1000} seconds.`;
		case "failed":
			return `The test command did not run to its end. ${end.message}`;
		case "cancelled":
			return "";
		default:
			return end satisfies never;
	}
}
