import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { catalogue } from "../../../server/model/catalogue";
import { catalogueFile, type PublishedFile, type PublishedModel } from "../../../server/model/published";
import { weightsOf } from "../../../server/model/quantization";

const all = catalogue.flatMap((model) => model.files.map((file) => ({ model, file })));

function weightBytes({ shape }: PublishedModel, { quantization }: PublishedFile): number {
	const { embedding, layers, output } = weightsOf(shape, quantization);
	return embedding + layers + output;
}

suite("the catalogue", () => {
	test("has the six distills in each quantization that is published as one file", () => {
		const distills = catalogue.filter(({ purpose }) => purpose === "reason");
		assert.deepEqual(
			distills.map(({ name, files }) => [name.replace("DeepSeek-R1-Distill-", ""), files.length]),
			[
				["Qwen-1.5B", 4],
				["Qwen-7B", 4],
				["Llama-8B", 4],
				["Qwen-14B", 4],
				["Qwen-32B", 4],
				["Llama-70B", 2],
			],
		);
	});

	test("has no id and no file twice", () => {
		const files = all.map(({ model, file }) => catalogueFile(model, file));
		assert.equal(new Set(files.map(({ id }) => id)).size, files.length);
		assert.equal(new Set(files.map(({ repository, file }) => `${repository}/${file}`)).size, files.length);
	});

	for (const { model, file } of all) {
		const { id, ...entry } = catalogueFile(model, file);
		test(`${id} is as long as its weights and a header`, () => {
			const header = file.bytes - weightBytes(model, file);
			// Most of a header is the vocabulary: texts and merges, 5.9 MB of Qwen's and 7.8 MB of Llama's.
			const expected = model.shape.architecture === "llama" ? 7.85e6 : 5.96e6;
			assert.ok(Math.abs(header - expected) < 0.02e6, `${header} bytes are left for the header`);
		});

		test(`${id} is named as its publisher does`, () => {
			assert.match(entry.repository, /^(bartowski|ggml-org)\/[\w.-]+-GGUF$/);
			assert.equal(entry.file.toLowerCase(), `${id.toLowerCase()}.gguf`);
			if (entry.sha256 !== null) assert.match(entry.sha256, /^[0-9a-f]{64}$/);
			assert.equal(entry.contextSize, model.purpose === "reason" ? 131_072 : 32_768);
		});
	}

	test("has headers of one length for all files of a model", () => {
		for (const model of catalogue) {
			const headers = model.files.map((file) => file.bytes - weightBytes(model, file));
			assert.equal(new Set(headers).size, 1, model.name);
		}
	});
});

suite("the bytes of a quantization", () => {
	const distill = (name: string) => {
		const model = catalogue.find((it) => it.name.endsWith(name));
		assert.ok(model);
		return model;
	};

	// Other publishers' files of the same models, whose headers are a bit longer or shorter.
	const known: readonly [model: string, quantization: PublishedFile["quantization"], bytes: number][] = [
		["Qwen-1.5B", "Q4_K_M", 1_117_321_312],
		["Qwen-1.5B", "Q5_K_M", 1_285_494_144],
		["Qwen-1.5B", "Q8_0", 1_894_532_416],
		["Qwen-7B", "Q8_0", 8_098_524_896],
		["Llama-8B", "Q4_K_M", 4_920_737_216],
		["Llama-8B", "Q8_0", 8_540_773_088],
	];
	for (const [name, quantization, bytes] of known) {
		test(`of ${name} at ${quantization} are those of another publisher's file within 700`, () => {
			const file = distill(name).files.find((it) => it.quantization === quantization);
			assert.ok(file && Math.abs(file.bytes - bytes) < 700);
		});
	}

	test("are what decoding reads, but for the embedding", () => {
		const read = catalogue.slice(0, 6).map(({ shape }) => {
			const { layers, output } = weightsOf(shape, "Q4_K_M");
			return Math.round((layers + output) / 1e7) / 100;
		});
		assert.deepEqual(read, [0.98, 4.37, 4.62, 8.54, 19.41, 41.92]);
	});
});
