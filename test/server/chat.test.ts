import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from "vscode-languageserver-protocol";
import {
	type ChatPart,
	type ChatTurn,
	chatProgress,
	chatRequest,
	countTokensRequest,
} from "../../server/protocol/chat";
import { unloadModelRequest } from "../../server/protocol/model";
import { fixedAnswer, fixPrompt } from "../engine/tinyEngine";
import { type TestServer, tinySettings, useServer } from "../support/connect";
import { babbling, ended, fix, startRun } from "../support/runs";

const question: ChatTurn = { role: "user", text: fixPrompt() };

interface Chat {
	/** What came until now. */
	readonly parts: readonly ChatPart[];
	readonly answered: Promise<null>;
	cancel(): void;
	/** Resolves when so many parts have come. */
	hasParts(count: number): Promise<void>;
}

let chats = 0;

function chat(server: TestServer, ...turns: readonly ChatTurn[]): Chat {
	const parts: ChatPart[] = [];
	const source = new CancellationTokenSource();
	const partialResultToken = `chat ${++chats}`;
	let wake = () => {};
	server.connection.onProgress(chatProgress, partialResultToken, (part) => {
		parts.push(part);
		wake();
	});
	const answered = server.connection.sendRequest(chatRequest, { turns, partialResultToken }, source.token);
	return {
		parts,
		answered,
		cancel: () => source.cancel(),
		hasParts: async (count) => {
			while (parts.length < count) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
		},
	};
}

function textOf(parts: readonly ChatPart[], channel: ChatPart["channel"]): string {
	return parts.flatMap((part) => (part.channel === channel ? [part.text] : [])).join("");
}

function isRefused(pattern: RegExp): (error: unknown) => boolean {
	return (error) => error instanceof ResponseError && pattern.test(error.message);
}

suite("a chat with the server", () => {
	const server = useServer();

	test("streams the thought, then the answer, which has nothing of the thought", async () => {
		const { answered, parts } = chat(server(), question);
		assert.equal(await answered, null);
		assert.equal(textOf(parts, "answer"), fixedAnswer);
		const thought = textOf(parts, "thought");
		assert.match(thought, /`i <= points\.length`/);
		assert.ok(parts.length > 20 && !fixedAnswer.includes(thought));
		const firstOfAnswer = parts.findIndex(({ channel }) => channel === "answer");
		assert.ok(parts.slice(firstOfAnswer).every(({ channel }) => channel === "answer"));
	});

	test("thinks as long as the effort that is set allows", async () => {
		await server().configure({ ...tinySettings, reasoning: { effort: "none" } });
		const { answered, parts } = chat(server(), question);
		await answered;
		await server().configure(tinySettings);
		assert.deepEqual([textOf(parts, "thought"), textOf(parts, "answer")], ["", fixedAnswer]);
	});

	test("waits for the run that was asked for before", async () => {
		const first = await startRun(server(), fix);
		const { answered, parts } = chat(server(), question);
		const run = await ended(server(), first);
		assert.equal(run.state.kind, "done");
		await answered;
		assert.equal(textOf(parts, "answer"), fixedAnswer);
	});

	test("stops within a few tokens when it is cancelled, and lets the next one in", async () => {
		await server().configure(babbling);
		const endless = chat(server(), question);
		await endless.hasParts(5);
		await server().configure(tinySettings);
		const written = endless.parts.length;
		endless.cancel();
		await assert.rejects(
			endless.answered,
			(error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled,
		);
		const atEnd = endless.parts.length;
		assert.ok(atEnd - written < 100, `${atEnd - written} parts after it was cancelled`);
		const next = chat(server(), question);
		await next.answered;
		assert.equal(textOf(next.parts, "answer"), fixedAnswer);
		assert.equal(endless.parts.length, atEnd);
	});

	test("that waits for its turn can be cancelled too", async () => {
		await server().configure(babbling);
		const endless = chat(server(), question);
		await endless.hasParts(1);
		const waiting = chat(server(), question);
		waiting.cancel();
		await assert.rejects(waiting.answered);
		assert.equal(waiting.parts.length, 0);
		endless.cancel();
		await assert.rejects(endless.answered);
		await server().configure(tinySettings);
	});

	test("fails with a sentence where it is too long for the context", async () => {
		const { answered } = chat(server(), { role: "user", text: "const price = 1;\n".repeat(1000) });
		await assert.rejects(
			answered,
			isRefused(/^The chat has \d+ tokens, too many for .* 2048 tokens\. Begin a new chat/),
		);
	});

	test("fails with a sentence where its answer does not fit", async () => {
		await server().configure({ ...babbling, model: { ...tinySettings.model, contextSize: 512 } });
		await assert.rejects(
			chat(server(), question).answered,
			isRefused(/^The answer did not fit into the model's context of 512 tokens\. Begin a new chat/),
		);
		await server().configure(tinySettings);
	});

	test("fails with a sentence where the user does not speak last", async () => {
		const { answered } = chat(server(), question, { role: "assistant", text: fixedAnswer });
		await assert.rejects(answered, isRefused(/^The last message of the chat is not the user's\. /));
	});

	test("fails with a sentence where the model is unloaded meanwhile", async () => {
		await server().configure(babbling);
		const endless = chat(server(), question);
		await endless.hasParts(1);
		const refused = assert.rejects(
			endless.answered,
			isRefused(/^The model was unloaded before its answer was complete\. Ask again/),
		);
		await server().connection.sendRequest(unloadModelRequest);
		await refused;
		await server().configure(tinySettings);
	});

	test("fails with a sentence where no model is set, or it cannot be loaded", async () => {
		const { model } = tinySettings;
		await server().configure({ ...tinySettings, model: { ...model, path: "" } });
		await assert.rejects(chat(server(), question).answered, isRefused(/^No model is set\. Select one /));
		await server().configure({ ...tinySettings, model: { ...model, path: "/nowhere/none.gguf" } });
		await assert.rejects(chat(server(), question).answered, isRefused(/none\.gguf cannot be opened\. Select a GGUF/));
		await server().configure(tinySettings);
	});
});

suite("tokens", () => {
	const server = useServer();
	const texts = ["", "const price = 1;", "const price = 1;\n".repeat(100)];

	test("are estimated while no model is loaded, and counted by it then", async () => {
		const estimated = await server().connection.sendRequest(countTokensRequest, { texts });
		assert.equal(server().modelStates.at(-1)?.kind, "stopped");
		await chat(server(), question).answered;
		const counted = await server().connection.sendRequest(countTokensRequest, { texts });
		assert.equal(counted[0], 0);
		assert.ok((counted[1] ?? 0) > 3 && (counted[2] ?? 0) >= 300, JSON.stringify(counted));
		for (const [index, count] of counted.entries()) {
			assert.ok(Math.abs(count - (estimated[index] ?? 0)) <= count / 4, `${counted} ${estimated}`);
		}
	});
});
