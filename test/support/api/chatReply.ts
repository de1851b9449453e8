import type { ServerResponse } from "node:http";
import type { ChatRequest } from "./chatRequest";
import { type ApiError, errorOf } from "./errors";
import type { Sent } from "./framing";
import type { ApiSettings } from "./options";

export interface Usage {
	readonly promptTokens: number;
	readonly thoughtTokens: number;
	readonly answerTokens: number;
}

/** One answer to a request for chat, as a stream of events or as one JSON object. */
export class ChatReply {
	readonly #response: ServerResponse;
	readonly #request: ChatRequest;
	readonly #settings: ApiSettings;
	readonly #id: string;
	readonly #isText: boolean;
	#keepingAlive: NodeJS.Timeout | undefined;
	#hasBegun = false;
	/** Whether all has been said, or nothing more will be. */
	#isOver = false;
	#content = "";
	#thought = "";

	/** `isText`: the answer is a text, not a message. */
	constructor(
		response: ServerResponse,
		request: ChatRequest,
		settings: ApiSettings,
		{ id, isText }: { readonly id: string; readonly isText: boolean },
	) {
		this.#response = response;
		this.#request = request;
		this.#settings = settings;
		this.#id = id;
		this.#isText = isText;
		response.once("close", () => {
			this.#isOver = true;
			clearInterval(this.#keepingAlive);
		});
		response.on("error", () => {});
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	refuse({ status, body }: ApiError, headers: Readonly<Record<string, string>> = {}): void {
		if (this.#isOver) return;
		if (this.#hasBegun) {
			this.sendError(body);
			return;
		}
		this.#isOver = true;
		this.#response.writeHead(status, { "Content-Type": "application/json", ...headers });
		this.#response.end(JSON.stringify(body));
	}

	html(status: number): void {
		this.#isOver = true;
		this.#response.writeHead(status, { "Content-Type": "text/html" });
		this.#response.end("<html><head><title>Gateway</title></head><body><h1>It works!</h1></body></html>");
	}

	/** Sends the headers, and from then on comments. */
	begin(keepAlive = this.#settings.keepAlive): void {
		if (!this.#hasBegun) this.#sendHeaders();
		if (keepAlive === undefined || this.#keepingAlive) return;
		const nothing = this.#request.isStreamed ? ": keep-alive\n\n" : "\n";
		this.#keepingAlive = setInterval(() => this.#response.write(nothing), keepAlive);
	}

	send({ isContent, text }: Sent): void {
		if (this.#isOver) return;
		this.begin();
		if (isContent) this.#content += text;
		else this.#thought += text;
		if (this.#request.isStreamed)
			this.#event({ ...(this.#isText ? { text } : { delta: this.#delta(isContent, text) }), finish_reason: null });
	}

	/** Half a JSON object, where there is a stream. */
	sendHalf(): void {
		if (this.#isOver || !this.#request.isStreamed) return;
		this.begin();
		this.#response.write(
			'data: {"id":"chatcmpl-0","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"con\n\n',
		);
	}

	/** In the middle of a stream, where the status has been sent. */
	sendError(body: unknown = errorOf(this.#settings.api, 500, "The model has failed.").body): void {
		this.begin();
		this.#isOver = true;
		this.#response.end(this.#request.isStreamed ? `data: ${JSON.stringify(body)}\n\n` : JSON.stringify(body));
	}

	finish(reason: "stop" | "length", usage: Usage): void {
		if (this.#isOver) return;
		this.begin();
		this.#isOver = true;
		if (!this.#request.isStreamed) {
			this.#response.end(JSON.stringify(this.#whole(reason, usage)));
			return;
		}
		this.#event({ ...(this.#isText ? { text: "" } : { delta: {} }), finish_reason: reason });
		if (this.#request.includesUsage) this.#write({ ...this.#chunk(), choices: [], usage: this.#usage(usage) });
		this.#response.end("data: [DONE]\n\n");
	}

	/** Ends what is sent, without a word on why. */
	end(): void {
		this.begin();
		this.#isOver = true;
		this.#response.end();
	}

	/** Sends nothing more, and leaves the connection open. */
	stall(): void {
		this.begin();
		this.#isOver = true;
		clearInterval(this.#keepingAlive);
	}

	drop(): void {
		this.#isOver = true;
		const cut = () => this.#response.destroy(new Error("The connection is dropped on purpose."));
		// Not before the client has what was sent, or it would depend on chance how much that is.
		if (this.#hasBegun) this.#response.socket?.write("", cut);
		else cut();
	}

	#sendHeaders(): void {
		this.#hasBegun = true;
		const type = this.#request.isStreamed ? "text/event-stream; charset=utf-8" : "application/json";
		this.#response.writeHead(200, { "Content-Type": type });
		this.#response.flushHeaders();
		if (!this.#request.isStreamed || this.#isText) return;
		const content = this.#settings.api === "llama-server" ? null : "";
		this.#event({ delta: { role: "assistant", content }, finish_reason: null });
	}

	#delta(isContent: boolean, text: string): object {
		if (isContent) return { content: text };
		const thought = { [this.#thoughtField]: text };
		return this.#settings.api === "ollama" ? { role: "assistant", content: null, ...thought } : thought;
	}

	#whole(reason: string, usage: Usage): object {
		const thought = this.#thought ? { [this.#thoughtField]: this.#thought } : {};
		const message = { role: "assistant", content: this.#content, ...thought };
		const choice = this.#isText ? { text: this.#content } : { message };
		return {
			...this.#chunk(),
			object: this.#isText ? "text_completion" : "chat.completion",
			choices: [{ index: 0, ...choice, finish_reason: reason }],
			usage: this.#usage(usage),
		};
	}

	#usage({ promptTokens, thoughtTokens, answerTokens }: Usage): object {
		const completion = thoughtTokens + answerTokens;
		return {
			prompt_tokens: promptTokens,
			completion_tokens: completion,
			total_tokens: promptTokens + completion,
			...(this.#settings.countsThought ? { completion_tokens_details: { reasoning_tokens: thoughtTokens } } : {}),
		};
	}

	get #thoughtField(): string {
		const { thoughtPlace } = this.#settings;
		return thoughtPlace === "tags" || thoughtPlace === "endTag" ? "reasoning" : thoughtPlace;
	}

	#event(choice: object): void {
		this.#write({ ...this.#chunk(), choices: [{ index: 0, ...choice }] });
	}

	#chunk(): object {
		const { model } = this.#settings;
		const object = this.#isText ? "text_completion" : "chat.completion.chunk";
		return { id: this.#id, object, created: 1_760_000_000, model };
	}

	#write(event: object): void {
		this.#response.write(`data: ${JSON.stringify(event)}\n\n`);
	}
}
