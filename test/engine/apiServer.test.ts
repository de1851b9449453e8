import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { type ApiServer, startApiServer } from "../support/api/apiServer";
import type { Fault } from "../support/api/faults";
import type { ApiServerOptions } from "../support/api/options";
import { createEngine, fixedAnswer, fixPrompt, never, tinyOptions, type Written, write } from "./tinyEngine";

interface Read {
	readonly status: number;
	readonly content: string;
	readonly thought: string;
	readonly reason: string | undefined;
	/** All events of a stream. */
	readonly events: readonly Event[];
}

interface Whole {
	readonly choices: readonly { readonly message: { readonly content: string; readonly reasoning: string } }[];
	readonly usage: { readonly completion_tokens: number };
}

interface Text {
	readonly choices: readonly { readonly text: string; readonly finish_reason: string }[];
}

interface Props {
	readonly default_generation_settings: { readonly n_ctx: number };
}

interface Event {
	readonly id?: string;
	readonly choices?: readonly {
		readonly delta: Readonly<Record<string, string | null>>;
		readonly finish_reason: string | null;
	}[];
	readonly usage?: { readonly completion_tokens: number; readonly completion_tokens_details?: unknown };
}

const question = { role: "user", content: fixPrompt() };
const signal = never();

const engine = createEngine();

async function serve(options: ApiServerOptions, use: (server: ApiServer) => Promise<void>): Promise<void> {
	const server = await startApiServer({ engine, ...options });
	try {
		await use(server);
	} finally {
		await server.close();
	}
}

async function post(url: string, body: object, init: RequestInit = {}): Promise<Response> {
	return await fetch(url, { method: "POST", body: JSON.stringify(body), ...init });
}

/** What comes is trusted to be of this form: the tests would fail if it was not. */
async function read<Body>(response: Promise<Response>): Promise<Body> {
	return (await (await response).json()) as Body;
}

/** Asks for a stream and reads it to its end. */
async function ask(server: ApiServer, body: object = {}, url = server.url): Promise<Read> {
	const request = { model: "tiny-r1", messages: [question], stream: true, ...body };
	const response = await post(`${url}/chat/completions`, request);
	const lines = (await response.text()).split("\n\n").filter((line) => line.startsWith("data: {"));
	const events = lines.map((line): Event => JSON.parse(line.slice("data: ".length)));
	const choices = events.flatMap((event) => event.choices ?? []);
	const joined = (field: string) => choices.map(({ delta }) => delta[field] ?? "").join("");
	return {
		status: response.status,
		content: joined("content"),
		thought: joined("reasoning") + joined("reasoning_content") + joined("thinking"),
		reason: choices.at(-1)?.finish_reason ?? undefined,
		events,
	};
}

