/**
 * Checks that a GGUF file is all there before anything else reads it: llama.cpp and the library trust the lengths that
 * a header gives, and a download that was cut off is the most frequent fault. Nothing is read past the end of the file.
 */
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { EngineError } from "./engine";

/** Throws unless each part of the model exists, is a GGUF, and is as long as its table of tensors says. */
export async function checkModelFile(path: string): Promise<void> {
	for (const part of modelParts(path)) await checkPart(part);
}

/** Big models come in files named `…-00001-of-00003.gguf`; llama.cpp is given the first one and finds the others. */
function modelParts(path: string): string[] {
	const match = /^(?<stem>.*-)\d{5}-of-(?<count>\d{5})\.gguf$/.exec(path);
	if (!match?.groups) return [path];
	const { stem = "", count = "1" } = match.groups;
	return Array.from(
		{ length: Number(count) },
		(_, index) => `${stem}${String(index + 1).padStart(5, "0")}-of-${count}.gguf`,
	);
}

async function checkPart(path: string): Promise<void> {
	const file = await openFile(path);
	try {
		const { size } = await file.stat();
		const end = await tensorsEnd(file, size);
		if (end === undefined) {
			throw new EngineError(
				"notGguf",
				`${path} is not a GGUF file that llama.cpp can read. Select a file that ends in .gguf, version 2 or 3.`,
			);
		}
		if (end > size) {
			throw new EngineError(
				"truncated",
				`${basename(path)} is incomplete: it has ${size} bytes, and its own table asks for more. Download it again.`,
			);
		}
	} finally {
		await file.close();
	}
}

async function openFile(path: string): Promise<FileHandle> {
	let file: FileHandle | undefined;
	try {
		file = await open(path);
		if ((await file.stat()).isFile()) return file;
	} catch (cause) {
		throw new EngineError("notFound", `The model file ${path} cannot be opened. Select a GGUF file that exists.`, {
			cause,
		});
	}
	await file.close();
	throw new EngineError("notFound", `${path} is a folder, not a file. Select the GGUF file in it.`);
}

/** Headers are a few MB, most of it vocabulary. */
const firstRead = 16 * 1024 * 1024;
const longestHeader = 512 * 1024 * 1024;

/** Where the tensors end according to the header; `Infinity` if the header itself is cut off; nothing if it is no GGUF. */
async function tensorsEnd(file: FileHandle, size: number): Promise<number | undefined> {
	for (let length = firstRead; ; length *= 4) {
		const bytes = Buffer.alloc(Math.min(length, size));
		await file.read(bytes, 0, bytes.length, 0);
		if (bytes.toString("latin1", 0, 4) !== "GGUF") return undefined;
		const end = readHeader(bytes);
		if (end !== "goesOn") return end;
		if (length >= Math.min(size, longestHeader)) return Number.POSITIVE_INFINITY;
	}
}

function readHeader(bytes: Buffer): number | undefined | "goesOn" {
	try {
		const header = new Header(bytes);
		return header.isKnownVersion ? header.tensorsEnd() : undefined;
	} catch (error) {
		// What DataView throws past its end.
		if (error instanceof RangeError) return "goesOn";
		throw error;
	}
}

/** Bytes of each type of value, by its number in the format. 8 is a string, 9 an array. */
const valueSizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const stringType = 8;
const arrayType = 9;
const uint32Type = 4;
const defaultAlignment = 32;

class Header {
	readonly #view: DataView;
	#offset = 4;
	#alignment = defaultAlignment;
	readonly isKnownVersion: boolean;

	constructor(bytes: Buffer) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const version = this.#uint32();
		this.isKnownVersion = version === 2 || version === 3;
	}

	tensorsEnd(): number {
		const tensorCount = this.#uint64();
		const pairCount = this.#uint64();
		for (let pair = 0; pair < pairCount; pair++) this.#skipPair();
		const ends: number[] = [];
		for (let tensor = 0; tensor < tensorCount; tensor++) ends.push(this.#tensorEnd());
		const start = Math.ceil(this.#offset / this.#alignment) * this.#alignment;
		return ends.reduce((last, end) => Math.max(last, start + end), this.#offset);
	}

	#skipPair(): void {
		const key = this.#string();
		const type = this.#uint32();
		if (key === "general.alignment" && type === uint32Type) this.#alignment = this.#uint32() || defaultAlignment;
		else this.#skipValue(type);
	}

	#skipValue(type: number): void {
		if (type === stringType) this.#skip(this.#uint64());
		else if (type === arrayType) this.#skipArray();
		else this.#skip(valueSizes[type] ?? 0);
	}

	#skipArray(): void {
		const type = this.#uint32();
		const count = this.#uint64();
		if (type !== stringType && type !== arrayType) this.#skip(count * (valueSizes[type] ?? 0));
		else for (let index = 0; index < count; index++) this.#skipValue(type);
	}

	/** Relative to where the tensors start. */
	#tensorEnd(): number {
		this.#skip(this.#uint64());
		const dimensions = this.#uint32();
		let elements = 1;
		for (let dimension = 0; dimension < dimensions; dimension++) elements *= this.#uint64();
		const [blockElements, blockBytes] = blocks[this.#uint32()] ?? [1, 0];
		return this.#uint64() + (elements / blockElements) * blockBytes;
	}

	#string(): string {
		const length = this.#uint64();
		const start = this.#view.byteOffset + this.#offset;
		this.#skip(length);
		return Buffer.from(this.#view.buffer, start, length).toString();
	}

	#uint32(): number {
		const value = this.#view.getUint32(this.#offset, true);
		this.#offset += 4;
		return value;
	}

	#uint64(): number {
		const value = this.#view.getBigUint64(this.#offset, true);
		this.#offset += 8;
		return Number(value);
	}

	#skip(bytes: number): void {
		this.#offset += bytes;
		if (this.#offset > this.#view.byteLength) throw new RangeError("The header goes on past what was read.");
	}
}

/**
 * Elements and bytes of a block of each ggml type, by its number; from ggml's `type_traits`. A type that is not here
 * counts as empty: then llama.cpp is the first to find out.
 */
const blocks: Readonly<Record<number, readonly [elements: number, bytes: number]>> = {
	0: [1, 4], // F32
	1: [1, 2], // F16
	2: [32, 18], // Q4_0
	3: [32, 20], // Q4_1
	6: [32, 22], // Q5_0
	7: [32, 24], // Q5_1
	8: [32, 34], // Q8_0
	10: [256, 84], // Q2_K
	11: [256, 110], // Q3_K
	12: [256, 144], // Q4_K
	13: [256, 176], // Q5_K
	14: [256, 210], // Q6_K
	16: [256, 66], // IQ2_XXS
	17: [256, 74], // IQ2_XS
	18: [256, 98], // IQ3_XXS
	19: [256, 50], // IQ1_S
	20: [32, 18], // IQ4_NL
	21: [256, 110], // IQ3_S
	22: [256, 82], // IQ2_S
	23: [256, 136], // IQ4_XS
	29: [256, 56], // IQ1_M
	30: [1, 2], // BF16
	34: [256, 54], // TQ1_0
	35: [256, 66], // TQ2_0
	39: [32, 17], // MXFP4
};
