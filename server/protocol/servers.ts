import { RequestType } from "vscode-languageserver-protocol";
import type { ModelFailure } from "./model";
import type { ServerApi, ServerSettings } from "./settings";

/** Of a server whose model is still to be chosen. */
export type ListServerModelsParams = Omit<ServerSettings, "model">;

export type ListServerModelsResult =
	| {
			readonly kind: "models";
			readonly models: readonly string[];
			/** As it was told, or found out. */
			readonly api: Exclude<ServerApi, "auto">;
	  }
	| { readonly kind: "failed"; readonly reason: ModelFailure; readonly message: string };

/** Client to server: which models an API has. Nothing of the user's is sent but the key for that address. */
export const listServerModelsRequest = new RequestType<ListServerModelsParams, ListServerModelsResult, void>(
	"rationale/listServerModels",
);

/**
 * Variable of the server's process that holds keys, as JSON from an address's origin (`https://api.deepseek.com`) to its
 * key. Not a message, since messages can be traced; the server takes it out of its environment when it starts.
 */
export const serverKeysVariable = "RATIONALE_SERVER_KEYS";
