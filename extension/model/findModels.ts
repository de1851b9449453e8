/** Finds the models that other programs downloaded. Files are only ever read, and of a model no more than four bytes. */
import { open, realpath, stat } from "node:fs/promises";
import { aborted } from "../aborted";
import { type Candidate, candidatesIn } from "./candidates";
import type { Place, Program } from "./places";
import { partsOf, splitName } from "./splitName";

export interface FoundModel {
	/** Where its program has it: the parts of a split model stand beside this path, not beside what it links to. */
	readonly path: string;
	readonly realPath: string;
	readonly name: string;
	readonly program: Program;
	/** Bytes, of all its parts. */
	readonly size: number;
}

/** Bytes; what is smaller is a vocabulary or the rest of a download. */
const smallestModel = 1_000_000;

/** Parts that a model may have: the largest that were published have some fifty. */
const partLimit = 500;

/** Each file once, in the order of the places. When the signal comes it ends with what is whole by then. */
export async function findModels(places: readonly Place[], signal: AbortSignal): Promise<readonly FoundModel[]> {
	const found: FoundModel[][] = places.map(() => []);
	const searches = places.map(async (place, index) => {
		for await (const model of modelsIn(place, signal)) {
			found[index]?.push(model);
		}
	});
	// A network drive may not answer at all.
	await Promise.race([Promise.all(searches), aborted(signal)]);
	const byRealPath = new Map<string, FoundModel>();
	for (const model of found.flat()) {
		if (!byRealPath.has(model.realPath)) {
			byRealPath.set(model.realPath, model);
		}
	}
	return [...byRealPath.values()];
}

async function* modelsIn(place: Place, signal: AbortSignal): AsyncGenerator<FoundModel> {
	for (const candidate of await candidatesIn(place)) {
		if (signal.aborted) return;
		const model = await modelOf(candidate, place.program);
		if (model) yield model;
	}
}

/** Undefined for what is no model, or not whole, or out of reach. */
async function modelOf({ path, name }: Candidate, program: Program): Promise<FoundModel | undefined> {
	try {
		const size = await sizeOf(path);
		if (size < smallestModel || !(await isGguf(path))) return undefined;
		return { path, realPath: await realpath(path), name, program, size };
	} catch {
		return undefined;
	}
}

async function sizeOf(path: string): Promise<number> {
	const split = splitName(path);
	if (split && split.count > partLimit) return 0;
	const parts = await Promise.all((split ? partsOf(split) : [path]).map((it) => stat(it)));
	return parts.every((it) => it.isFile()) ? parts.reduce((sum, it) => sum + it.size, 0) : 0;
}

/** https://github.com/ggml-org/ggml/blob/master/docs/gguf.md: every GGUF begins with its name. */
async function isGguf(path: string): Promise<boolean> {
	const file = await open(path, "r");
	try {
		const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
		return buffer.toString("latin1") === "GGUF";
	} finally {
		await file.close();
	}
}
