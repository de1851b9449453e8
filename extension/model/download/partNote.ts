import { readFile, rename, rm, writeFile } from "node:fs/promises";
import type { CatalogueFile } from "../../../server/protocol/catalogue";
import { isSafe } from "./source";

/** What the bytes are of that were fetched so far: it is read by whoever goes on with them. */
export interface PartNote {
	readonly file: CatalogueFile;
	readonly url: string;
	/** Bytes of the whole file. */
	readonly total: number;
	readonly etag: string | null;
	/** Of the whole file, in hexadecimal digits; null: nobody has said. */
	readonly sha256: string | null;
}

export const noteExtension = ".part.json";

/** Of another one nothing is known. */
const version = 1;

/** Of the file with this path; undefined where there is none that can be understood. */
export async function readNote(path: string): Promise<PartNote | undefined> {
	try {
		const value: unknown = JSON.parse(await readFile(path + noteExtension, "utf8"));
		return isNote(value) ? value : undefined;
	} catch {
		// It is not there, or was cut off.
		return undefined;
	}
}

export async function writeNote(path: string, note: PartNote): Promise<void> {
	await writeFile(`${path}${noteExtension}.tmp`, JSON.stringify({ version, ...note }));
	await rename(`${path}${noteExtension}.tmp`, path + noteExtension);
}

export async function removeNote(path: string): Promise<void> {
	await rm(path + noteExtension, { force: true });
	await rm(`${path}${noteExtension}.tmp`, { force: true });
}

function isNote(value: unknown): value is PartNote & { readonly version: number } {
	return (
		isRecord(value) &&
		value["version"] === version &&
		isFile(value["file"]) &&
		typeof value["url"] === "string" &&
		isCount(value["total"]) &&
		isTextOrNull(value["etag"]) &&
		isTextOrNull(value["sha256"])
	);
}

const texts = ["id", "model", "quantization", "repository", "file", "licence"] as const;

function isFile(value: unknown): value is CatalogueFile {
	if (!isRecord(value)) return false;
	const { purpose, bytes, sha256, contextSize, liveCodeBench, repository, file } = value;
	return (
		texts.every((it) => typeof value[it] === "string") &&
		(purpose === "reason" || purpose === "complete") &&
		isCount(bytes) &&
		isTextOrNull(sha256) &&
		isCount(contextSize) &&
		(liveCodeBench === null || typeof liveCodeBench === "number") &&
		isSafe({ repository: String(repository), file: String(file) })
	);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null;
}

function isCount(value: unknown): value is number {
	return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isTextOrNull(value: unknown): value is string | null {
	return value === null || typeof value === "string";
}
