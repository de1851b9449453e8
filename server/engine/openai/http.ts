/** The little HTTP that an OpenAI-compatible API takes: JSON, and JSON in server-sent events. */
import { createParser } from "eventsource-parser";
import { isExposed, originOf } from "../../protocol/address";
import { EngineError } from "../engine";
import { BrokenOff, busy, notEncrypted, refusal, silent, unreachable } from "./failures";

/** Milliseconds. */
export interface Patience {
	/** Until a server begins to answer: one that many share may have to finish others' requests first. */
	readonly answer: number;
	/** Without a byte, once it has begun. */
	readonly idle: number;
	/** Before the first of the further attempts; twice as long before each next one. */
	readonly backoff: number;
}

export const usualPatience: Patience = { answer: 600_000, idle: 60_000, backoff: 500 };

export interface HttpOptions {
	/** Address that the API's paths begin with. */
	readonly url: string;
	readonly key: string | undefined;
	/** Whether another machine may be sent to without encryption. */
	readonly allowHttp: boolean;
	readonly patience: Patience;
}

/** Of requests that a server did not begin to answer; a model that is being loaded is worth more of them. */
const attempts = 3;
const attemptsWhileLoading = 7;

/** Milliseconds: longer waits are the user's to decide on. */
const longestWait = 20_000;

/** Characters: an answer to a question about models is not that long. */
const longestJson = 4_000_000;

export class Http {
	readonly host: string;
	readonly #base: URL;
	readonly #key: string | undefined;
	readonly #patience: Patience;

	/** Throws {@link EngineError} for an address that nothing may be sent to. */
	constructor({ allowHttp, key, patience, url }: HttpOptions) {
		if (originOf(url) === undefined)
			throw new EngineError("unreachable", `${url} is no address of a server. ${howToSet}`);
		const base = new URL(url.endsWith("/") ? url : `${url}/`);
		if (isExposed(url) && !allowHttp) throw notEncrypted(base.host);
		this.host = base.host;
		this.#base = base;
		this.#key = key;
		this.#patience = patience;
	}

