/** Writes a GGUF file, as far as a test needs one: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md */

/** Numbers with a point are marked, as JavaScript has none without. */
export type GgufValue =
	| { readonly float: number }
	| { readonly floats: readonly number[] }
	| { readonly integers: readonly number[] }
	| readonly string[]
	| string
	| number
	| boolean;

export interface GgufTensor {
	readonly name: string;
	/** The innermost dimension first. */
	readonly shape: readonly number[];
	readonly values: Float32Array;
}

/** A tensor without what is in it. `type` is ggml's number for it. */
export interface GgufTensorInfo {
	readonly name: string;
	readonly shape: readonly number[];
	readonly type: number;
	readonly bytes: number;
}

const types = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
const alignment = 32;
const float32Type = 0;

export function gguf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Buffer {
	const infos = tensors.map(({ name, shape, values }) => ({
		name,
		shape,
		type: float32Type,
		bytes: values.byteLength,
	}));
	const data = tensors.map(({ values }) => pad(Buffer.from(values.buffer, values.byteOffset, values.byteLength)));
	return Buffer.concat([ggufHead(metadata, infos), ...data]);
}

/** All that comes before the tensors, which follow in their order, each filled up to a multiple of 32 bytes. */
export function ggufHead(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensorInfo[]): Buffer {
	const entries = Object.entries(metadata).flatMap(([key, value]) => [text(key), ...typed(value)]);
	let offset = 0;
	const infos = tensors.flatMap(({ name, shape, type, bytes }) => {
		const dimensions = [uint32(shape.length), ...shape.map(uint64), uint32(type), uint64(offset)];
		offset += padded(bytes);
		return [text(name), ...dimensions];
	});
	const version = 3;
	const counts = [uint32(version), uint64(tensors.length), uint64(Object.keys(metadata).length)];
	return pad(Buffer.concat([Buffer.from("GGUF"), ...counts, ...entries, ...infos]));
}

function typed(value: GgufValue): Buffer[] {
	if (typeof value === "string") return [uint32(types.string), text(value)];
	if (typeof value === "number") return [uint32(types.uint32), uint32(value)];
	if (typeof value === "boolean") return [uint32(types.bool), Buffer.of(value ? 1 : 0)];
	if ("float" in value) return [uint32(types.float32), float32(value.float)];
	if ("floats" in value) return array(types.float32, value.floats.map(float32));
	if ("integers" in value) return array(types.int32, value.integers.map(uint32));
	return array(types.string, value.map(text));
}

function array(type: number, items: readonly Buffer[]): Buffer[] {
	return [uint32(types.array), uint32(type), uint64(items.length), ...items];
}

function text(value: string): Buffer {
	const bytes = Buffer.from(value);
	return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function uint64(value: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(BigInt(value));
	return bytes;
}

function float32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeFloatLE(value);
	return bytes;
}

function padded(length: number): number {
	return Math.ceil(length / alignment) * alignment;
}

function pad(bytes: Buffer): Buffer {
	return Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
}
