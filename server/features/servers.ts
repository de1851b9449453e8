import type { Connection } from "vscode-languageserver";
import { EngineError } from "../engine/engine";
import { type ListServerModelsParams, type ListServerModelsResult, listServerModelsRequest } from "../protocol/servers";
import type { Respond } from "../requests";

export interface ServersCollaborators {
	/** Throws {@link EngineError}. */
	readonly listModels: (
		server: ListServerModelsParams,
		signal: AbortSignal,
	) => Promise<Omit<Extract<ListServerModelsResult, { kind: "models" }>, "kind">>;
	readonly respond: Respond;
}

/** Tells the client which models a server has, or why it cannot be told. */
export function registerServers(connection: Connection, { listModels, respond }: ServersCollaborators): void {
	connection.onRequest(listServerModelsRequest, (params, token) =>
		respond(listServerModelsRequest.method, token, async (signal): Promise<ListServerModelsResult> => {
			try {
				return { kind: "models", ...(await listModels(params, signal)) };
			} catch (error) {
				if (!(error instanceof EngineError)) throw error;
				return { kind: "failed", reason: error.reason, message: error.message };
			}
		}),
	);
}
