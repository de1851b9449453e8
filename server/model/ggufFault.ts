/** What is wrong with a GGUF file: the message goes on after the file's name, and says what to do. */
export class GgufFault extends Error {
	override readonly name = "GgufFault";

	constructor(
		readonly reason: GgufFaultReason,
		message: string,
	) {
		super(message);
	}
}

export type GgufFaultReason = "notGguf" | "truncated" | "unsupported";

/** Of a header that contradicts itself, or asks for what no model has. */
export function damaged(what: string): GgufFault {
	return new GgufFault("notGguf", `is damaged: ${what}. Download it again, or select another file.`);
}

/** A name as the file gives it, fit for a message: it may be anything. */
export function quoted(name: string): string {
	const longest = 60;
	return JSON.stringify(name.length > longest ? `${name.slice(0, longest)}…` : name);
}
