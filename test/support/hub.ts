// A hub on 127.0.0.1 that serves one file as Hugging Face does: it redirects to a second server, which has the bytes. By
// option it does so badly.
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { CatalogueFile } from "../../server/protocol/catalogue";

/** What is done otherwise than it should be. */
export interface HubBehaviour {
	/** Of the hub itself, instead of a redirect. */
	readonly status?: number;
	/** Of the server that has the bytes. */
	readonly bytesStatus?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Bytes of a body after which the connection is dropped. */
	readonly dropAfter?: number;
	/** Bytes of a body after which nothing comes any more, until `release` is called. */
	readonly holdAfter?: number;
	/** Milliseconds between the tenths of a body. */
	readonly pause?: number;
	/** Instead of the length that a body has. */
	readonly statedLength?: number;
	/** The body in one piece, without a length. */
	readonly isUnmeasured?: boolean;
	readonly hasNoRanges?: boolean;
	/** Whether a range begins elsewhere than was asked for. */
	readonly isOffBy?: number;
	/** Whether nothing is said of what the file should be. */
	readonly isSilent?: boolean;
	/** What the hub says of it, if not the truth. */
	readonly linkedSha256?: string;
	readonly type?: string;
	/** Where the hub redirects to, if not to the server that has the bytes. */
	readonly location?: string;
}

export interface RecordedRequest {
	readonly from: "hub" | "bytes";
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
}

export class Hub {
	readonly requests: RecordedRequest[] = [];
	/** For the next requests to the hub, one after the other; then `behaviour` is back. */
	readonly next: HubBehaviour[] = [];
	behaviour: HubBehaviour = {};
	bytesServed = 0;
	#etag = 1;
	#current: HubBehaviour = {};
	#hub = "";
	#bytes = "";
	#release: () => void = () => undefined;
	readonly #servers: Server[] = [];

	private constructor(private content: Buffer) {}

	static async start(content: Buffer): Promise<Hub> {
		const hub = new Hub(content);
		hub.#hub = await hub.#listen("hub", (request, response) => hub.#redirect(request, response));
		hub.#bytes = await hub.#listen("bytes", (request, response) => hub.#serve(request, response));
		return hub;
	}

	/** For the setting `rationale.model.download`. */
	get address(): string {
		return this.#hub;
	}

	get sha256(): string {
		return createHash("sha256").update(this.content).digest("hex");
	}

	/** As the catalogue would have it. */
	file(change: Partial<CatalogueFile> = {}): CatalogueFile {
		return {
			id: "Tiny-Q4_K_M",
			purpose: "reason",
			model: "Tiny",
			quantization: "Q4_K_M",
			repository: "tests/Tiny-GGUF",
			file: "Tiny-Q4_K_M.gguf",
			bytes: this.content.length,
			sha256: this.sha256,
			licence: "MIT",
			contextSize: 2048,
			liveCodeBench: null,
			...change,
		};
	}

	/** Another file under the same name. */
	replace(content: Buffer): void {
		this.content = content;
		this.#etag++;
	}

	/** Goes on with what is held. */
	release(): void {
		this.#release();
	}

	/** Of requests, from the hub or for bytes. */
	count(from: RecordedRequest["from"]): number {
		return this.requests.filter((it) => it.from === from).length;
	}

	async stop(): Promise<void> {
		for (const server of this.#servers) {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		}
	}

	async #listen(
		from: RecordedRequest["from"],
		answer: (request: IncomingMessage, response: ServerResponse) => void,
	): Promise<string> {
		const server = createServer((request, response) => {
			this.requests.push({ from, path: request.url ?? "", headers: request.headers });
			answer(request, response);
		});
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		this.#servers.push(server);
		const address = server.address();
		return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
	}

	#redirect(_: IncomingMessage, response: ServerResponse): void {
		const behaviour = this.next.shift() ?? this.behaviour;
		this.#current = behaviour;
		if (behaviour.status !== undefined) {
			response.writeHead(behaviour.status, behaviour.headers).end("An answer of the hub's own.");
			return;
		}
		const linked = {
			"x-linked-size": String(this.content.length),
			"x-linked-etag": `"${behaviour.linkedSha256 ?? this.sha256}"`,
		};
		const location = behaviour.location ?? `${this.#bytes}/blob?signature=secret`;
		response.writeHead(302, { location, ...(behaviour.isSilent ? {} : linked) }).end();
	}

	#serve({ headers }: IncomingMessage, response: ServerResponse): void {
		const behaviour = this.#current;
		if (behaviour.bytesStatus !== undefined) {
			response.writeHead(behaviour.bytesStatus, behaviour.headers).end();
			return;
		}
		const etag = `"version-${this.#etag}"`;
		const asked = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
		const isOutdated = headers["if-range"] !== undefined && headers["if-range"] !== etag;
		const isRange = asked > 0 && !isOutdated && !behaviour.hasNoRanges;
		if (isRange && asked >= this.content.length) {
			response.writeHead(416, { "content-range": `bytes */${this.content.length}` }).end();
			return;
		}
		const start = isRange ? asked + (behaviour.isOffBy ?? 0) : 0;
		const body = this.content.subarray(start);
		const range = `bytes ${start}-${this.content.length - 1}/${this.content.length}`;
		response.writeHead(isRange ? 206 : 200, {
			"content-type": behaviour.type ?? "application/octet-stream",
			...(behaviour.isUnmeasured ? {} : { "content-length": behaviour.statedLength ?? body.length }),
			...(isRange ? { "content-range": range } : {}),
			etag,
		});
		this.#send(body, behaviour, response);
	}

	async #trickle(body: Buffer, pause: number, response: ServerResponse): Promise<void> {
		this.bytesServed += body.length;
		const size = Math.ceil(body.length / 10);
		for (let at = 0; at < body.length && !response.destroyed; at += size) {
			response.write(body.subarray(at, at + size));
			await delay(pause);
		}
		response.end();
	}

	#send(body: Buffer, { dropAfter, holdAfter, pause }: HubBehaviour, response: ServerResponse): void {
		if (pause !== undefined) {
			void this.#trickle(body, pause, response);
			return;
		}
		const limit = Math.min(dropAfter ?? holdAfter ?? body.length, body.length);
		this.bytesServed += limit;
		if (dropAfter !== undefined) {
			response.write(body.subarray(0, limit), () => response.destroy());
		} else if (holdAfter !== undefined) {
			this.#release = () => {
				this.bytesServed += body.length - limit;
				response.end(body.subarray(limit));
			};
			response.write(body.subarray(0, limit));
		} else {
			response.end(body);
		}
	}
}

/** Bytes that begin as a model does, always the same ones. */
export function modelBytes(length: number, seed = 1): Buffer {
	const bytes = Buffer.alloc(length);
	let state = seed;
	for (let at = 0; at < length; at++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		bytes[at] = state >>> 24;
	}
	bytes.write("GGUF");
	return bytes;
}
