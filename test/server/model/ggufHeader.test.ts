import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { type GgufHeader, type GgufResult, readGgufHeader } from "../../../server/model/ggufHeader";
import { type GgufTensor, type GgufValue, gguf } from "../../support/gguf";
import { ggufMutations } from "../../support/ggufMutations";
import { randomNumbers } from "../../support/random";

const tiny = readFileSync("test/tiny-r1/tiny-r1.gguf");

/** Says what is wrong with which file, and what to do. */
const sentence = /^model\.gguf (is|has) .*\. (Select|Download) .*\.$/;

interface Reading {
	readonly result: GgufResult;
	readonly reads: number;
	readonly bytesRead: number;
}

/** Reads `bytes` as a file of `size` bytes, and sees to it that nothing past its end is asked for. */
async function reading(bytes: Buffer, size = bytes.length): Promise<Reading> {
	let reads = 0;
	let bytesRead = 0;
	const read = (offset: number, length: number): Promise<Uint8Array> => {
		ok(length > 0 && offset >= 0 && offset + length <= size, `${length} bytes at ${offset} of ${size}`);
		reads++;
		bytesRead += length;
		return Promise.resolve(bytes.subarray(offset, offset + length));
	};
	const result = await readGgufHeader({ name: "model.gguf", size, read });
	return { result, reads, bytesRead };
}

async function headerOf(bytes: Buffer): Promise<GgufHeader> {
	const { result } = await reading(bytes);
	ok(result.kind === "header", result.kind === "fault" ? result.message : "");
	return result.header;
}

async function faultOf(bytes: Buffer, size = bytes.length): Promise<string> {
	const { result } = await reading(bytes, size);
	ok(result.kind === "fault");
	match(result.message, sentence);
	return `${result.reason}: ${result.message}`;
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function uint64(value: number | bigint): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(BigInt(value));
	return bytes;
}

function text(value: string | number): Buffer {
	const bytes = typeof value === "string" ? Buffer.from(value) : Buffer.alloc(value, "x");
	return Buffer.concat([uint64(bytes.length), bytes]);
}

/** A file of version 3 with what is given, and room for what it may ask for. */
function file(tensors: number | bigint, pairs: number | bigint, ...rest: readonly Buffer[]): Buffer {
	return Buffer.concat([Buffer.from("GGUF"), uint32(3), uint64(tensors), uint64(pairs), ...rest, Buffer.alloc(4096)]);
}

const types = { uint8: 0, uint32: 4, string: 8, array: 9, uint64: 10, int64: 11 } as const;

function property(key: string | number, type: number, ...value: readonly Buffer[]): Buffer {
	return Buffer.concat([text(key), uint32(type), ...value]);
}

function list(key: string, type: number, length: number | bigint, ...items: readonly Buffer[]): Buffer {
	return property(key, types.array, uint32(type), uint64(length), ...items);
}

/** Of 32-bit floats, unless another type is given. */
function tensor(name: string | number, shape: readonly (number | bigint)[], offset: number | bigint, type = 0): Buffer {
	return Buffer.concat([text(name), uint32(shape.length), ...shape.map(uint64), uint32(type), uint64(offset)]);
}

