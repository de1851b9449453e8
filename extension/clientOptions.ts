import * as vscode from "vscode";
import {
	CloseAction,
	ErrorAction,
	type ExecuteCommandSignature,
	type LanguageClientOptions,
	RevealOutputChannelOn,
	type ServerOptions,
	TransportKind,
} from "vscode-languageclient/node";
import { actionCommand, actions, type ExecuteActionParams } from "../server/protocol/action";
import { completionAcceptedCommand } from "../server/protocol/completion";
import { actionEntries } from "./actions";
import type { Config } from "./config";

/** Documents that the server is told of. Not all schemes: an output channel is a document too, the server's own log among them. */
export const documentSchemes: readonly string[] = ["file", "untitled", "vscode-vfs", "vscode-userdata", "memfs"];

export function serverOptions(module: string, env: Readonly<Record<string, string>>): ServerOptions {
	const run = { module, transport: TransportKind.ipc, options: { env } };
	return { run, debug: { ...run, options: { env, execArgv: ["--nolazy", "--inspect=6019"] } } };
}

export function clientOptions(config: Config, log: vscode.LogOutputChannel): LanguageClientOptions {
	return {
		documentSelector: documentSchemes.map((scheme) => ({ scheme })),
		initializationOptions: () => ({ settings: config.settings() }),
		outputChannel: log,
		revealOutputChannelOn: RevealOutputChannelOn.Never,
		// The error is thrown by the client's start, and shown where that was asked for.
		initializationFailedHandler: () => false,
		// A server that died is not started again by itself: the next action does that, so it cannot die in a loop.
		errorHandler: {
			error: () => ({ action: ErrorAction.Continue, handled: true }),
			closed: () => ({ action: CloseAction.DoNotRestart, handled: true, message: "The server has stopped." }),
		},
		// The server offers its code actions and commands to editors that know nothing else. In VS Code the same actions go
		// through the extension, which shows the thought and lets each change be accepted or rejected, where the server's
		// own would edit the document at once; and its code actions must not wait for a server to start.
		middleware: {
			provideCodeActions: () => undefined,
			// The extension's own provider asks the server, and starts it where that is needed: asked here too, the same ghost
			// text would be offered twice.
			provideInlineCompletionItems: () => undefined,
			executeCommand: executeInEditor,
		},
	};
}

async function executeInEditor(command: string, args: unknown[], next: ExecuteCommandSignature): Promise<unknown> {
	// Of what the user accepted the server alone keeps count.
	if (command === completionAcceptedCommand) {
		return next(command, args);
	}
	const action = actions.find((it) => actionCommand(it) === command);
	if (!action) {
		throw new Error(`Rationale has no command ${command}.`);
	}
	const [params] = args as [ExecuteActionParams]; // The contract of these commands; the server registers no other.
	const { start, end } = params.range;
	return vscode.commands.executeCommand(actionEntries[action].command, {
		uri: vscode.Uri.parse(params.uri),
		range: new vscode.Range(start.line, start.character, end.line, end.character),
		instruction: params.instruction,
	});
}
