// Benchmarks on the disk: one file for each, written beside its name first, so that it is whole or not there.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Benchmark } from "../../server/protocol/benchmark";
import { parseBenchmark, serializeBenchmark } from "./benchmarkFile";

const extension = ".json";

/** Bytes of a file, far more than one over all of LiveCodeBench has. */
const maxSize = 8 * 1024 * 1024;

/** Files that are read: a page cannot show more. */
const maxFiles = 500;

export class BenchmarkFolder {
	readonly #path: string;

	constructor(path: string) {
		this.#path = path;
	}

	/** Newest first; what cannot be understood is left where it lies. */
	async load(): Promise<readonly Benchmark[]> {
		const names = (await this.#names()).filter((name) => name.endsWith(extension)).slice(0, maxFiles);
		const found = await Promise.all(names.map((name) => this.#read(name)));
		return found.filter((it) => it !== undefined).sort((one, other) => other.date - one.date);
	}

	async write(benchmark: Benchmark): Promise<void> {
		const path = this.#pathOf(benchmark.id);
		await mkdir(this.#path, { recursive: true });
		await writeFile(`${path}.tmp`, serializeBenchmark(benchmark));
		await rename(`${path}.tmp`, path);
	}

	async remove(id: string): Promise<void> {
		await rm(this.#pathOf(id), { force: true });
	}

	async #names(): Promise<readonly string[]> {
		try {
			return await readdir(this.#path);
		} catch {
			// Nothing was measured yet.
			return [];
		}
	}

	async #read(name: string): Promise<Benchmark | undefined> {
		try {
			const path = join(this.#path, name);
			if ((await stat(path)).size > maxSize) {
				return undefined;
			}
			const benchmark = parseBenchmark(await readFile(path, "utf8"));
			return benchmark && name === benchmark.id + extension ? benchmark : undefined;
		} catch {
			// Out of reach, or deleted by another window meanwhile: the others are still shown.
			return undefined;
		}
	}

	#pathOf(id: string): string {
		return join(this.#path, id + extension);
	}
}
