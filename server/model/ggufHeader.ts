/**
 * Reads the header of a GGUF file, which may come from anywhere: every length in it is checked before it is followed, and
 * what ggml would refuse is refused here, with a sentence. https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
import { GgufCursor, type GgufSource, incomplete } from "./ggufCursor";
import { damaged, GgufFault, type GgufFaultReason, quoted } from "./ggufFault";
import { type GgufValue, readText, readValue } from "./ggufValue";
import { type TensorType, tensorTypes } from "./tensorTypes";

export type GgufResult =
	| { readonly kind: "header"; readonly header: GgufHeader }
	/** The message is a sentence with the file's name, and says what to do. */
	| { readonly kind: "fault"; readonly reason: GgufFaultReason; readonly message: string };

export interface GgufHeader {
	readonly version: number;
	readonly metadata: ReadonlyMap<string, GgufValue>;
	readonly tensors: readonly GgufTensor[];
	/** Where the tensors begin. Bytes. */
	readonly dataStart: number;
	/** Where the last of them ends. Bytes. */
	readonly end: number;
}

export interface GgufTensor {
	readonly name: string;
	/** Elements; the innermost dimension first. */
	readonly shape: readonly number[];
	/** Such as `Q4_K`. */
	readonly type: string;
	readonly bytes: number;
}

/** Rejects only where reading does. */
export async function readGgufHeader(source: GgufSource): Promise<GgufResult> {
	try {
		return { kind: "header", header: await readHeader(new GgufCursor(source), source.size) };
	} catch (error) {
		if (!(error instanceof GgufFault)) throw error;
		return { kind: "fault", reason: error.reason, message: `${source.name} ${error.message}` };
	}
}

/** Models have some dozens of pairs, and one tensor for each matrix: at most 50,000, where experts are kept apart. */
const mostPairs = 1024;
const mostTensors = 65_536;
/** A pair's key has a length and a letter, and then comes the type; a tensor has a length, two numbers and an offset. */
const pairBytes = 8 + 1 + 4;
const tensorBytes = 8 + 4 + 4 + 8;

async function readHeader(cursor: GgufCursor, size: number): Promise<GgufHeader> {
	const version = await readVersion(cursor);
	const tensorCount = await cursor.uint64();
	const pairCount = await cursor.uint64();
	if (tensorCount > mostTensors) throw damaged(`its header counts ${tensorCount} tensors`);
	if (pairCount > mostPairs) throw damaged(`its header counts ${pairCount} properties`);
	if (tensorCount * tensorBytes + pairCount * pairBytes > size - cursor.offset) throw incomplete(size);
	const metadata = await readMetadata(cursor, pairCount);
	const alignment = alignmentOf(metadata);
	const { tensors, dataBytes } = await readTensors(cursor, tensorCount, alignment);
	// Without tensors, nothing needs to be aligned.
	const dataStart = tensorCount > 0 ? aligned(cursor.offset, alignment) : cursor.offset;
	const end = dataStart + dataBytes;
	if (end > size) throw incomplete(size);
	return { version, metadata, tensors, dataStart, end };
}

const magic = 0x47475546; // GGUF

async function readVersion(cursor: GgufCursor): Promise<number> {
	if (!(await beginsWithMagic(cursor))) {
		throw unreadable("is not a GGUF file that llama.cpp can read", "ends in .gguf, version 2 or 3");
	}
	const version = await cursor.uint32();
	if (version === 2 || version === 3) return version;
	// The other byte order puts the low bytes last.
	if ((version & 0xffff) === 0) throw unreadable("is a big-endian GGUF, made for other processors", "is little-endian");
	throw unreadable(
		`is a GGUF of version ${version}, which llama.cpp ${version < 2 ? "no longer reads" : "does not read yet"}`,
		"has version 2 or 3, such as another download of the same model",
	);
}

async function beginsWithMagic(cursor: GgufCursor): Promise<boolean> {
	try {
		return (await cursor.take(4)).getUint32(0) === magic;
	} catch (error) {
		// Shorter than that.
		if (error instanceof GgufFault) return false;
		throw error;
	}
}