suite("a GGUF header", () => {
	test("says what the tiny model is made of", async () => {
		const { version, metadata, tensors, dataStart, end } = await headerOf(tiny);
		equal(version, 3);
		equal(metadata.get("general.architecture"), "qwen2");
		deepEqual(metadata.get("tokenizer.ggml.tokens"), { length: 6272, items: undefined });
		const embedding = tensors.find(({ name }) => name === "token_embd.weight");
		deepEqual(embedding, { name: "token_embd.weight", shape: [256, 6272], type: "Q8_0", bytes: 6272 * 8 * 34 });
		equal(end, tiny.length);
		ok(dataStart % 32 === 0 && dataStart < end);
	});

	test("is all that is read of a file", async () => {
		const { result, bytesRead, reads } = await reading(tiny);
		ok(result.kind === "header");
		equal(reads, 1);
		ok(bytesRead <= 1024 * 1024);
	});

	test("keeps numbers, claims and texts, and of long lists their length alone", async () => {
		const many = Array.from({ length: 2000 }, (_, at) => at);
		const given: Record<string, GgufValue> = {
			"a.number": 7,
			"a.claim": true,
			"a.text": "Grüße",
			"a.fraction": { float: 0.5 },
			"per.layer": { integers: [1, 2, 3] },
			many: { integers: many },
			words: ["a", "", "b"],
		};
		const { metadata } = await headerOf(gguf(given, []));
		deepEqual(
			[...metadata],
			[
				["a.number", 7],
				["a.claim", true],
				["a.text", "Grüße"],
				["a.fraction", 0.5],
				["per.layer", { length: 3, items: [1, 2, 3] }],
				["many", { length: 2000, items: undefined }],
				["words", { length: 3, items: undefined }],
			],
		);
	});

	test("keeps a number that JavaScript's cannot hold whole", async () => {
		const bytes = file(
			0,
			2,
			property("big", types.uint64, uint64(2n ** 60n + 1n)),
			property("small", types.int64, uint64(9)),
		);
		deepEqual(
			[...(await headerOf(bytes)).metadata],
			[
				["big", 2n ** 60n + 1n],
				["small", 9],
			],
		);
	});

	test("leaves out a text that is too long to be kept, and reads on behind it", async () => {
		const long = property("long", types.string, text(10_000_000));
		const { result, bytesRead } = await reading(file(0, 2, long, property("next", types.uint32, uint32(5))));
		ok(result.kind === "header");
		deepEqual([...result.header.metadata], [["next", 5]]);
		ok(bytesRead < 2 * 1024 * 1024 + 8192);
	});

	test("skips a list of ten million numbers without reading them", async () => {
		const numbers = list("numbers", types.uint32, 10_000_000, Buffer.alloc(40_000_000));
		const { result, bytesRead } = await reading(file(0, 1, numbers));
		equal(result.kind, "header");
		ok(bytesRead <= 1024 * 1024);
	});

	test("goes through half a million words in one pass", async () => {
		const words = Buffer.concat(Array.from({ length: 500_000 }, (_, at) => text(`word ${at}`)));
		const bytes = file(0, 2, list("words", types.string, 500_000, words), property("next", types.uint32, uint32(5)));
		const { result, bytesRead } = await reading(bytes);
		ok(result.kind === "header");
		deepEqual(
			[...result.header.metadata],
			[
				["words", { length: 500_000, items: undefined }],
				["next", 5],
			],
		);
		ok(bytesRead < bytes.length * 1.01, "a word at the end of a window is read again, and nothing else");
	});
});

