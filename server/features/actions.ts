/** The actions as commands of plain LSP, for editors that know nothing of the server's own requests. */
import {
	type ClientCapabilities,
	type Connection,
	Diagnostic,
	LSPErrorCodes,
	MessageType,
	Range,
	ResponseError,
	ShowMessageNotification,
	type WorkspaceEdit,
} from "vscode-languageserver";
import { fieldsOf } from "../fields";
import { type Action, actionCommand, actions, type ExecuteActionParams } from "../protocol/action";
import type { RunResult } from "../protocol/run";
import { RequestError } from "../requests";
import { ActionProgress, beginProgress } from "./actionProgress";
import { actionTitles } from "./actionTitles";
import type { Clock } from "./clock";
import type { Command, CommandContext } from "./commands";
import type { Run } from "./run";
import type { Runs } from "./runs";
import { siblingUri } from "./target";
import { creationOf, replacementOf } from "./workspaceEdit";

export interface ActionsCollaborators {
	readonly runs: Runs;
	readonly clock: Clock;
	readonly capabilities: () => ClientCapabilities;
}

/** A command for each action: it ends in `workspace/applyEdit`; that of Explain answers with the text. */
export function actionCommands(connection: Connection, collaborators: ActionsCollaborators): Map<string, Command> {
	return new Map(
		actions.map((action) => [
			actionCommand(action),
			async (argument, context) => {
				const execution = new Execution(connection, collaborators);
				return execution.deliver(await execution.run(action, parseParams(argument), context));
			},
		]),
	);
}

class Execution {
	readonly #connection: Connection;
	readonly #with: ActionsCollaborators;

	constructor(connection: Connection, collaborators: ActionsCollaborators) {
		this.#connection = connection;
		this.#with = collaborators;
	}

	/** Runs the action to its end, under the client's eyes. */
	async run(
		action: Action,
		{ range, ...params }: ExecuteActionParams,
		{ progress, signal }: CommandContext,
	): Promise<Run> {
		const { clock, runs } = this.#with;
		const { reporter, token } = await beginProgress(this.#connection, progress, `Rationale: ${actionTitles[action]}`);
		const shown = new ActionProgress(reporter, clock);
		try {
			const start = runs.start({ action, selection: range, ...params }, () => {
				if (start.kind === "started") shown.show(start.run.snapshot);
			});
			if (start.kind === "noModel") throw new RequestError(noModel);
			if (start.kind === "invalid") throw new RequestError(start.message);
			const { run, ended } = start;
			signal.addEventListener("abort", () => run.stop(), { once: true });
			token?.onCancellationRequested(() => run.stop());
			if (signal.aborted || token?.isCancellationRequested) run.stop();
			await ended;
			return run;
		} finally {
			shown.end();
		}
	}

	/** Brings the result of a run that is over into the editor. */
	async deliver({ snapshot: { answer, id, state, uri } }: Run): Promise<string | null> {
		if (state.kind === "failed") throw new RequestError(state.message);
		if (state.kind !== "done") throw new ResponseError(LSPErrorCodes.RequestCancelled, "The run was stopped.");
		const { result } = state;
		switch (result.kind) {
			case "edit":
				await this.#apply(this.#replacement(id, uri));
				return null;
			case "newFile":
				return this.#createFile(siblingUri(uri, result.name), result);
			case "text":
				this.#tell(answer.trim());
				return answer.trim();
			case "unchanged":
				this.#tell("The model gave the code back as it was.");
				return null;
			case "refused":
				throw new RequestError(result.message);
		}
	}

	#replacement(id: string, uri: string): WorkspaceEdit {
		const resolved = this.#with.runs.resolveEdit(id);
		if (resolved.kind === "edit") return replacementOf(uri, resolved, this.#with.capabilities());
		const what = resolved.kind === "closed" ? "The document was closed" : "The code was changed";
		throw new RequestError(`${what} while the model thought: its edit was not applied. Run it again.`);
	}

	async #createFile(uri: string, result: Extract<RunResult, { kind: "newFile" }>): Promise<string> {
		const creation = creationOf(uri, result, this.#with.capabilities());
		if (creation) await this.#apply(creation);
		else this.#tell("This editor cannot make files on request: the tests are the command's result.");
		return result.text;
	}

	async #apply(edit: WorkspaceEdit): Promise<void> {
		const { applied, failureReason } = await this.#connection.workspace.applyEdit({ label: "Rationale", edit });
		if (!applied)
			throw new RequestError(`The editor did not apply the edit${failureReason ? `: ${failureReason}` : "."}`);
	}

	#tell(message: string): void {
		void this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
	}
}

const noModel = "No model is set. Set rationale.model.path to the GGUF file of a DeepSeek-R1 distill.";

function parseParams(value: unknown): ExecuteActionParams {
	const { diagnostics, instruction, range, uri } = fieldsOf(value);
	if (typeof uri !== "string" || !Range.is(range)) {
		throw new RequestError("The command takes one argument: an object with the document's uri and a range.");
	}
	return {
		uri,
		range,
		...(typeof instruction === "string" && { instruction }),
		...(Array.isArray(diagnostics) && { diagnostics: diagnostics.filter((it) => Diagnostic.is(it)) }),
	};
}
