/** What can go wrong with a request for chat. */
export type Fault =
	/** Answers with an error. `retryAfter` is the header's value, seconds or a date. */
	| { readonly kind: "status"; readonly status: number; readonly message?: string; readonly retryAfter?: string }
	/** Answers as a proxy that is in the way. */
	| { readonly kind: "html"; readonly status: number }
	/** Nothing but comments for so many milliseconds, before the model begins. */
	| { readonly kind: "slow"; readonly milliseconds: number }
	/** Ends the turn with nothing written. */
	| { readonly kind: "empty" }
	| MidwayFault;

/** Comes once the model has written so many tokens of its thought or its answer. */
export interface MidwayFault {
	readonly kind: /** Cuts the connection. */
		| "drop"
		/** Sends nothing more, and leaves the connection open. */
		| "stall"
		/** Sends half a JSON object, then goes on. */
		| "malformed"
		/** Sends an error in place of the rest. */
		| "error"
		/** Ends as if there was no room for more. */
		| "length"
		/** Ends the stream without a word on why. */
		| "end";
	readonly channel: "thought" | "answer";
	readonly tokens: number;
}

const midwayKinds: readonly string[] = ["drop", "stall", "malformed", "error", "length", "end"];

export function isMidway(fault: Fault | undefined): fault is MidwayFault {
	return fault !== undefined && midwayKinds.includes(fault.kind);
}