suite("a GGUF header that is not to be trusted", () => {
	const huge = 2n ** 63n + 5n;
	const faults: Readonly<Record<string, readonly [bytes: Buffer, fault: RegExp]>> = {
		"is empty": [Buffer.alloc(0), /^notGguf: .* is not a GGUF file/],
		"is shorter than its magic": [Buffer.from("GGU"), /^notGguf: .* is not a GGUF file/],
		"ends after its magic": [Buffer.from("GGUF"), /^truncated: .* is incomplete/],
		"is of version 1": [Buffer.concat([Buffer.from("GGUF"), uint32(1)]), /^notGguf: .* version 1, .* no longer reads/],
		"is of version 4": [Buffer.concat([Buffer.from("GGUF"), uint32(4)]), /^notGguf: .* version 4, .* not read yet/],
		"is big-endian": [Buffer.from("GGUF\0\0\0\u0003"), /^notGguf: .* big-endian/],
		"counts more tensors than models have": [file(100_000, 0), /^notGguf: .* counts 100000 tensors/],
		"counts more properties than models have": [file(0, 5000), /^notGguf: .* counts 5000 properties/],
		"counts more than 64 bits of tensors": [file(huge, 0), /^notGguf: .* 9223372036854775813 as a length/],
		"counts more tensors than its size has room for": [file(60_000, 0), /^truncated: /],
		"counts more properties than its size has room for": [file(0, 1000), /^truncated: /],
		"has a property without a name": [file(0, 1, property("", types.uint32, uint32(1))), /^notGguf: .* has no name/],
		"has a property twice": [
			file(0, 2, property("a", types.uint32, uint32(1)), property("a", types.uint32, uint32(1))),
			/^notGguf: .* the property "a" twice/,
		],
		"has a property whose name llama.cpp would cut off": [
			file(0, 1, property("\0a", types.uint32, uint32(1))),
			/^notGguf: .* name of its property "\\u0000a" is none/,
		],
		"has a token twice": [
			file(0, 1, list("tokenizer.ggml.tokens", types.string, 4, text(""), text("a"), text(""), text("a"))),
			/^notGguf: .* the token "a" twice/,
		],
		"has more tokens than any vocabulary": [
			file(0, 1, list("tokenizer.ggml.tokens", types.string, 2 ** 21)),
			/^notGguf: .* vocabulary has 2097152 tokens/,
		],
		"has a name of 2000 bytes": [
			file(0, 1, property(2000, types.uint32, uint32(1))),
			/^notGguf: .* name is 2000 bytes/,
		],
		"has a value of no known type": [file(0, 1, property("a", 13)), /^notGguf: .* "a" has the unknown type 13/],
		"has a list of no known type": [file(0, 1, list("a", 77, 1)), /^notGguf: .* "a" has the unknown type 77/],
		"has a list of lists": [
			file(0, 1, list("a", types.array, 1, uint32(types.array), uint64(1))),
			/^notGguf: .* "a" is a list of lists/,
		],
		"has a text longer than itself": [file(0, 1, property("a", types.string, uint64(10_000))), /^truncated: /],
		"has a text of 2 GB": [
			file(0, 1, property("a", types.string, uint64(2 ** 31))),
			/^notGguf: .* "a" is 2147483648 bytes/,
		],
		"has a text of 2^63 bytes": [file(0, 1, property("a", types.string, uint64(huge))), /^notGguf: .* as a length/],
		"has a list longer than itself": [file(0, 1, list("a", types.uint8, 10_000)), /^truncated: /],
		"has a list of 2^40 numbers": [
			file(0, 1, list("a", types.uint8, 2 ** 40)),
			/^notGguf: .* "a" has 1099511627776 items/,
		],
		"has words that are longer than itself": [
			file(0, 1, list("a", types.string, 2, text("b"), uint64(10_000))),
			/^truncated: /,
		],
		"has words of 2^63 bytes": [file(0, 1, list("a", types.string, 1, uint64(huge))), /^notGguf: .* as a length/],
		"is aligned to 24 bytes": [
			file(0, 1, property("general.alignment", types.uint32, uint32(24))),
			/^notGguf: .* general\.alignment is not a power of two/,
		],
		"is aligned to nothing": [
			file(0, 1, property("general.alignment", types.uint32, uint32(0))),
			/^notGguf: .* general\.alignment is not a power of two/,
		],
		"is aligned to a word": [
			file(0, 1, property("general.alignment", types.string, text("32"))),
			/^notGguf: .* general\.alignment is not a power of two/,
		],
		"is aligned past its own end": [
			file(1, 1, property("general.alignment", types.uint32, uint32(2 ** 20)), tensor("t", [1], 0)),
			/^truncated: /,
		],
		"has a tensor twice": [file(2, 0, tensor("t", [1], 0), tensor("t", [1], 32)), /^notGguf: .* the tensor "t" twice/],
		"has a tensor with a name of 64 bytes": [file(1, 0, tensor(64, [1], 0)), /^notGguf: .* name is 64 bytes/],
		"has a tensor of five dimensions": [
			file(1, 0, tensor("t", [1, 1, 1, 1, 1], 0)),
			/^notGguf: .* "t" has 5 dimensions/,
		],
		"has a tensor without elements": [
			file(1, 0, tensor("t", [0], 0)),
			/^notGguf: .* "t" of type F32 cannot have 0 elem/,
		],
		"has a tensor of 2^64 elements": [
			file(1, 0, tensor("t", [2 ** 32, 2 ** 32], 0)),
			/^notGguf: .* cannot have 4294967296 × 4294967296 elements/,
		],
		"has a tensor with part of a block": [
			file(1, 0, tensor("t", [33], 0, 8)),
			/^notGguf: .* "t" of type Q8_0 cannot have 33 elements/,
		],
		"has a tensor of a type that is no more": [
			file(1, 0, tensor("t", [32], 0, 31)),
			/^unsupported: .* "t" of type 31, .* Select another quantization/,
		],
		"has a tensor behind a gap": [file(1, 0, tensor("t", [1], 32)), /^notGguf: .* "t" does not follow the others/],
		"has a tensor in another": [
			file(2, 0, tensor("t", [16], 0), tensor("u", [1], 32)),
			/^notGguf: .* "u" does not follow the others/,
		],
		"has a tensor at 2^63": [file(1, 0, tensor("t", [1], huge)), /^notGguf: .* as a length/],
		"has a tensor longer than itself": [file(1, 0, tensor("t", [5000], 0)), /^truncated: /],
	};
	for (const [name, [bytes, fault]] of Object.entries(faults)) {
		test(`is refused where it ${name}`, async () => match(await faultOf(bytes), fault));
	}

	test("is refused where it is longer than any header, before that is read", async () => {
		const size = 10 * 1024 ** 3;
		const long = list("a", types.uint32, 2 ** 29);
		match(await faultOf(file(0, 1, long), size), /^notGguf: .* asks for more than 256 MB/);
	});

	test("is refused where the file has become shorter", async () => {
		match(await faultOf(tiny.subarray(0, 1000), tiny.length), /^truncated: /);
	});

	test("is named in a message by no more than its beginning, and without its line ends", async () => {
		const key = `a\n\u0007${"b".repeat(500)}`;
		const fault = await faultOf(file(0, 1, property(key, 99)));
		ok(fault.length < 250 && !fault.includes("\n") && !fault.includes("\u0007"), fault);
	});
});

