/** Servers that fail, or that cannot be connected to. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { suite, test } from "node:test";
import type { ServerOptions } from "../../server/engine/engine";
import { listServerModels, OpenAiEngine } from "../../server/engine/openai";
import { startApiServer } from "../support/api/apiServer";
import { apis, optionsOf, quick, session, useTiny } from "./remoteSession";
import { fixedAnswer, never } from "./tinyEngine";

const tiny = useTiny();

suite("a server that fails", () => {
	for (const [what, status] of [
		["is overloaded", 503],
		["wants a pause", 429],
		["fails", 500],
		["has a gateway that times out", 504],
	] as const) {
		test(`${what} twice, then answers`, () =>
			session(
				tiny().engine,
				{ faults: [status, status].map((it) => ({ kind: "status", status: it })) },
				async ({ write }) => {
					assert.equal((await write()).answer, fixedAnswer);
				},
			));
	}

	for (const [what, fault, expected] of [
		["wants another key", { kind: "status", status: 401 }, { reason: "unauthorized", message: /key/ }],
		["forbids it", { kind: "status", status: 403 }, { reason: "unauthorized" }],
		["has no such model", { kind: "status", status: 404, message: "No r1" }, { reason: "notFound", message: /No r1/ }],
		[
			"asks for a long wait",
			{ kind: "status", status: 429, retryAfter: "3600" },
			{ reason: "unreachable", message: /3600 seconds/ },
		],
		["sends a web page", { kind: "html", status: 200 }, { reason: "unreachable", message: /web page/ }],
		["sends what is no JSON", { kind: "malformed", channel: "answer", tokens: 3 }, { reason: "unreachable" }],
		[
			"says so in the middle",
			{ kind: "error", channel: "thought", tokens: 3 },
			{ reason: "failed", message: /The model has failed/ },
		],
	] as const) {
		test(`${what}: a sentence says so, and the next run works`, () =>
			session(tiny().engine, { api: "openai", faults: [fault] }, async ({ engine, server, write }) => {
				await assert.rejects(write(), expected);
				await engine.load(optionsOf(server), never());
				assert.equal((await write()).answer, fixedAnswer);
			}));
	}

	for (const kind of ["drop", "end"] as const) {
		for (const channel of ["thought", "answer"] as const) {
			test(`${kind} in the ${channel}: what is written is gone on with`, () =>
				session(tiny().engine, { api: "vllm", faults: [{ kind, channel, tokens: 7 }] }, async ({ server, write }) => {
					const { answer, thought } = await write();
					assert.deepEqual([thought, answer], [tiny().written.thought, fixedAnswer]);
					assert.equal(server.chats.length, 2);
				}));

			test(`${kind} in the ${channel}: where it cannot be gone on with, a sentence says so`, () =>
				session(tiny().engine, { faults: [{ kind, channel, tokens: 7 }] }, async ({ write }) => {
					await assert.rejects(write(), { name: "EngineError" });
				}));
		}
	}

	test("sends nothing for too long", () =>
		session(
			tiny().engine,
			{ patience: { idle: 200 }, faults: [{ kind: "stall", channel: "thought", tokens: 3 }] },
			async ({ write }) => {
				await assert.rejects(write(), { reason: "unreachable", message: /nothing for too long/ });
			},
		));

	test("is slow, but shows that it is there", () =>
		session(
			tiny().engine,
			{ patience: { idle: 1000 }, faults: [{ kind: "slow", milliseconds: 2500 }] },
			async ({ write }) => {
				assert.equal((await write()).answer, fixedAnswer);
			},
		));

	test("has no room for the answer", () =>
		session(tiny().engine, { faults: [{ kind: "length", channel: "thought", tokens: 5 }] }, async ({ write }) => {
			const { answer, end } = await write();
			assert.deepEqual([answer, end], ["", "contextFull"]);
		}));

	test("says that the prompt is too long", () =>
		session(tiny().engine, { api: "vllm" }, async ({ write }) => {
			assert.equal((await write({ prompt: "word ".repeat(4000) })).end, "promptTooLong");
		}));

	test("answers with nothing", () =>
		session(tiny().engine, { faults: [{ kind: "empty" }] }, async ({ write }) => {
			const { answer, end } = await write();
			assert.deepEqual([answer, end], ["", "complete"]);
		}));
});

suite("connecting to a server", () => {
	test("needs its key, which goes to it alone", async () => {
		await session(tiny().engine, { key: "sk-secret", clientKey: "sk-secret" }, async ({ server, write }) => {
			assert.equal((await write()).answer, fixedAnswer);
			assert.equal(server.chats[0]?.headers.authorization, "Bearer sk-secret");
		});
		await assert.rejects(
			session(tiny().engine, { key: "sk-secret" }, async () => {}),
			{ reason: "unauthorized", message: /Use a Server/ },
		);
	});

	test("sends no key where there is none, and says nothing of this machine", () =>
		session(tiny().engine, {}, async ({ server, write }) => {
			await write();
			const headers = Object.keys(server.chats[0]?.headers ?? {}).filter(
				(it) => !/^(host|connection|content-|accept|sec-fetch|user-agent)/.test(it),
			);
			assert.deepEqual(headers, []);
		}));

	test("a server that tells nobody which models it has is asked all the same", () =>
		session(tiny().engine, { listsModels: false }, async ({ engine, write }) => {
			assert.equal(engine.state.kind, "ready");
			assert.equal((await write()).answer, fixedAnswer);
		}));

	test("a model that is not there is told from those that are", async () => {
		await assert.rejects(
			session(tiny().engine, { load: { model: "r2" } }, async () => {}),
			{
				reason: "notFound",
				message: /no model r2; it has tiny-r1/,
			},
		);
	});

	test("nothing is sent to another machine without encryption", async () => {
		const engine = new OpenAiEngine({ keyOf: () => undefined, patience: quick });
		const options: ServerOptions = {
			kind: "server",
			url: "http://192.0.2.1/v1",
			model: "r1",
			api: "auto",
			allowHttp: false,
			contextSize: 2048,
		};
		await assert.rejects(engine.load(options, never()), { reason: "notEncrypted", message: /https/ });
		assert.equal(engine.state.kind, "failed");
	});

	test("a server that sends on to another is not followed there", async () => {
		const other = await startApiServer({ engine: tiny().engine });
		const server = createServer((_, response) => response.writeHead(307, { location: `${other.url}/models` }).end());
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		// A server on a TCP port has an address of this form.
		const { port } = server.address() as AddressInfo;
		const ask = { url: `http://127.0.0.1:${port}/v1`, api: "auto", allowHttp: false } as const;
		try {
			await assert.rejects(
				listServerModels(ask, () => undefined, never()),
				{ reason: "unreachable", message: /sends on to http/ },
			);
			assert.equal(other.requests.length, 0);
		} finally {
			server.close();
			await other.close();
		}
	});

	test("nothing listens there: a sentence says so at once", async () => {
		const server = await startApiServer({ engine: tiny().engine });
		await server.refuse();
		const engine = new OpenAiEngine({ keyOf: () => undefined, patience: quick });
		await assert.rejects(engine.load(optionsOf(server), never()), {
			reason: "unreachable",
			message: /nothing listens there/,
		});
	});

	test("a load that is given up leaves nothing", async () => {
		const server = await startApiServer({ engine: tiny().engine });
		const engine = new OpenAiEngine({ keyOf: () => undefined, patience: quick });
		const stop = new AbortController();
		const loading = engine.load(optionsOf(server), stop.signal);
		stop.abort();
		await assert.rejects(loading, { name: "AbortError" });
		assert.equal(engine.state.kind, "stopped");
		await server.close();
	});

	test("what is typed is sent nowhere", () =>
		session(tiny().engine, {}, async ({ engine, server }) => {
			await assert.rejects(engine.complete(), { reason: "unsupported" });
			assert.ok(server.requests.every(({ method }) => method === "GET"));
		}));

	test("it is told what it serves by what it says of itself", async () => {
		for (const api of apis) {
			const server = await startApiServer({ engine: tiny().engine, api });
			const ask = { url: server.url, api: "auto", allowHttp: false } as const;
			const found = await listServerModels(ask, () => undefined, never());
			// DeepSeek's is told from its address, and by whom it names as the owner.
			assert.deepEqual(found, { api, models: ["tiny-r1"] }, api);
			await server.close();
		}
	});
});
