/** Runs whose model is on a server: the same messages, steps, links and edits as on this machine. */
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { InlineCompletionRequest, InlineCompletionTriggerKind } from "vscode-languageserver-protocol/node";
import { benchmarkModelRequest } from "../../server/protocol/benchmark";
import { type ChatPart, chatProgress, chatRequest } from "../../server/protocol/chat";
import type { RunSnapshot } from "../../server/protocol/run";
import { continueRunRequest, startRunRequest, steerRunRequest } from "../../server/protocol/runs";
import { listServerModelsRequest, serverKeysVariable } from "../../server/protocol/servers";
import { fixPrompt } from "../engine/tinyEngine";
import { type ApiServer, startApiServer } from "../support/api/apiServer";
import { recordOf } from "../support/api/chatRequest";
import { TestServer, tinySettings } from "../support/connect";
import { cart, editOf, ended, fix, reached, startRun } from "../support/runs";

const key = "sk-for-this-test";

let api: ApiServer;
let server: TestServer;
before(async () => {
	api = await startApiServer({ api: "vllm", key });
	process.env[serverKeysVariable] = JSON.stringify({ [api.origin]: key });
	server = await TestServer.start({ settings: settingsOf({}) });
	delete process.env[serverKeysVariable];
	await server.open("file:///workspace/cart.ts", "typescript", cart);
});
after(async () => {
	await server.dispose();
	await api.close();
});

function settingsOf(model: object, rest: object = {}): object {
	const used = { url: api.url, model: "tiny-r1", api: "auto", allowHttp: false };
	return { ...tinySettings, ...rest, model: { ...tinySettings.model, server: used, ...model } };
}

/** In one document both times, since its path is in the prompt. */
async function startInCart(): Promise<RunSnapshot> {
	const started = await server.connection.sendRequest(startRunRequest, { ...fix, uri: "file:///workspace/cart.ts" });
	return started.kind === "started" ? started.run : assert.fail(JSON.stringify(started));
}

/** All that does not depend on the clock or the model's place. */
function plain({ answer, interventions, prompt, state, steps }: RunSnapshot) {
	return {
		answer,
		interventions,
		prompt,
		state,
		steps: steps.map(({ kind, lines, source, text }) => ({ kind, lines, source, text })),
	};
}

suite("a run on a server", () => {
	test("has the steps, the edit and the links that it has on this machine", async () => {
		const there = await ended(server, await startInCart());
		assert.equal(api.chats.length, 1);
		await server.configure(tinySettings);
		const here = await ended(server, await startInCart());
		assert.equal(api.chats.length, 1, "nothing is sent any more");
		assert.deepEqual(plain(there), plain(here));
		assert.match(editOf(there).edit.newText, /i < prices\.length/);
		assert.notDeepEqual(editOf(there).links, []);
		await server.configure(settingsOf({}));
	});

	test("is steered and continued", async () => {
		const first = await startRun(server, fix);
		await reached(server, first, ({ state }) => state.kind === "thinking");
		await server.connection.sendRequest(steerRunRequest, { id: first.id, steer: "answerNow" });
		const run = await ended(server, first);
		assert.match(editOf(run).edit.newText, /i < prices\.length/);
		const text = "Look at the loop on line 3: it runs one step too far, since `i <= prices.length` holds at the end.";
		const from = { kind: "step", step: 0, text } as const;
		const result = await server.connection.sendRequest(continueRunRequest, { id: run.id, from });
		assert.ok(result.kind === "started");
		const resumed = await ended(server, result.run);
		assert.ok(resumed.steps[0]?.text.startsWith(text), resumed.steps[0]?.text);
		assert.match(editOf(resumed).edit.newText, /i < prices\.length/);
	});

	test("that cannot be made says why, with nothing lost", async () => {
		await server.configure(settingsOf({ server: { url: api.url, model: "r2", api: "vllm", allowHttp: false } }));
		const run = await ended(server, await startRun(server, fix));
		assert.ok(run.state.kind === "failed");
		assert.equal(run.state.reason, "notFound");
		assert.match(run.state.message, /no model r2; it has tiny-r1/);
		await server.configure(settingsOf({}));
		assert.equal((await ended(server, await startRun(server, fix))).state.kind, "done");
	});

	test("completions are sent nowhere", async () => {
		const chats = api.chats.length;
		const params = {
			textDocument: { uri: "file:///workspace/cart.ts" },
			position: { line: 3, character: 0 },
			context: { triggerKind: InlineCompletionTriggerKind.Invoked },
		};
		await server.connection.sendRequest(InlineCompletionRequest.type, params).catch(() => null);
		assert.equal(api.chats.length, chats);
	});
});

suite("a model on a server", () => {
	test("is measured there, but for what only the server knows", async () => {
		const params = { effort: "brief", coding: null, partialResultToken: "speed" } as const;
		const result = await server.connection.sendRequest(benchmarkModelRequest, params);
		assert.ok(result.kind === "ended");
		const { model, speed, state } = result.benchmark;
		assert.deepEqual([state, model?.device, model?.server], [{ kind: "complete" }, "server", api.url]);
		assert.ok(speed);
		assert.deepEqual([speed.loadTime, speed.memory], [null, null]);
		assert.ok(speed.decodeSpeed > 0 && speed.decodeTokens > 10 && (speed.firstThought ?? 0) > 0, JSON.stringify(speed));
	});

	test("answers VS Code's chat, with the turns before and without their thoughts", async () => {
		const parts: ChatPart[] = [];
		const progress = server.connection.onProgress(chatProgress, "chat", (part) => void parts.push(part));
		const turns = [
			{ role: "user", text: "Say a." },
			{ role: "assistant", text: "a" },
			{ role: "user", text: fixPrompt() },
		] as const;
		await server.connection.sendRequest(chatRequest, { turns, partialResultToken: "chat" });
		progress.dispose();
		const { messages } = recordOf(api.chats.at(-1)?.body);
		assert.deepEqual(
			messages,
			turns.map(({ role, text }) => ({ role, content: text })),
		);
		assert.ok(parts.some(({ channel }) => channel === "thought") && parts.some(({ channel }) => channel === "answer"));
	});
});

suite("the models of a server", () => {
	test("are listed, with what serves them", async () => {
		const params = { url: api.url, api: "auto", allowHttp: false } as const;
		assert.deepEqual(await server.connection.sendRequest(listServerModelsRequest, params), {
			kind: "models",
			models: ["tiny-r1"],
			api: "vllm",
		});
	});

	test("or a sentence says why they are not", async () => {
		const params = { url: "http://192.0.2.7/v1", api: "auto", allowHttp: false } as const;
		const result = await server.connection.sendRequest(listServerModelsRequest, params);
		assert.ok(result.kind === "failed");
		assert.equal(result.reason, "notEncrypted");
	});
});