/** A small model's file, with something of each kind in it. */
function smallFile(): Buffer {
	const values = new Float32Array(40);
	const tensors: GgufTensor[] = [
		{ name: "token_embd.weight", shape: [8, 5], values },
		{ name: "output.weight", shape: [40], values },
	];
	const metadata: Record<string, GgufValue> = {
		"general.architecture": "llama",
		"general.alignment": 32,
		"llama.block_count": 2,
		"llama.attention.head_count_kv": { integers: [2, 1] },
		"llama.rope.freq_base": { float: 10000 },
		"tokenizer.ggml.tokens": ["<s>", "a", "", "né", "</s>"],
		"tokenizer.ggml.add_bos_token": true,
	};
	return gguf(metadata, tensors);
}

suite("a GGUF header that was changed", () => {
	/** The tiny model's metadata and table of tensors come before and behind its vocabulary. */
	async function parts(bytes: Buffer): Promise<readonly [head: Buffer, rest: Buffer]> {
		const { dataStart } = await headerOf(bytes);
		return [bytes.subarray(0, dataStart), bytes.subarray(dataStart)];
	}

	for (const [what, mutate] of Object.entries(ggufMutations)) {
		test(`is read or refused with a sentence, and read no more than once, by one who ${what}`, async () => {
			const random = randomNumbers(what.length);
			const small = smallFile();
			const [head, rest] = await parts(small);
			let refused = 0;
			for (let round = 0; round < 2000; round++) {
				const bytes = Buffer.concat([mutate(head, random), rest]);
				const { result, bytesRead, reads } = await reading(bytes);
				ok(bytesRead <= bytes.length && reads <= 2, `round ${round}: ${bytesRead} bytes in ${reads} reads`);
				if (result.kind === "header") {
					ok(result.header.end <= bytes.length);
				} else {
					refused++;
					match(result.message, sentence, `round ${round}`);
				}
			}
			ok(refused > 500);
		});
	}

	test("is read or refused with a sentence where it is the tiny model's", async () => {
		const random = randomNumbers(7);
		const [head, rest] = await parts(tiny);
		const all = Object.values(ggufMutations);
		for (let round = 0; round < 100; round++) {
			const mutate = all[round % all.length];
			const { result, bytesRead } = await reading(Buffer.concat([mutate?.(head, random) ?? head, rest]));
			ok(bytesRead <= 3 * 1024 * 1024, `round ${round}`);
			if (result.kind === "fault") match(result.message, sentence, `round ${round}`);
		}
	});

	test("is incomplete at every length but its whole one", async () => {
		const small = smallFile();
		const { end } = await headerOf(small);
		for (let length = 4; length < end; length++) {
			match(await faultOf(small.subarray(0, length)), /^truncated: /, `${length} bytes`);
		}
		equal((await reading(small.subarray(0, end))).result.kind, "header");
	});
});
