import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { catalogue } from "../../../server/model/catalogue";
import { tensorsOf, weightsOf } from "../../../server/model/quantization";
import { type ModelHeader, type ModelShape, sizedModelOf } from "../../../server/model/shape";

/** As a reader of headers gives it, with a vocabulary of which it kept the length alone. */
function headerOf(shape: ModelShape, changed: Readonly<Record<string, unknown>> = {}): ModelHeader {
	const { architecture } = shape;
	const metadata: Record<string, unknown> = {
		"general.architecture": architecture,
		[`${architecture}.block_count`]: shape.layers,
		[`${architecture}.context_length`]: shape.contextSize,
		[`${architecture}.embedding_length`]: shape.hidden,
		[`${architecture}.feed_forward_length`]: shape.ffn,
		[`${architecture}.attention.head_count`]: shape.heads,
		[`${architecture}.attention.head_count_kv`]: shape.kvHeads,
		"tokenizer.ggml.tokens": { length: shape.vocab },
		...changed,
	};
	return { metadata: new Map(Object.entries(metadata)), tensors: tensorsOf(shape, "Q4_K_M") };
}

function shapeOf(name: string): ModelShape {
	const model = catalogue.find((it) => it.name === name);
	assert.ok(model);
	return model.shape;
}

const qwen = shapeOf("DeepSeek-R1-Distill-Qwen-7B");

suite("a model by its header", () => {
	for (const { name, shape } of catalogue.filter(({ purpose }) => purpose === "reason")) {
		test(`${name} has the shape and the bytes of the catalogue`, () => {
			assert.deepEqual(sizedModelOf(headerOf(shape)), { shape, weights: weightsOf(shape, "Q4_K_M") });
		});
	}

	test("a head's width may be other than its share", () => {
		const model = sizedModelOf(headerOf(qwen, { "qwen2.attention.key_length": 256 }));
		assert.equal(model?.shape.headDim, 256);
	});

	test("of numbers for each layer, the largest counts", () => {
		const model = sizedModelOf(headerOf(qwen, { "qwen2.attention.head_count_kv": { length: 3, items: [2, 8, 4] } }));
		assert.equal(model?.shape.kvHeads, 8);
	});

	test("of a mixture of experts, a token reads those that it goes to", () => {
		const { metadata } = headerOf(qwen, { "qwen2.expert_count": 8, "qwen2.expert_used_count": 2 });
		const tensors = [
			{ name: "token_embd.weight", bytes: 50 },
			{ name: "output.weight", bytes: 70 },
			{ name: "blk.0.attn_q.weight", bytes: 100 },
			{ name: "blk.0.ffn_up_exps.weight", bytes: 800 },
		];
		const weights = sizedModelOf({ metadata, tensors })?.weights;
		assert.deepEqual(weights, { embedding: 50, layers: 900, output: 70, layersRead: 300 });
	});

	for (const key of ["block_count", "embedding_length", "context_length", "attention.head_count"]) {
		test(`says nothing without ${key}`, () => {
			assert.equal(sizedModelOf(headerOf(qwen, { [`qwen2.${key}`]: undefined })), undefined);
			assert.equal(sizedModelOf(headerOf(qwen, { [`qwen2.${key}`]: 0 })), undefined);
		});
	}

	test("says nothing without a vocabulary or an architecture", () => {
		assert.equal(sizedModelOf(headerOf(qwen, { "tokenizer.ggml.tokens": undefined })), undefined);
		assert.equal(sizedModelOf(headerOf(qwen, { "general.architecture": 7 })), undefined);
	});
});
