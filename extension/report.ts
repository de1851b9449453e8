import * as vscode from "vscode";
import { ConnectionError, LSPErrorCodes, ResponseError } from "vscode-languageclient/node";
import { ServerStartError } from "./client";
import { type Remedy, remedyTitles } from "./run/failure";

const remedyCommands = {
	runAgain: "rationale.runAgain",
	selectModel: "rationale.selectModel",
	useServer: "rationale.useServer",
	openSettings: "workbench.action.openSettings",
	restartServer: "rationale.restartServer",
	showLog: "rationale.showLog",
} as const satisfies Readonly<Record<Remedy, string>>;

const cancellations: readonly number[] = [LSPErrorCodes.RequestCancelled, LSPErrorCodes.ServerCancelled];

/** The one catch for what the user started: a command, or a click in the sidebar. */
export async function reported<T>(log: vscode.LogOutputChannel, work: () => T | Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if (isCancelled(error)) {
			return undefined;
		}
		log.error(error instanceof Error ? error : String(error));
		const message = error instanceof Error ? error.message : String(error);
		await showProblem(message, isOfServer(error) ? ["restartServer", "showLog"] : ["showLog"]);
		return undefined;
	}
}

/** By the user, by what the user did meanwhile, or by the server to do what is more urgent: nobody has to hear of it. */
export function isCancelled(error: unknown): boolean {
	return error instanceof ResponseError && cancellations.includes(error.code);
}

function isOfServer(error: unknown): boolean {
	return error instanceof ResponseError || error instanceof ConnectionError || error instanceof ServerStartError;
}

/** An error message with a button for each remedy. */
export async function showProblem(message: string, remedies: readonly Remedy[], runId?: string): Promise<void> {
	const titles = remedies.map((it) => remedyTitles[it]);
	const chosen = await vscode.window.showErrorMessage(message, ...titles);
	const remedy = remedies.find((it) => remedyTitles[it] === chosen);
	if (remedy) {
		await applyRemedy(remedy, runId);
	}
}

async function applyRemedy(remedy: Remedy, runId: string | undefined): Promise<void> {
	const argument = argumentOf(remedy, runId);
	const result = await vscode.commands.executeCommand(remedyCommands[remedy], ...(argument ? [argument] : []));
	// With another model selected, the run that lacked one goes on.
	if ((remedy === "selectModel" || remedy === "useServer") && result === true && runId) {
		await vscode.commands.executeCommand(remedyCommands.runAgain, runId);
	}
}

function argumentOf(remedy: Remedy, runId: string | undefined): string | undefined {
	switch (remedy) {
		case "openSettings":
			return "rationale.model";
		case "runAgain":
			return runId;
		case "selectModel":
			// The run loads it.
			return runId && "run";
		default:
			return undefined;
	}
}
