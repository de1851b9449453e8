// What goes into the prompt of a completion, and what becomes of one that is overtaken while it is read.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource, InlineCompletionRequest, LSPErrorCodes } from "vscode-languageserver-protocol/node";
import { warmCompletionNotification } from "../../server/protocol/completion";
import { ask, askAt, counters, Invoked, marked, promptOf, sum, textOf, tracePrompts } from "../support/completions";
import { tinySettings, useServer } from "../support/connect";

const other = (name: string) => sum.replace("tot│", "total;").replaceAll("addPoints", name);

suite("code from other files in a completion's prompt", () => {
	const server = useServer({ settings: { ...tinySettings, context: { maxTokens: 384 } } });

	test("is that of open documents, but none of secrets", async () => {
		await server().open("file:///workspace/.env", "dotenv", other("addSecretPoints"));
		await server().open("file:///workspace/src/other.ts", "typescript", other("addTotalPoints"));
		const prompt = await promptOf(server(), "/one.ts", () =>
			ask(server(), sum, { uri: "file:///workspace/src/one.ts" }),
		);
		assert.match(prompt, /addTotalPoints/);
		assert.match(prompt, /src\/other\.ts/);
		assert.doesNotMatch(prompt, /addSecretPoints/);
	});

	test("is what the client says that the code uses", async () => {
		const uri = "file:///workspace/src/two.ts";
		const { position, text } = marked(sum);
		await server().open(uri, "typescript", text);
		const declaration = "export interface Points {\n  readonly count: number;\n  readonly total: number;\n}";
		const related = [{ path: "src/points.ts", languageId: "typescript", code: declaration }];
		await server().connection.sendNotification(warmCompletionNotification, { uri, position, related });
		assert.match(await promptOf(server(), "/two.ts", () => askAt(server(), uri, position)), /interface Points/);
	});
});

suite("code that is kept out of the repository", () => {
	const folder = mkdtempSync(join(tmpdir(), "rationale-"));
	writeFileSync(join(folder, ".gitignore"), "generated/\n");
	const root = pathToFileURL(folder).href;
	const server = useServer({ folder: root, settings: { ...tinySettings, context: { maxTokens: 384 } } });
	after(() => rmSync(folder, { recursive: true }));

	test("is not shown to the model beside another file's", async () => {
		for (const [path, name] of [
			["generated/api.ts", "addGeneratedPoints"],
			["src/api.ts", "addOtherPoints"],
		] as const) {
			await server().open(`${root}/${path}`, "typescript", other(name));
		}
		const prompt = await promptOf(server(), "/points.ts", () => ask(server(), sum, { uri: `${root}/src/points.ts` }));
		assert.match(prompt, /addOtherPoints/);
		assert.doesNotMatch(prompt, /addGeneratedPoints/);
	});
});

suite("a completion that is overtaken", () => {
	const server = useServer();
	/** Takes some hundred milliseconds to read. */
	const long = `${sum.replace("tot│", "total;").repeat(8)}${sum}`;

	/** Types, in place of so many characters, while the model is at work for a request that is taken back then. */
	async function overtake(typed: string, replaced = 0) {
		await ask(server(), sum);
		const { position, text } = marked(long);
		const uri = await server().openNew("typescript", text);
		const source = new CancellationTokenSource();
		const before = counters(server());
		const trace = await tracePrompts(server());
		const params = { textDocument: { uri }, position, context: { triggerKind: Invoked } };
		const answer = server().connection.sendRequest(InlineCompletionRequest.type, params, source.token);
		answer.catch(() => {});
		await trace.next(uri.slice(uri.lastIndexOf("/")));
		trace.stop();
		const range = { start: { ...position, character: position.character - replaced }, end: position };
		await server().change(uri, 2, [{ range, text: typed }]);
		source.cancel();
		await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
		return { uri, position: { ...position, character: position.character + typed.length }, before };
	}

	test("by what it cannot go on from stops in the middle of its prompt", async () => {
		const { before } = await overtake("points", 3);
		const { cancelled } = await server().until(() => {
			const after = counters(server());
			return after.cancelled > before.cancelled ? after : undefined;
		});
		assert.equal(cancelled, before.cancelled + 1);
	});

	test("by what it says goes on for the next request", async () => {
		const { before, position, uri } = await overtake("a");
		assert.deepEqual(textOf(await askAt(server(), uri, position)), ["l;"]);
		const after = counters(server());
		assert.deepEqual([after.requests, after.cancelled], [before.requests + 1, before.cancelled]);
	});
});

suite("a prompt that is read ahead", () => {
	const server = useServer();

	test("leaves little to read for the completion there", async () => {
		await ask(server(), sum);
		const { position, text } = marked(sum.replaceAll("total", "result").replace("tot│", "│"));
		const uri = await server().openNew("typescript", text);
		const before = counters(server());
		await server().connection.sendNotification(warmCompletionNotification, { uri, position, related: [] });
		const warm = await server().until(() => {
			const after = counters(server());
			// What follows the first completion is looked ahead to, which is a few tokens.
			return after.evaluatedTokens > before.evaluatedTokens + 30 ? after : undefined;
		});
		assert.equal(warm.requests, before.requests);
		await askAt(server(), uri, position);
		const asked = counters(server());
		assert.equal(asked.requests, warm.requests + 1);
		const [evaluated, prompt] = [asked.evaluatedTokens - warm.evaluatedTokens, asked.promptTokens - warm.promptTokens];
		assert.ok(evaluated <= 8 && prompt > 60, `${evaluated} of ${prompt}`);
	});
});
