// A run that goes on from what another has thought, also from one that the server has forgotten or never knew.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { RunSnapshot } from "../../server/protocol/run";
import {
	type ContinueRunParams,
	continueRunRequest,
	restoreRunRequest,
	type StartRunResult,
} from "../../server/protocol/runs";

/** `uri`: where the run's code is now. */
export async function continueRun(
	server: LanguageClient,
	params: ContinueRunParams,
	{ run, uri }: { readonly run: RunSnapshot; readonly uri: vscode.Uri },
): Promise<StartRunResult> {
	const result = await server.sendRequest(continueRunRequest, params);
	if (result.kind !== "unknown") {
		return result;
	}
	await restoreRun(server, run, uri);
	const restored = await server.sendRequest(continueRunRequest, params);
	return restored.kind === "unknown"
		? { kind: "invalid", message: "That run cannot be continued any more. Run the action again." }
		: restored;
}

/** Tells the server of a run of an earlier one. The document is opened first, so that the server can read it. */
export async function restoreRun(server: LanguageClient, run: RunSnapshot, uri: vscode.Uri): Promise<void> {
	// Without its document a run can still be continued: the code is part of it.
	await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
	await server.sendRequest(restoreRunRequest, { run: { ...run, uri: server.code2ProtocolConverter.asUri(uri) } });
}
