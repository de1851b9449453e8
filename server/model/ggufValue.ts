import type { GgufCursor } from "./ggufCursor";
import { damaged, quoted } from "./ggufFault";

/** A whole number that JavaScript's numbers cannot hold is a `bigint`. */
type GgufScalar = string | number | bigint | boolean;

export type GgufValue = GgufScalar | GgufArray;

interface GgufArray {
	readonly length: number;
	/** Where they are numbers, or claims, and few: one for each layer, for example. A vocabulary is only counted. */
	readonly items: readonly GgufScalar[] | undefined;
}

interface ScalarType {
	readonly bytes: number;
	read(view: DataView, at: number): number | bigint | boolean;
}

/** By number in the format. */
const scalarTypes: Readonly<Record<number, ScalarType>> = {
	0: { bytes: 1, read: (view, at) => view.getUint8(at) },
	1: { bytes: 1, read: (view, at) => view.getInt8(at) },
	2: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
	3: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
	4: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
	5: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
	6: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
	7: { bytes: 1, read: (view, at) => view.getUint8(at) !== 0 },
	10: { bytes: 8, read: (view, at) => exactIfSafe(view.getBigUint64(at, true)) },
	11: { bytes: 8, read: (view, at) => exactIfSafe(view.getBigInt64(at, true)) },
	12: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
};
const stringType = 8;
const arrayType = 9;

/** Chat templates have up to 30 kB; some files hold a whole tokenizer beside them. */
const longestKept = 64 * 1024;
/** Of texts. */
export const vocabularyKey = "tokenizer.ggml.tokens";
/** Twice the layers that llama.cpp allows. */
const mostKept = 1024;
/** ggml's limits. */
const longestString = 1024 ** 3;
const longestArray = 1024 ** 3;

/** The value that follows a key; nothing for a text that is too long to be kept. */
export async function readValue(cursor: GgufCursor, key: string): Promise<GgufValue | undefined> {
	const type = await cursor.uint32();
	if (type === stringType) return await readString(cursor, key);
	if (type === arrayType) return await readArray(cursor, key);
	const scalar = scalarOf(type, key);
	return scalar.read(await cursor.take(scalar.bytes), 0);
}

/** A text that has a bound: `what` it is, for the message. */
export async function readText(
	cursor: GgufCursor,
	longest: number,
	what: string,
	decoder = textDecoder,
): Promise<string> {
	const length = await cursor.uint64();
	if (length > longest) throw damaged(`${what} is ${length} bytes long`);
	return decoder.decode(await cursor.take(length));
}

async function readString(cursor: GgufCursor, key: string): Promise<string | undefined> {
	const length = await cursor.uint64();
	if (length > longestString) throw damaged(`its property ${quoted(key)} is ${length} bytes long`);
	if (length <= longestKept) return textDecoder.decode(await cursor.take(length));
	cursor.skip(length);
	return undefined;
}

async function readArray(cursor: GgufCursor, key: string): Promise<GgufArray> {
	const type = await cursor.uint32();
	const length = await cursor.uint64();
	if (length > longestArray) throw damaged(`its property ${quoted(key)} has ${length} items`);
	// The format has them; ggml and llama.cpp do not.
	if (type === arrayType) throw damaged(`its property ${quoted(key)} is a list of lists`);
	if (type === stringType) {
		await (key === vocabularyKey ? checkVocabulary(cursor, length) : cursor.skipStrings(length));
		return { length, items: undefined };
	}
	const scalar = scalarOf(type, key);
	if (length <= mostKept) return { length, items: itemsOf(await cursor.take(length * scalar.bytes), scalar) };
	cursor.skip(length * scalar.bytes);
	return { length, items: undefined };
}

/** Four times the largest ones. */
const mostTokens = 1024 ** 2;
const longestToken = 64 * 1024;

/** llama.cpp ends its process where a token comes twice. */
async function checkVocabulary(cursor: GgufCursor, count: number): Promise<void> {
	if (count > mostTokens) throw damaged(`its vocabulary has ${count} tokens`);
	const tokens = new Set<string>();
	for (let index = 0; index < count; index++) {
		const token = await readText(cursor, longestToken, "a token", byteDecoder);
		if (tokens.has(token)) throw damaged(`it has the token ${quoted(token)} twice`);
		// llama.cpp names empty ones by their number.
		if (token !== "") tokens.add(token);
	}
}

function itemsOf(view: DataView, scalar: ScalarType): GgufScalar[] {
	return Array.from({ length: view.byteLength / scalar.bytes }, (_, index) => scalar.read(view, index * scalar.bytes));
}

function scalarOf(type: number, key: string): ScalarType {
	const scalar = scalarTypes[type];
	if (!scalar) throw damaged(`its property ${quoted(key)} has the unknown type ${type}`);
	return scalar;
}

const textDecoder = new TextDecoder();
/** Any bytes are a text to it, and others another one. */
const byteDecoder = new TextDecoder("latin1");

function exactIfSafe(value: bigint): number | bigint {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value;
}
