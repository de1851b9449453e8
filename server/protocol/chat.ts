// The requests of a chat, which has turns and no code of its own.
import { type ProgressToken, ProgressType, RequestType } from "vscode-languageserver-protocol";

export interface ChatTurn {
	/** What `system` says is put before what the user says: R1 is to have no system prompt. */
	readonly role: "system" | "user" | "assistant";
	/** Of the assistant's, the answer alone: thoughts are not sent back. */
	readonly text: string;
}

export interface ChatParams {
	/** Oldest first; the user's is the last. */
	readonly turns: readonly ChatTurn[];
	/** What comes of it is sent by progress on this token. */
	readonly partialResultToken: ProgressToken;
}

/** A piece of what the model writes. A thought that is taken back has been sent; what is thought instead follows it. */
export interface ChatPart {
	readonly channel: "thought" | "answer";
	readonly text: string;
}

/**
 * Client to server: think about and answer a chat's last turn, as the settings have it, after the runs that were asked
 * for before. Answered when all has been sent; fails with a sentence for the user. Cancelling it stops the model.
 */
export const chatRequest = new RequestType<ChatParams, null, void>("rationale/chat");

export const chatProgress = new ProgressType<ChatPart>();

export interface CountTokensParams {
	readonly texts: readonly string[];
}

/** Client to server: tokens of each text, estimated where no model is loaded: none is loaded to count. */
export const countTokensRequest = new RequestType<CountTokensParams, readonly number[], void>("rationale/countTokens");
