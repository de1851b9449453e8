/** Makes another model of one: the same weights, with other texts for its tokens and another chat template. */

export interface Rewriting {
	/** From a token's text to the one that it gets. */
	readonly tokens?: Readonly<Record<string, string>>;
	/** `null`: the model has none. */
	readonly template?: string | null;
	readonly name?: string;
}

/** As far as the tiny model needs it: strings, arrays of strings, and what has a fixed size. */
export function rewriteGguf(model: Buffer, rewriting: Rewriting): Buffer {
	const reader = new Reader(model);
	const tensorCount = reader.uint64();
	const pairs: Buffer[] = [];
	for (let left = reader.uint64(); left > 0; left--) {
		const start = reader.offset;
		const key = reader.text();
		const type = reader.uint32();
		const value = reader.value(type);
		const head = model.subarray(start, start + 8 + Buffer.byteLength(key) + 4);
		const bytes = rewritten(key, value, rewriting);
		if (bytes) pairs.push(Buffer.concat([head, bytes]));
	}
	const infos = reader.tensorInfos(tensorCount);
	const weights = model.subarray(aligned(reader.offset));
	const head = Buffer.concat([model.subarray(0, 8), uint64(tensorCount), uint64(pairs.length), ...pairs, infos]);
	return Buffer.concat([head, Buffer.alloc(aligned(head.length) - head.length), weights]);
}

interface Value {
	readonly bytes: Buffer;
	/** Of an array of strings. */
	readonly texts: readonly string[];
}

/** Nothing for what is left out. */
function rewritten(key: string, value: Value, { name, template, tokens = {} }: Rewriting): Buffer | undefined {
	switch (key) {
		case "general.name":
			return name === undefined ? value.bytes : written(name);
		case "tokenizer.chat_template":
			return template === null ? undefined : template === undefined ? value.bytes : written(template);
		case "tokenizer.ggml.tokens":
			return list(value.texts.map((it) => tokens[it] ?? it));
		default:
			return value.bytes;
	}
}

const alignment = 32;
const stringType = 8;
const arrayType = 9;
const sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

class Reader {
	readonly #bytes: Buffer;
	offset = 8;

	constructor(bytes: Buffer) {
		this.#bytes = bytes;
	}

	uint32(): number {
		this.offset += 4;
		return this.#bytes.readUInt32LE(this.offset - 4);
	}

	uint64(): number {
		this.offset += 8;
		return Number(this.#bytes.readBigUInt64LE(this.offset - 8));
	}

	text(): string {
		const length = this.uint64();
		this.offset += length;
		return this.#bytes.toString("utf8", this.offset - length, this.offset);
	}

	value(type: number): Value {
		const start = this.offset;
		const texts: string[] = [];
		if (type === stringType) this.text();
		else if (type === arrayType) {
			const of = this.uint32();
			const count = this.uint64();
			if (of === stringType) for (let index = 0; index < count; index++) texts.push(this.text());
			else this.offset += count * (sizes[of] ?? 0);
		} else this.offset += sizes[type] ?? 0;
		return { bytes: this.#bytes.subarray(start, this.offset), texts };
	}

	tensorInfos(count: number): Buffer {
		const start = this.offset;
		for (let tensor = 0; tensor < count; tensor++) {
			this.text();
			const dimensions = this.uint32();
			this.offset += dimensions * 8 + 4 + 8;
		}
		return this.#bytes.subarray(start, this.offset);
	}
}

function aligned(offset: number): number {
	return Math.ceil(offset / alignment) * alignment;
}

function list(texts: readonly string[]): Buffer {
	const type = Buffer.alloc(4);
	type.writeUInt32LE(stringType);
	return Buffer.concat([type, uint64(texts.length), ...texts.map(written)]);
}

function written(text: string): Buffer {
	const bytes = Buffer.from(text);
	return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint64(value: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(BigInt(value));
	return bytes;
}