	/** `path` goes on from the API's address; with a slash before it, from its host. */
	async json(path: string, signal: AbortSignal, body?: unknown): Promise<unknown> {
		const watch = new Watch(signal, this.#patience.answer, () => silent(this.host));
		try {
			const response = await this.#ask(path, body, watch.signal);
			watch.extend(this.#patience.idle);
			const text = (await response.text()).slice(0, longestJson);
			return parsed(text, this.host);
		} catch (error) {
			throw this.#explained(error, watch);
		} finally {
			watch.end();
		}
	}

	/** Each event of the answer. Ends with the answer; an answer that breaks off throws. */
	async *events(path: string, body: unknown, signal: AbortSignal): AsyncGenerator<unknown, void> {
		const watch = new Watch(signal, this.#patience.answer, () => silent(this.host));
		let hasBegun = false;
		try {
			const response = await this.#ask(path, body, watch.signal);
			hasBegun = true;
			const found: string[] = [];
			const parser = createParser({ onEvent: ({ data }) => found.push(data) });
			const decoder = new TextDecoder();
			// Bytes of any kind show that the server is at it: most send comments while a prompt is read.
			for await (const bytes of response.body ?? []) {
				watch.extend(this.#patience.idle);
				parser.feed(decoder.decode(bytes, { stream: true }));
				for (const data of found.splice(0)) {
					if (data.trim() === "[DONE]") return;
					yield parsed(data, this.host);
				}
			}
			throw unreachable(this.host, "it broke off in the middle of its answer");
		} catch (error) {
			const explained = this.#explained(error, watch);
			throw hasBegun && explained instanceof EngineError ? brokenOff(explained) : explained;
		} finally {
			// Whoever stops listening wants the server to stop, too.
			watch.end();
		}
	}

	/** The answer, once it begins. What has not begun is asked for again: nothing was written of it yet. */
	async #ask(path: string, body: unknown, signal: AbortSignal): Promise<Response> {
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.#try(path, body, signal);
			if (outcome instanceof Response) return outcome;
			if (attempt >= outcome.attempts) throw outcome.error;
			const wait = outcome.wait ?? this.#patience.backoff * 2 ** (attempt - 1);
			if (wait > longestWait) throw busy(this.host, wait);
			await pause(wait, signal);
		}
	}

	async #try(path: string, body: unknown, signal: AbortSignal): Promise<Response | Failure> {
		let response: Response;
		try {
			response = await fetch(new URL(path, this.#base), {
				method: body === undefined ? "GET" : "POST",
				headers: this.#headers(body !== undefined),
				signal,
				// The user has agreed to this host, and to no other.
				redirect: "manual",
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
		} catch (error) {
			if (signal.aborted) throw error;
			return { error: unreachable(this.host, reasonOf(error), error), attempts };
		}
		if (response.ok && !isPage(response)) return response;
		const error = await refusal(response, this.host);
		if (!isWorthRetrying(response.status)) throw error;
		const seconds = Number(response.headers.get("retry-after"));
		const isLoading = response.status === 503;
		return {
			error,
			attempts: isLoading ? attemptsWhileLoading : attempts,
			...(seconds > 0 && { wait: seconds * 1000 }),
		};
	}

	#headers(hasBody: boolean): Record<string, string> {
		return {
			accept: "application/json, text/event-stream",
			...(hasBody && { "content-type": "application/json" }),
			...(this.#key && { authorization: `Bearer ${this.#key}` }),
		};
	}

	#explained(error: unknown, watch: Watch): unknown {
		if (watch.failure) return watch.failure;
		if (error instanceof EngineError || watch.signal.aborted) return error;
		return unreachable(this.host, reasonOf(error), error);
	}
}

interface Failure {
	readonly error: EngineError;
	readonly attempts: number;
	/** Milliseconds, where the server says it. */
	readonly wait?: number;
}

/** Aborts with the user's signal, or when nothing has come for too long. */
class Watch {
	readonly #controller = new AbortController();
	readonly #late: () => EngineError;
	#timer: NodeJS.Timeout | undefined;
	failure: EngineError | undefined;
	readonly signal: AbortSignal;

	constructor(signal: AbortSignal, patience: number, late: () => EngineError) {
		this.#late = late;
		this.signal = AbortSignal.any([signal, this.#controller.signal]);
		this.extend(patience);
	}

	extend(patience: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.failure = this.#late();
			this.#controller.abort();
		}, patience);
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#controller.abort();
	}
}

const howToSet = "Run Rationale: Use a Server… to set one.";

function brokenOff({ message, reason }: EngineError): EngineError {
	return new BrokenOff(reason, message);
}

function isPage({ headers }: Response): boolean {
	return headers.get("content-type")?.startsWith("text/html") ?? false;
}

/** The server has not begun to compute, or says itself that later is better. */
function isWorthRetrying(status: number): boolean {
	return [408, 429, 500, 502, 503, 504].includes(status);
}

function parsed(text: string, host: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw unreachable(host, "it does not answer as an OpenAI-compatible API does", cause);
	}
}

function reasonOf(error: unknown): string {
	const { cause, message } = error instanceof Error ? error : new Error(String(error));
	const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
	return reasons[code] ?? (cause instanceof Error ? cause.message : message);
}

const reasons: Readonly<Record<string, string>> = {
	ECONNREFUSED: "nothing listens there",
	ENOTFOUND: "no host has this name",
	EAI_AGAIN: "its name cannot be looked up: there may be no network",
	ECONNRESET: "it closed the connection",
	UND_ERR_SOCKET: "it closed the connection",
	UND_ERR_CONNECT_TIMEOUT: "it does not answer",
	ENETUNREACH: "there is no network to it",
	EHOSTUNREACH: "there is no way to it",
	CERT_HAS_EXPIRED: "its certificate has expired",
	DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself",
	SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by nobody that this machine trusts",
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is signed by nobody that this machine trusts",
};

function pause(time: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const giveUp = () => {
			clearTimeout(timer);
			reject(signal.reason);
		};
		const timer = setTimeout(() => {
			signal.removeEventListener("abort", giveUp);
			resolve();
		}, time);
		if (signal.aborted) giveUp();
		else signal.addEventListener("abort", giveUp, { once: true });
	});
}
