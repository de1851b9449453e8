// A file that is being downloaded: its bytes under another name, and beside them a note of what they are of. The file gets
// its name when it is whole, so that whoever finds the name finds a model.
import { createHash, type Hash } from "node:crypto";
import { constants, type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { type PartNote, readNote, removeNote, writeNote } from "./partNote";

export const partExtension = ".part";

/** Bytes that are read at once to be checked. */
const blockSize = 1024 * 1024;

export class PartFile {
	#hash: Hash = createHash("sha256");
	/** Bytes from the beginning that the hash has seen. */
	#hashed = 0;

	private constructor(
		private readonly path: string,
		private readonly handle: FileHandle,
		private bytes: number,
		private kept: PartNote | undefined,
	) {}

	/** What is there of the file with this path, which has its name not yet. Of bytes without a note nobody knows what they are. */
	static async open(path: string): Promise<PartFile> {
		await mkdir(dirname(path), { recursive: true });
		const note = await readNote(path);
		const handle = await open(path + partExtension, constants.O_RDWR | constants.O_CREAT, 0o644);
		try {
			const { size } = await handle.stat();
			const part = new PartFile(path, handle, size, note);
			if (!note || size > note.total) await part.clear();
			return part;
		} catch (error) {
			await handle.close();
			throw error;
		}
	}

	get size(): number {
		return this.bytes;
	}

	/** What the bytes are of. */
	get note(): PartNote | undefined {
		return this.kept;
	}

	/** Before the first byte is written. */
	async describe(note: PartNote): Promise<void> {
		await writeNote(this.path, note);
		this.kept = note;
	}

	async append(bytes: Uint8Array): Promise<void> {
		for (let written = 0; written < bytes.length; ) {
			const left = bytes.length - written;
			const { bytesWritten } = await this.handle.write(bytes, written, left, this.bytes + written);
			written += bytesWritten;
		}
		if (this.#hashed === this.bytes) {
			this.#hash.update(bytes);
			this.#hashed += bytes.length;
		}
		this.bytes += bytes.length;
	}

	/** All that was fetched is worth nothing. */
	async clear(): Promise<void> {
		await this.handle.truncate(0);
		this.#hash = createHash("sha256");
		this.#hashed = 0;
		this.bytes = 0;
	}

	/** The first bytes. */
	async start(length: number): Promise<Buffer> {
		const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(length), 0, length, 0);
		return buffer.subarray(0, bytesRead);
	}

	/** In hexadecimal digits: of what came since the beginning, and of what was there before, which is read again. */
	async sha256(onProgress: (done: number) => void, signal: AbortSignal): Promise<string> {
		const block = Buffer.allocUnsafe(blockSize);
		while (this.#hashed < this.bytes) {
			signal.throwIfAborted();
			onProgress(this.#hashed);
			const { bytesRead } = await this.handle.read(block, 0, block.length, this.#hashed);
			if (bytesRead === 0) {
				throw new Error(`${this.path}${partExtension} has become shorter.`);
			}
			this.#hash.update(block.subarray(0, bytesRead));
			this.#hashed += bytesRead;
		}
		return this.#hash.copy().digest("hex");
	}

	/** Gives the file its name; nothing can be done with it after that. */
	async finish(): Promise<void> {
		// The name must not be there before the bytes are, should the machine lose its power.
		await this.handle.sync();
		await this.handle.close();
		await rename(this.path + partExtension, this.path);
		await removeNote(this.path);
	}

	/** What is there stays. */
	async close(): Promise<void> {
		await this.handle.close();
	}

	async discard(): Promise<void> {
		await this.handle.close();
		await discardPart(this.path);
	}
}

/** Deletes what was fetched of the file with this path. */
export async function discardPart(path: string): Promise<void> {
	await rm(path + partExtension, { force: true });
	await removeNote(path);
}
