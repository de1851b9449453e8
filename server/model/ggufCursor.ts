import { damaged, GgufFault } from "./ggufFault";

/** A file that is read in pieces. */
export interface GgufSource {
	/** For messages. */
	readonly name: string;
	/** Bytes. */
	readonly size: number;
	/** Fewer bytes than asked for: the file ends there. */
	read(offset: number, length: number): Promise<Uint8Array>;
}

/** Headers are a few MB, most of it vocabulary. */
const windowSize = 1024 * 1024;
/** Far more than any vocabulary takes; the library reads all of it into memory. */
const longestHeader = 256 * 1024 * 1024;

const lengthBytes = 8;

/** Goes through a header once, forwards, and never past its end. Holds one window of it; skips without reading. */
export class GgufCursor {
	readonly #source: GgufSource;
	readonly #end: number;
	#window: DataView = new DataView(new ArrayBuffer(0));
	#windowStart = 0;
	#offset = 0;

	constructor(source: GgufSource) {
		this.#source = source;
		this.#end = Math.min(source.size, longestHeader);
	}

	/** Bytes that are behind it. */
	get offset(): number {
		return this.#offset;
	}

	/** The next bytes. */
	async take(length: number): Promise<DataView> {
		this.#check(length);
		if (!this.#holds(length)) await this.#fill(length);
		const view = new DataView(this.#window.buffer, this.#at, length);
		this.#offset += length;
		return view;
	}

	async uint32(): Promise<number> {
		return (await this.take(4)).getUint32(0, true);
	}

	/** A length, a count or an offset. */
	async uint64(): Promise<number> {
		return exact((await this.take(lengthBytes)).getBigUint64(0, true));
	}

	skip(length: number): void {
		this.#check(length);
		this.#offset += length;
	}

	/** Each begins with its length. */
	async skipStrings(count: number): Promise<void> {
		this.#check(count * lengthBytes);
		for (let left = count; left > 0; left--) {
			if (!this.#holds(lengthBytes)) await this.#fill(lengthBytes);
			const length = exact(this.#window.getBigUint64(this.#at - this.#window.byteOffset, true));
			this.skip(lengthBytes);
			this.skip(length);
		}
	}

	/** Where the next byte is in the window's buffer. */
	get #at(): number {
		return this.#window.byteOffset + this.#offset - this.#windowStart;
	}

	#holds(length: number): boolean {
		return this.#offset + length <= this.#windowStart + this.#window.byteLength;
	}

	#check(length: number): void {
		if (this.#offset + length <= this.#end) return;
		throw this.#end === this.#source.size
			? this.#truncated()
			: damaged(`its header asks for more than ${longestHeader / 1024 / 1024} MB`);
	}

	async #fill(length: number): Promise<void> {
		const wanted = Math.min(Math.max(windowSize, length), this.#end - this.#offset);
		const bytes = await this.#source.read(this.#offset, wanted);
		this.#window = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#windowStart = this.#offset;
		// Somebody made the file shorter in the meantime.
		if (!this.#holds(length)) throw this.#truncated();
	}

	#truncated(): GgufFault {
		return incomplete(this.#source.size);
	}
}

/** Of a file that has fewer bytes than it says. */
export function incomplete(size: number): GgufFault {
	return new GgufFault(
		"truncated",
		`is incomplete: it has ${size} bytes, and its own table asks for more. Download it again.`,
	);
}

function exact(value: bigint): number {
	if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(`it gives ${value} as a length`);
	return Number(value);
}
