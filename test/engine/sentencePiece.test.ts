/** A vocabulary as Code Llama has it, in a small model that is made here. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { familyOf } from "../../server/completion/families";
import { fimPrompt } from "../../server/completion/fimPrompt";
import type { Frame } from "../../server/completion/frame";
import { complete } from "../../server/engine/complete";
import type { CompleteRequest, FileOptions } from "../../server/engine/engine";
import { type LoadedModel, loadModel } from "../../server/engine/llama";
import { wordModel } from "../support/wordModel";
import { greedy, never, tinyOptions } from "./tinyEngine";

const frame: Frame = {
	uri: "file:///src/total.ts",
	path: "src/total.ts",
	languageId: "typescript",
	before: "let total = (1);\n",
	after: ";\n}\n",
	related: [],
};

for (const infill of ["normal", "control"] as const) {
	suite(`a SentencePiece vocabulary whose prompt tokens are marked as ${infill}`, () => {
		let folder = "";
		let model: LoadedModel;
		before(async () => {
			folder = await mkdtemp(join(tmpdir(), "rationale-words-"));
			const path = join(folder, "words.gguf");
			await writeFile(path, wordModel({ infill }));
			const options: FileOptions = tinyOptions({ role: "complete", path, contextSize: 512 });
			const ignore = () => {};
			model = await loadModel(options, ignore, ignore);
		});
		after(async () => {
			await (await model.completion()).sequence.model.llama.dispose();
			await rm(folder, { recursive: true });
		});

		function roundTrip(text: string): string {
			const { vocabulary } = model;
			return Buffer.concat(vocabulary.tokenize(text).map((token) => vocabulary.bytes(token))).toString();
		}

		for (const [name, text] of [
			["nothing", ""],
			["words", "let total = (1);"],
			["a space at the start", " total"],
			["spaces at the start, in the middle and at the end", "   let   total  "],
			["spaces alone", "    "],
			["a tab", "\treturn\t;"],
			["line ends", "\n\nlet\n  total\n"],
			["a line end alone", "\n"],
			["CRLF", "let\r\ntotal\r\n"],
			["a character of its own piece", "café"],
			["characters made of bytes", "Größe 你好 👩‍💻 \u0000"],
			["special tokens", "a</s>b<s><unk> ▁<PRE> <PRE><MID>"],
			["the names of bytes", "<0x0A>"],
		] as const) {
			test(`gives ${name} back as it was`, () => assert.equal(roundTrip(text), text.replaceAll("▁", " ")));
		}

		test("puts no space before a text that has none", () => {
			const { vocabulary } = model;
			assert.deepEqual(
				vocabulary.tokenize("total").map((token) => vocabulary.text([token])),
				["t", "o", "tal"],
			);
			assert.equal(vocabulary.tokenize(" total").length, 1);
		});

		test("reads no special token out of a text", () => {
			const { vocabulary } = model;
			const special = new Set(
				["<unk>", "<s>", "</s>", "<PRE>", "<SUF>", "<MID>", "<EOT>"].map((it) => vocabulary.special(it)),
			);
			for (const text of ["</s>", "a</s>", "<s>total", " <PRE>", "<PRE> <SUF> <MID>", "▁<PRE>", "x ▁<EOT>", "<unk>"]) {
				const found = vocabulary.tokenize(text).filter((token) => special.has(token));
				assert.deepEqual(found, [], text);
			}
		});

		test("finds a prompt's tokens with the space before them and without", () => {
			const { vocabulary } = model;
			for (const text of ["PRE", "SUF", "MID", "EOT"]) {
				const token = vocabulary.special(`<${text}>`);
				assert.equal(vocabulary.special(`▁<${text}>`), token);
				assert.ok(vocabulary.isControl(token), text);
			}
			assert.throws(() => vocabulary.special("<FIM>"), { reason: "unsupported" });
		});

		test("knows parts of characters for none", () => {
			const { vocabulary } = model;
			const tokens = vocabulary.tokenize("ö");
			assert.equal(tokens.length, 2);
			assert.equal(vocabulary.text(tokens), "ö");
			assert.equal(vocabulary.text(tokens.slice(0, 1)), undefined);
		});

		test("ends with the token that Code Llama ends with", () => {
			assert.ok(model.vocabulary.isControl(model.vocabulary.special("<EOT>")));
		});

		test("completes a word that is typed in part", async () => {
			const family = familyOf({ basename: "CodeLlama", architecture: "llama", name: "CodeLlama 7B" });
			assert.ok(family);
			const parts = fimPrompt(family, frame);
			for (const [typed, expected] of [
				["return tot", "al total"],
				["return", " total total"],
				["return ", "total total"],
				["return total", " total total"],
				["  ret", "urn total"],
				["// 你", " total total"],
			] as const) {
				const told: string[] = [];
				const request: CompleteRequest = { prompt: { kind: "fim", parts }, typed, sampling: greedy, maxTokens: 6 };
				const { end, promptTokens } = await complete(model, request, ({ text }) => told.push(text), never());
				assert.equal(end, "length");
				assert.ok(promptTokens > 10, String(promptTokens));
				assert.equal(told.join("").slice(0, expected.length), expected, JSON.stringify(typed));
			}
		});
	});
}
