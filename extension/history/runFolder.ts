// The history on the disk: one file for each run. A file is whole or not there: it is written under another name first,
// so that whoever dies meanwhile leaves the old one as it was.
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { freeName } from "../run/siblingName";
import { parseRun, type StoredRun, serializeRun } from "./runFile";

export interface LoadedRuns {
	readonly runs: readonly StoredRun[];
	/** Names of the files that could not be understood, in {@link RunFolder.damagedPath} now. */
	readonly damaged: readonly string[];
	/** Names of the files that could not be read or moved, and why. */
	readonly failures: readonly (readonly [name: string, error: unknown])[];
}

const extension = ".json";
/** Of a file that is being written; one that is there at the start was left by a process that died. */
const unfinished = ".tmp";

export class RunFolder {
	readonly #path: string;
	readonly #sizes = new Map<string, number>();

	constructor(path: string) {
		this.#path = path;
	}

	/** Where files are set aside that could not be understood. */
	get damagedPath(): string {
		return join(this.#path, "damaged");
	}

	/** Bytes of a run's file; 0 where it has none. */
	sizeOf(id: string): number {
		return this.#sizes.get(id) ?? 0;
	}

	/** Reads what is there, and cleans up: to be done before anything is written. */
	async load(): Promise<LoadedRuns> {
		const runs: StoredRun[] = [];
		const damaged: string[] = [];
		const failures: [string, unknown][] = [];
		for (const name of await this.#names()) {
			try {
				if (name.endsWith(unfinished)) {
					await rm(join(this.#path, name));
				} else if (name.endsWith(extension)) {
					const stored = await this.#read(name);
					if (stored === "damaged") {
						damaged.push(await this.#setAside(name));
					} else if (stored) {
						runs.push(stored);
					}
				}
			} catch (error) {
				// One file that is out of reach does not cost the others.
				failures.push([name, error]);
			}
		}
		return { runs, damaged, failures };
	}

	async write(stored: StoredRun): Promise<void> {
		const path = this.#pathOf(stored.run.id);
		const text = serializeRun(stored);
		await mkdir(this.#path, { recursive: true });
		const file = await open(path + unfinished, "w");
		try {
			await file.writeFile(text);
			// The name must not be there before the text is, should the machine lose its power.
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(path + unfinished, path);
		this.#sizes.set(stored.run.id, Buffer.byteLength(text));
	}

	async remove(id: string): Promise<void> {
		this.#sizes.delete(id);
		await rm(this.#pathOf(id), { force: true });
	}

	async #names(): Promise<readonly string[]> {
		try {
			const entries = await readdir(this.#path, { withFileTypes: true });
			return entries.filter((it) => it.isFile()).map(({ name }) => name);
		} catch {
			// Nothing was kept in this workspace yet.
			return [];
		}
	}

	/** Undefined for a file of another version, which is left alone. */
	async #read(name: string): Promise<StoredRun | "damaged" | undefined> {
		const text = await readFile(join(this.#path, name), "utf8");
		const parsed = parseRun(text);
		if (parsed.kind !== "run") {
			return parsed.kind === "damaged" ? "damaged" : undefined;
		}
		const { id } = parsed.stored.run;
		if (name !== id + extension) {
			return "damaged";
		}
		this.#sizes.set(id, Buffer.byteLength(text));
		return parsed.stored;
	}

	async #setAside(name: string): Promise<string> {
		await mkdir(this.damagedPath, { recursive: true });
		const free = await freeName(name, (it) => exists(join(this.damagedPath, it)));
		await rename(join(this.#path, name), join(this.damagedPath, free));
		return free;
	}

	#pathOf(id: string): string {
		return join(this.#path, id + extension);
	}
}

function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}
