/** A server on this machine that serves tiny-r1 over the OpenAI-compatible API, as one of the programs that users have. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { ForkedEngine } from "../../../server/engine/forked";
import type { Steering } from "../../../server/engine/steering";
import { repositoryRoot } from "../repositoryRoot";
import { answerChat } from "./chat";
import { ChatReply } from "./chatReply";
import { readChatRequest, recordOf, textOf } from "./chatRequest";
import { describe, describeModels, programs } from "./descriptions";
import { errorOf } from "./errors";
import type { Fault } from "./faults";
import { type ApiServerOptions, type ApiSettings, readOptions } from "./options";
import { readRawRequest } from "./rawRequest";
import { tokenize } from "./tokenize";

export interface ServedRequest {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	/** Parsed; nothing where there is none. */
	readonly body: unknown;
	/** Whether the client closed the connection before all was sent. */
	closedByClient: boolean;
	/** Resolves when the connection has nothing more to say about it. */
	readonly ended: Promise<void>;
}

/** The server, with the model loaded. */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
	const settings = readOptions(options);
	const engine = options.engine ?? (await loadEngine(settings.contextSize));
	const server = new ApiServer(engine, settings, options);
	await server.listen();
	return server;
}

async function loadEngine(contextSize: number): Promise<ForkedEngine> {
	const root = repositoryRoot();
	const engine = new ForkedEngine({ script: join(root, "dist", "engine.js"), log: () => {} });
	const path = join(root, "test", "tiny-r1", "tiny-r1.gguf");
	const { signal } = new AbortController();
	await engine.load({ kind: "file", role: "reason", path, contextSize, gpu: "off", threads: 1 }, signal);
	return engine;
}

export class ApiServer {
	/** All that came, in order. */
	readonly requests: ServedRequest[] = [];
	readonly #engine: ForkedEngine;
	readonly #settings: ApiSettings;
	readonly #ownsEngine: boolean;
	readonly #faults: Fault[];
	readonly #controlled = new Map<string, Steering>();
	readonly #http = createServer((request, response) => void this.#serve(request, response));
	#port = 0;
	#tokensWritten = 0;
	#chats = 0;

	/** For {@link startApiServer}. */
	constructor(engine: ForkedEngine, settings: ApiSettings, options: ApiServerOptions) {
		this.#engine = engine;
		this.#settings = settings;
		this.#ownsEngine = !options.engine;
		this.#faults = [...(options.faults ?? [])];
	}

	/** Address that the API's paths begin with. */
	get url(): string {
		return `${this.origin}/v1`;
	}

	get origin(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** Requests for chat, and to go on with a text. */
	get chats(): readonly ServedRequest[] {
		return this.requests.filter(({ path }) => path.endsWith("/completions"));
	}

	/** Tokens that the model wrote in all, sent or not. */
	get tokensWritten(): number {
		return this.#tokensWritten;
	}

	/** Has the next requests for chat go wrong, one for each. */
	fail(...faults: readonly Fault[]): void {
		this.#faults.push(...faults);
	}

	/** Takes connections, again at the same port. */
	async listen(): Promise<void> {
		this.#http.listen(this.#port, "127.0.0.1");
		await once(this.#http, "listening");
		// A server on a TCP port has an address of this form.
		this.#port = (this.#http.address() as AddressInfo).port;
	}

	/** Refuses connections from now on, and cuts those that there are. */
	async refuse(): Promise<void> {
		const closed = once(this.#http, "close");
		this.#http.close();
		this.#http.closeAllConnections();
		await closed;
	}

	async close(): Promise<void> {
		if (this.#http.listening) await this.refuse();
		if (this.#ownsEngine) await this.#engine.dispose();
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const aborting = new AbortController();
		const body = await readBody(request);
		const { headers, method = "GET", url = "/" } = request;
		const ended = once(response, "close").then(() => {
			// What was dropped here has an error.
			served.closedByClient = !response.writableFinished && !response.errored;
			aborting.abort();
		});
		const served: ServedRequest = { method, path: url, headers, body, closedByClient: false, ended };
		this.requests.push(served);
		const program = programs[this.#settings.api];
		if (program) response.setHeader("Server", program);
		await this.#route(served, response, aborting.signal);
	}

	async #route(served: ServedRequest, response: ServerResponse, signal: AbortSignal): Promise<void> {
		const path = served.path.replace(/^\/(v1|beta)(?=\/)/, "");
		if (!this.#isLetIn(served)) return this.#sendError(response, 401, "Invalid API Key");
		if (path === "/completions" && this.#settings.completesText) return await this.#chat(served, response, signal);
		if (path === "/chat/completions") return await this.#chat(served, response, signal);
		if (path === "/chat/completions/control" && this.#settings.control) return this.#control(served.body, response);
		if (path === "/models" && this.#settings.listsModels) return send(response, 200, describeModels(this.#settings));
		if (path === "/tokenize") {
			const tokens = await tokenize(served.body, this.#settings, this.#engine);
			if (tokens) return send(response, 200, tokens);
		}
		const description = describe(path, this.#settings);
		if (description) return send(response, 200, description);
		this.#sendError(response, 404, "Not Found");
	}

	async #chat({ body, path }: ServedRequest, response: ServerResponse, signal: AbortSignal): Promise<void> {
		this.#chats++;
		const id = `chatcmpl-${this.#chats}`;
		const raw = path.endsWith("/chat/completions") ? undefined : readRawRequest(body, this.#settings);
		const request = raw?.request ?? readChatRequest(body);
		const isBeta = path.startsWith("/beta/");
		const settings = this.#settings.api === "deepseek" && !isBeta ? withoutPrefixes(this.#settings) : this.#settings;
		const reply = new ChatReply(response, request, settings, { id, isText: raw !== undefined });
		const onWrote = (tokens: number) => {
			this.#tokensWritten += tokens;
		};
		const dependencies = { engine: this.#engine, settings, controlled: this.#controlled, onWrote };
		try {
			await answerChat(
				{ id, request, reply, fault: this.#faults.shift(), signal, ...(raw && { raw: raw.beginning }) },
				dependencies,
			);
		} catch (error) {
			reply.refuse(errorOf(settings.api, 500, String(error)));
		}
	}

	#control(body: unknown, response: ServerResponse): void {
		const { action, id } = recordOf(body);
		if (action !== "reasoning_end") {
			this.#sendError(response, 400, "unknown control action");
			return;
		}
		const steering = this.#controlled.get(textOf(id));
		steering?.press("answerNow");
		send(response, 200, steering ? { success: true } : { success: false, message: "no active completion for this id" });
	}

	#isLetIn({ headers, path }: ServedRequest): boolean {
		const { api, key } = this.#settings;
		// vLLM asks for a key below /v1 alone.
		if (key === undefined || (api === "vllm" && !path.startsWith("/v1"))) return true;
		return headers.authorization === `Bearer ${key}`;
	}

	#sendError(response: ServerResponse, status: number, message: string): void {
		const { body } = errorOf(this.#settings.api, status, message);
		send(response, status, body);
	}
}

function withoutPrefixes(settings: ApiSettings): ApiSettings {
	return { ...settings, continuing: "refused" };
}

function send(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { "Content-Type": "application/json" });
	response.end(JSON.stringify(body));
}

/** What is no JSON is taken for nothing. */
async function readBody(request: IncomingMessage): Promise<unknown> {
	return request.method === "POST" ? await json(request).catch(() => undefined) : undefined;
}
