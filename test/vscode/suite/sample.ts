// The sample workspace as the suites use it: its files as they came, its editors, and what can be seen of a proposal.
import assert from "node:assert/strict";
import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { parseRun } from "../../../extension/history/runFile";
import type { RunSnapshot } from "../../../server/protocol/run";
import { repositoryRoot } from "../../support/repositoryRoot";
import { findRunsFolder, userDataVariable } from "../../support/twoHosts";

/** Milliseconds that anything may take on a machine that is busy. */
const limit = 60_000;

/** The value of a probe as soon as there is one. */
export async function until<T>(what: string, probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
	const deadline = performance.now() + limit;
	for (;;) {
		const value = await probe();
		if (value !== undefined) {
			return value;
		}
		assert.ok(performance.now() < deadline, `Waited in vain until ${what}.`);
		await delay(50);
	}
}

export async function untilTrue(what: string, probe: () => boolean | Promise<boolean>): Promise<void> {
	await until(what, async () => ((await probe()) ? true : undefined));
}

/** Closes every editor, whatever is unsaved in it, and brings back the files as they came. */
export async function resetWorkspace(): Promise<void> {
	while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	}
	const folder = pathOf("");
	// The folder itself stays: language servers work in it.
	for (const name of await readdir(folder)) {
		await rm(join(folder, name), { recursive: true, force: true });
	}
	await cp(join(repositoryRoot(), "test", "fixtures", "workspace"), folder, { recursive: true });
}

export function pathOf(file: string): string {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder, "The sample workspace is open.");
	return join(folder.uri.fsPath, file);
}

export function read(file: string): Promise<string> {
	return readFile(pathOf(file), "utf8");
}

/** Opens a file with the cursor at the beginning of the first line that holds a text. */
export async function openAt(file: string, text: string): Promise<vscode.TextEditor> {
	const document = await vscode.workspace.openTextDocument(pathOf(file));
	const onDisk = await read(file);
	await vscode.window.showTextDocument(document);
	// A file that has changed on the disk is read again when a watcher tells, which a busy machine may miss.
	if (document.getText() !== onDisk) {
		await vscode.commands.executeCommand("workbench.action.files.revert");
	}
	await untilTrue(`${file} is shown as it is on the disk`, () => document.getText() === onDisk);
	const position = document.positionAt(onDisk.indexOf(text));
	return vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
}

/** Picks an action for a place in a file and waits for what it proposes. */
export async function propose(command: string, file: string, text: string): Promise<vscode.TextDocument> {
	const { document } = await openAt(file, text);
	await vscode.commands.executeCommand(command);
	await proposalIn(document);
	return document;
}

export async function proposalIn(document: vscode.TextDocument): Promise<void> {
	await untilTrue(`${document.fileName} has a proposal`, async () => (await lenses(document)).length > 0);
}

/** Whether a diff editor is in sight; a new one does not take the focus. */
export function isDiffOpen(): boolean {
	return vscode.window.tabGroups.all.some(({ activeTab }) => activeTab?.input instanceof vscode.TabInputTextDiff);
}

export async function lenses(document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> {
	const all = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
	return all.filter(({ command }) => command?.command.startsWith("rationale."));
}

/** How many hunks are to be decided on: how many lenses one has depends on the steps that it goes back to. */
export async function hunkCount(document: vscode.TextDocument): Promise<number> {
	return (await lenses(document)).filter(({ command }) => command?.title === "Accept").length;
}

/** Clicks the first lens with a title. */
export async function click(document: vscode.TextDocument, title: string): Promise<void> {
	const lens = (await lenses(document)).find(({ command }) => command?.title === title);
	assert.ok(lens?.command, `There is a lens "${title}".`);
	await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
}

export async function untilSettled(document: vscode.TextDocument): Promise<void> {
	await untilTrue("no change is left to decide on", async () => (await lenses(document)).length === 0);
}

/** The run whose hunk comes first in a document. */
export async function proposedRun(document: vscode.TextDocument): Promise<string> {
	return (await firstRun(document)) ?? assert.fail("There is a proposal.");
}

export async function firstRun(document: vscode.TextDocument): Promise<string | undefined> {
	const lens = (await lenses(document)).find(({ command }) => command?.command === "rationale.acceptHunk");
	const id: unknown = lens?.command?.arguments?.[0];
	return typeof id === "string" ? id : undefined;
}

/** Undoes the last edit of the active editor. */
export async function undo(): Promise<void> {
	await vscode.commands.executeCommand("undo");
}

/** To the engine's process: to be held still, to go on, or to be gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// The process is gone, as some of the tests want it.
	}
}

/** A run as Markdown; with none given, the one that the sidebar shows. */
export async function exported(id?: string): Promise<string> {
	await vscode.commands.executeCommand("rationale.exportRun", id);
	const document = vscode.window.activeTextEditor?.document;
	assert.equal(document?.languageId, "markdown");
	const text = document.getText();
	await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	return text;
}

/** The runs of a family that the history has kept, in the order they began. */
export async function keptFamily(root: string): Promise<readonly RunSnapshot[]> {
	const folder = await findRunsFolder(process.env[userDataVariable] ?? "");
	const names = folder ? (await readdir(folder)).filter((name) => name.endsWith(".json")) : [];
	const texts = await Promise.all(names.map((name) => readFile(join(folder ?? "", name), "utf8").catch(() => "")));
	return texts
		.map(parseRun)
		.flatMap((it) => (it.kind === "run" && it.stored.run.root === root ? [it.stored.run] : []))
		.sort((a, b) => a.date - b.date);
}

/** What a run's family consists of, such as "1. The first run: pending (this one)"; none for a run without branches. */
export async function branchesOf(id: string): Promise<readonly string[]> {
	const [, list = ""] = /^## Branches\n\n((?:\d.*\n)*)/m.exec(await exported(id)) ?? [];
	return list.split("\n").filter((it) => it !== "");
}
