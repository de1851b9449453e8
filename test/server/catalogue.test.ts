import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { type ListModelsResult, listModelsRequest } from "../../server/protocol/catalogue";
import { tinySettings, useServer } from "../support/connect";
import { wordModel } from "../support/wordModel";

suite("the models that a server lists", () => {
	const server = useServer();
	const tinyModel = tinySettings.model.path;
	let folder: string;
	before(() => {
		folder = mkdtempSync(join(tmpdir(), "rationale-"));
	});
	after(() => rmSync(folder, { recursive: true }));

	function list(paths: readonly string[] = [], contextSize = 2048): Promise<ListModelsResult> {
		return server().connection.sendRequest(listModelsRequest, { contextSize, paths });
	}

	test("are judged by the machine, and no model is loaded for it", async () => {
		const { entries, local, machine } = await list();
		assert.ok(machine.cores > 0 && machine.bandwidth > 0);
		assert.equal(entries.length, 26);
		assert.ok(entries.filter(({ isRecommended }) => isRecommended).length <= 2);
		assert.deepEqual(local, []);
		assert.deepEqual(
			server().modelStates.filter(({ kind }) => kind !== "stopped"),
			[],
		);
	});

	test("have those of the user's files that are models, in their order", async () => {
		const words = join(folder, "words.gguf");
		writeFileSync(words, wordModel({ infill: "control" }));
		const text = join(folder, "text.gguf");
		writeFileSync(text, "no model");
		const { local } = await list([text, words, join(folder, "none.gguf"), tinyModel, folder]);
		assert.deepEqual(
			local.map(({ path, name, architecture, quantization }) => [path, name, architecture, quantization]),
			[
				[words, "CodeLlama Words", "llama", "F32"],
				[tinyModel, "Tiny R1", "qwen2", "Q8_0"],
			],
		);
	});

	test("say how a file of the user's fits, with the context that was asked for or is the longest it can have", async () => {
		const [[short], [long]] = await Promise.all(
			[512, 100_000].map(async (contextSize) => (await list([tinyModel], contextSize)).local),
		);
		assert.deepEqual([short?.fit?.contextSize, long?.fit?.contextSize], [512, 2048]);
		assert.ok(short?.fit && long?.fit && short.fit.memory < long.fit.memory && short.fit.tokensPerSecond > 50);
		assert.equal(short.fit.place, "cpu");
	});
});
