/** Why a server does not do what is asked, in sentences that say what to do. */
import { fieldsOf } from "../../fields";
import { EngineError } from "../engine";

export function unreachable(host: string, reason: string, cause?: unknown): EngineError {
	return new EngineError(
		"unreachable",
		`The server ${host} cannot be used: ${reason}. Check that it runs, then run again; Rationale: Use a Server… sets another address.`,
		{ cause },
	);
}

export function silent(host: string): EngineError {
	return unreachable(host, "it has sent nothing for too long");
}

export function busy(host: string, wait: number): EngineError {
	return new EngineError(
		"unreachable",
		`The server ${host} is busy and asks to wait ${Math.ceil(wait / 1000)} seconds. Run again then.`,
	);
}

export function notEncrypted(host: string): EngineError {
	return new EngineError(
		"notEncrypted",
		`Nothing was sent to ${host}: without encryption (http), others on the network could read your code. ` +
			"Use an https address, or allow it in Rationale: Use a Server….",
	);
}

/** An answer that had begun has come to no end. */
export class BrokenOff extends EngineError {}

/** The prompt alone is too long for the server's model. */
export class PromptTooLong extends EngineError {}

/** The server does not take a request's fields. */
export class UnknownFields extends EngineError {}

/** Characters of a server's own words that are shown. */
const longestQuote = 300;

/** What an answer means that is none. */
export async function refusal(response: Response, host: string): Promise<EngineError> {
	const { status } = response;
	if (status >= 300 && status < 400) {
		const location = response.headers.get("location") ?? "another address";
		return unreachable(host, `it sends on to ${location}, where nothing was sent. If you trust that address, set it`);
	}
	const words = await wordsOf(response);
	const quote = words && ` It says: ${words}`;
	switch (status) {
		case 401:
		case 403:
			return new EngineError(
				"unauthorized",
				`The server ${host} wants a key, or another one. Run Rationale: Use a Server… to enter it.${quote}`,
			);
		case 404:
			return new EngineError(
				"notFound",
				`The server ${host} has no such model or address. Run Rationale: Use a Server… to choose again.${quote}`,
			);
		case 429:
			return new EngineError(
				"unreachable",
				`The server ${host} takes no more requests for now. Run again later.${quote}`,
			);
		case 400:
		case 413:
		case 422:
			return isTooLong(words)
				? new PromptTooLong("failed", `The prompt is too long for the server ${host}.${quote}`)
				: new UnknownFields("failed", `The server ${host} does not accept the request.${quote}`);
		case 200:
			return unreachable(host, "it answers with a web page, not as an OpenAI-compatible API does");
		case 503:
			return new EngineError("unreachable", `The server ${host} is not ready yet. Run again later.${quote}`);
		default:
			return new EngineError("failed", `The server ${host} failed (${status}). Run again.${quote}`);
	}
}

/** What an event says that stands for an error, in the middle of an answer. */
export function failureIn(host: string, error: unknown): EngineError {
	return new EngineError("failed", `The server ${host} failed while it wrote. Run again. It says: ${quoted(error)}`);
}

function isTooLong(words: string): boolean {
	return /context.{0,20}(length|size|window)|too (long|many tokens)|exceeds? the (available|maximum)/i.test(words);
}

async function wordsOf(response: Response): Promise<string> {
	const text = await response.text().catch(() => "");
	if (/^\s*</.test(text)) return "";
	try {
		return quoted(JSON.parse(text));
	} catch {
		return quoted(text);
	}
}

/** `{error: {message}}`, `{error: "…"}`, `{message}` and `{detail}` are in use. */
function quoted(value: unknown): string {
	if (typeof value === "string") return value.trim().slice(0, longestQuote);
	const { detail, error, message } = fieldsOf(value);
	const inner = [error, message, detail].find((it) => it !== undefined && it !== null);
	return inner === undefined ? "" : quoted(inner);
}