function unreadable(what: string, which: string): GgufFault {
	return new GgufFault("notGguf", `${what}. Select a file that ${which}.`);
}

/** The library takes keys apart at their points, again and again. */
const longestKey = 1024;

async function readMetadata(cursor: GgufCursor, count: number): Promise<ReadonlyMap<string, GgufValue>> {
	const metadata = new Map<string, GgufValue>();
	const keys = new Set<string>();
	for (let pair = 0; pair < count; pair++) {
		const key = await readText(cursor, longestKey, "a property's name");
		if (key === "") throw damaged("a property has no name");
		if (hasControlCharacter(key)) throw damaged(`the name of its property ${quoted(key)} is none`);
		if (keys.has(key)) throw damaged(`it has the property ${quoted(key)} twice`);
		keys.add(key);
		const value = await readValue(cursor, key);
		if (value !== undefined) metadata.set(key, value);
	}
	return metadata;
}

/** To llama.cpp, a name ends at the first zero byte. */
function hasControlCharacter(key: string): boolean {
	for (let at = 0; at < key.length; at++) if (key.charCodeAt(at) < 0x20) return true;
	return false;
}

const alignmentKey = "general.alignment";
const defaultAlignment = 32;
const largestAlignment = 2 ** 30;

function alignmentOf(metadata: ReadonlyMap<string, GgufValue>): number {
	const alignment = metadata.get(alignmentKey) ?? defaultAlignment;
	const isPower = typeof alignment === "number" && alignment > 0 && Number.isInteger(Math.log2(alignment));
	if (isPower && alignment <= largestAlignment) return alignment;
	throw damaged(`its ${alignmentKey} is not a power of two`);
}

function aligned(offset: number, alignment: number): number {
	return Math.ceil(offset / alignment) * alignment;
}

interface TensorTable {
	readonly tensors: readonly GgufTensor[];
	/** Up to the end of the last one. */
	readonly dataBytes: number;
}

async function readTensors(cursor: GgufCursor, count: number, alignment: number): Promise<TensorTable> {
	const tensors: GgufTensor[] = [];
	const names = new Set<string>();
	let dataBytes = 0;
	for (let index = 0; index < count; index++) {
		const tensor = await readTensor(cursor);
		if (names.has(tensor.name)) throw damaged(`it has the tensor ${quoted(tensor.name)} twice`);
		names.add(tensor.name);
		tensors.push(tensor);
		const start = aligned(dataBytes, alignment);
		// ggml wants one after the other, without gaps.
		if ((await cursor.uint64()) !== start)
			throw damaged(`its tensor ${quoted(tensor.name)} does not follow the others`);
		dataBytes = start + tensor.bytes;
	}
	return { tensors, dataBytes };
}

/** ggml's limits, its own end mark not counted. */
const longestTensorName = 63;
const mostDimensions = 4;

/** All but its offset. */
async function readTensor(cursor: GgufCursor): Promise<GgufTensor> {
	const name = await readText(cursor, longestTensorName, "a tensor's name");
	const dimensions = await cursor.uint32();
	if (dimensions > mostDimensions) throw damaged(`its tensor ${quoted(name)} has ${dimensions} dimensions`);
	const shape: number[] = [];
	for (let dimension = 0; dimension < dimensions; dimension++) shape.push(await cursor.uint64());
	const number = await cursor.uint32();
	const type = tensorTypes[number];
	if (!type) {
		throw new GgufFault(
			"unsupported",
			`has a tensor ${quoted(name)} of type ${number}, which llama.cpp does not know. Select another quantization of it.`,
		);
	}
	return { name, shape, type: type.name, bytes: bytesOf(name, shape, type) };
}

function bytesOf(name: string, shape: readonly number[], type: TensorType): number {
	const [row = 1] = shape;
	const elements = shape.reduce((product, length) => product * length, 1);
	const bytes = (elements / type.elements) * type.bytes;
	const isWhole = row % type.elements === 0 && shape.every((length) => length > 0);
	if (isWhole && Number.isSafeInteger(elements) && Number.isSafeInteger(bytes)) return bytes;
	throw damaged(`its tensor ${quoted(name)} of type ${type.name} cannot have ${shape.join(" × ")} elements`);
}