suite("the test server", () => {
	let direct: Written;
	before(async () => {
		await engine.load(tinyOptions(), signal);
		direct = await write(engine, { answerStart: "" });
	});
	after(() => engine.dispose());

	test("sends what the engine writes, the thought in the field of the program", async () => {
		for (const api of ["vllm", "sglang", "llama-server", "ollama", "lmstudio", "deepseek"] as const) {
			await serve({ api }, async (server) => {
				const { content, reason, thought } = await ask(server);
				assert.equal(thought.trim(), direct.thought, api);
				assert.equal(content.trim(), fixedAnswer, api);
				assert.equal(reason, "stop");
			});
		}
	});

	test("sends the thought in the content between tags, or before an end tag, cut anywhere", async () => {
		await serve({ thoughtPlace: "tags", charactersPerDelta: 3 }, async (server) => {
			const { content } = await ask(server);
			assert.equal(content, `<think>\n${direct.thought}\n</think>\n\n${fixedAnswer}`);
		});
		await serve({ thoughtPlace: "endTag" }, async (server) => {
			const { content } = await ask(server);
			assert.equal(content, `${direct.thought}\n</think>\n\n${fixedAnswer}`);
		});
	});

	test("answers in one piece where no stream is asked for", async () => {
		await serve({ api: "vllm" }, async ({ url }) => {
			const body = { model: "tiny-r1", messages: [question] };
			const { choices, usage } = await read<Whole>(post(`${url}/chat/completions`, body));
			assert.equal(choices[0]?.message.content.trim(), fixedAnswer);
			assert.equal(choices[0]?.message.reasoning.trim(), direct.thought);
			assert.ok(usage.completion_tokens > 100);
		});
	});

	test("stops the model when the client closes the connection", async () => {
		await serve({ api: "vllm" }, async (server) => {
			const aborting = new AbortController();
			const body = { model: "tiny-r1", messages: [question], stream: true, temperature: 2 };
			const response = await post(`${server.url}/chat/completions`, body, { signal: aborting.signal });
			await response.body?.getReader().read();
			aborting.abort();
			await server.chats[0]?.ended;
			assert.equal(server.chats[0]?.closedByClient, true);
			// The next one waits for its turn: the one before has ended.
			await ask(server, { max_tokens: 1 });
			assert.ok(server.tokensWritten < 400);
		});
	});

	test("counts tokens, and ends where there are as many as were asked for", async () => {
		await serve({ countsThought: true }, async (server) => {
			const { events, reason } = await ask(server, { max_tokens: 20, stream_options: { include_usage: true } });
			assert.equal(reason, "length");
			assert.deepEqual(events.at(-1)?.usage?.completion_tokens_details, { reasoning_tokens: 20 });
		});
	});

	suite("goes on with a thought", () => {
		const begun = "The loop goes too far.";
		const cases = {
			vllm: [{ content: `<think>\n${begun}` }, { continue_final_message: true, add_generation_prompt: false }],
			sglang: [{ content: begun }, { continue_final_message: true }],
			"llama-server": [{ content: "", reasoning_content: `\n${begun}` }, {}],
			ollama: [{ content: `<think>\n${begun}` }, {}],
			deepseek: [{ content: "", reasoning_content: begun, prefix: true }, {}],
		} as const;
		for (const api of ["vllm", "sglang", "llama-server", "ollama", "deepseek"] as const) {
			const [message, fields] = cases[api];
			test(`as ${api} does`, async () => {
				await serve({ api }, async (server) => {
					const messages = [question, { role: "assistant", ...message }];
					const told = await ask(
						server,
						{ messages, ...fields },
						api === "deepseek" ? `${server.origin}/beta` : server.url,
					);
					assert.equal(told.status, 200);
					const written = api === "ollama" ? told.content.split("\n</think>")[0] : told.thought;
					assert.ok(written && !written.includes(begun));
					assert.match(told.content, /```typescript\nfunction/);
				});
			});
		}
	});

	test("goes on with an answer, and does not repeat it", async () => {
		await serve({ api: "llama-server" }, async (server) => {
			for (const begun of ["```typescript\nfunction", "```typescript\n"]) {
				const message = { role: "assistant", reasoning_content: direct.thought, content: begun };
				const { content, thought } = await ask(server, { messages: [question, message] });
				assert.equal(thought, "");
				assert.equal(begun + content, fixedAnswer);
			}
		});
	});

	test("goes on with a text of R1's turns, but for a few tokens alone where no number is sent", async () => {
		await serve({ api: "vllm" }, async ({ url }) => {
			const prompt = `<｜User｜>${question.content}<｜Assistant｜><think>\nThe loop goes too far.`;
			const ask = (body: object) => read<Text>(post(`${url}/completions`, { model: "tiny-r1", prompt, ...body }));
			const [whole] = (await ask({ max_tokens: null })).choices;
			assert.match(whole?.text ?? "", /^ .*\n<\/think>\n\n```typescript\nfunction.*```$/s);
			assert.equal(whole?.finish_reason, "stop");
			assert.equal((await ask({})).choices[0]?.finish_reason, "length");
		});
	});

	test("ends a thought that is gone on with on vLLM, where its budget is used up", async () => {
		await serve({ api: "vllm" }, async (server) => {
			const messages = [question, { role: "assistant", content: "<think>\nThe loop goes too far." }];
			const fields = { continue_final_message: true, add_generation_prompt: false, thinking_token_budget: 0 };
			const { content, thought } = await ask(server, { messages, ...fields });
			// The engine lets a phrase end.
			assert.ok(thought.length < 40);
			assert.match(content, /```typescript\nfunction/);
		});
	});

	test("refuses what the template of the model loses on vLLM", async () => {
		await serve({ api: "vllm" }, async (server) => {
			const messages = [question, { role: "assistant", content: "<think>\nHm.\n</think>\n\n```" }];
			const fields = { continue_final_message: true, add_generation_prompt: false };
			assert.equal((await ask(server, { messages, ...fields })).status, 400);
		});
	});

	test("holds a thought to a budget and ends it when told to", async () => {
		await serve({ api: "llama-server" }, async (server) => {
			const short = await ask(server, { reasoning_budget_tokens: 10, reasoning_budget_message: " Enough." });
			assert.ok(short.thought.length < direct.thought.length / 2 && short.thought.includes(" Enough."));
			const body = { messages: [question], stream: true, temperature: 2, reasoning_control: true };
			const response = await post(`${server.url}/chat/completions`, body);
			const control = { id: "chatcmpl-2", action: "reasoning_end" };
			assert.deepEqual(await read(post(`${server.url}/chat/completions/control`, control)), { success: true });
			assert.match(await response.text(), /"content":/);
		});
	});

	test("goes wrong as it is told to, once each", async () => {
		const faults: readonly Fault[] = [
			{ kind: "status", status: 429, retryAfter: "1" },
			{ kind: "html", status: 200 },
			{ kind: "drop", channel: "thought", tokens: 3 },
			{ kind: "error", channel: "answer", tokens: 3 },
			{ kind: "length", channel: "thought", tokens: 3 },
			{ kind: "slow", milliseconds: 50 },
		];
		await serve({ faults }, async (server) => {
			assert.equal((await ask(server)).status, 429);
			assert.equal((await ask(server)).events.length, 0);
			await assert.rejects(ask(server));
			assert.equal(server.chats.at(-1)?.closedByClient, false);
			assert.ok("error" in ((await ask(server)).events.at(-1) ?? {}));
			const { content, reason } = await ask(server);
			assert.equal(reason, "length");
			assert.doesNotMatch(content, /<\/think>/);
			assert.equal((await ask(server)).reason, "stop");
			await server.refuse();
			await assert.rejects(ask(server));
			await server.listen();
			assert.equal((await ask(server)).reason, "stop");
		});
	});

	test("says what it is, and lets nobody in without the key", async () => {
		await serve({ api: "llama-server", key: "secret" }, async ({ origin, url }) => {
			const headers = { Authorization: "Bearer secret" };
			assert.equal((await fetch(`${url}/models`)).status, 401);
			const models = await read<{ data: { owned_by: string }[] }>(fetch(`${url}/models`, { headers }));
			assert.equal(models.data[0]?.owned_by, "llamacpp");
			const props = await read<Props>(fetch(`${origin}/props`, { headers }));
			assert.equal(props.default_generation_settings.n_ctx, 2048);
			const text = { content: "let total = 0;" };
			const { tokens } = await read<{ tokens: number[] }>(post(`${origin}/tokenize`, text, { headers }));
			assert.ok(tokens.length > 3);
		});
	});
});
