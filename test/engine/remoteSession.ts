/** An engine that has connected to a server, which serves the tiny model over the OpenAI-compatible API. */
import assert from "node:assert/strict";
import { after, before } from "node:test";
import type { GenerateRequest, ServerOptions } from "../../server/engine/engine";
import type { ForkedEngine } from "../../server/engine/forked";
import { OpenAiEngine } from "../../server/engine/openai";
import type { Patience } from "../../server/engine/openai/http";
import { type ApiServer, startApiServer } from "../support/api/apiServer";
import type { ApiServerOptions, ServedApi } from "../support/api/options";
import { createEngine, fixedAnswer, never, tinyOptions, type Written, write } from "./tinyEngine";

export const quick: Patience = { answer: 10_000, idle: 10_000, backoff: 5 };

/** This machine's engine, and what the model writes when it is asked here; for all tests of a file. */
export function useTiny(): () => { readonly engine: ForkedEngine; readonly written: Written } {
	let tiny: { readonly engine: ForkedEngine; readonly written: Written } | undefined;
	before(async () => {
		const engine = createEngine();
		await engine.load(tinyOptions(), never());
		tiny = { engine, written: await write(engine, {}) };
		assert.equal(tiny.written.answer, fixedAnswer);
	});
	after(() => tiny?.engine.dispose());
	return () => {
		assert.ok(tiny);
		return tiny;
	};
}

export interface Session {
	readonly server: ApiServer;
	readonly engine: OpenAiEngine;
	write(request?: Partial<GenerateRequest>, control?: Parameters<typeof write>[3]): Promise<Written>;
}

export interface SessionOptions extends ApiServerOptions {
	readonly patience?: Partial<Patience>;
	readonly clientKey?: string;
	readonly load?: Partial<ServerOptions>;
}

/** A server and an engine that has connected to it. */
export async function session(
	tiny: ForkedEngine,
	options: SessionOptions,
	use: (session: Session) => Promise<void>,
): Promise<void> {
	const { clientKey, load, patience, ...served } = options;
	const server = await startApiServer({ engine: tiny, ...served });
	const engine = new OpenAiEngine({ keyOf: () => clientKey, patience: { ...quick, ...patience } });
	try {
		await engine.load(optionsOf(server, load), never());
		await use({ server, engine, write: (request = {}, control) => write(engine, request, () => {}, control) });
	} finally {
		await engine.dispose();
		await server.close();
	}
}

export function optionsOf({ url }: ApiServer, options: Partial<ServerOptions> = {}): ServerOptions {
	return { kind: "server", url, model: "tiny-r1", api: "auto", allowHttp: false, contextSize: 2048, ...options };
}

export const apis: readonly ServedApi[] = [
	"vllm",
	"sglang",
	"llama-server",
	"ollama",
	"lmstudio",
	"deepseek",
	"openai",
];
/** With a way to go on with a thought that is open. */
export const resuming: readonly ServedApi[] = ["vllm", "sglang", "llama-server", "ollama", "lmstudio"];
export const continuing: readonly ServedApi[] = [...resuming, "deepseek"];
