import type { CancellationToken, Connection, WorkDoneProgressReporter } from "vscode-languageserver";
import { RequestError, type Respond } from "../requests";

export interface CommandContext {
	readonly progress: WorkDoneProgressReporter;
	readonly signal: AbortSignal;
}

/** What a command of `workspace/executeCommand` does; it gets the first argument. */
export type Command = (argument: unknown, context: CommandContext) => unknown;

/** LSP has one handler for all commands. */
export function registerCommands(
	connection: Connection,
	commands: ReadonlyMap<string, Command>,
	respond: Respond,
): void {
	connection.onExecuteCommand(({ command, arguments: [argument] = [] }, token: CancellationToken, progress) =>
		respond(command, token, (signal) => {
			const execute = commands.get(command);
			if (!execute) throw new RequestError(`There is no command ${command}.`);
			return execute(argument, { progress, signal });
		}),
	);
}
