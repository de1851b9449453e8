// What lies in the folder for models: whole files, and those that were begun.
import { rm, rmdir, stat } from "node:fs/promises";
import { dirname, isAbsolute, relative, sep } from "node:path";
import { filesBelow } from "../filesBelow";
import { partsOf, splitName } from "../splitName";
import { lockExtension } from "./download";
import { isLocked } from "./lock";
import { discardPart, partExtension } from "./partFile";
import { noteExtension, type PartNote, readNote } from "./partNote";
import { pathBelow } from "./source";

export interface WholeFile {
	readonly path: string;
	readonly bytes: number;
}

export interface BegunFile {
	readonly note: PartNote;
	/** Bytes that are there. */
	readonly done: number;
}

/** Publishers, their repositories, and what is in these. */
const depth = 2;

/** Entries that are looked at, of a folder that holds more than models. */
const entryLimit = 20_000;

/** Models in a folder, by their paths. */
export async function wholeFiles(folder: string): Promise<readonly WholeFile[]> {
	const paths = (await filesIn(folder)).filter((it) => /\.gguf$/i.test(it));
	const files = await Promise.all(paths.map(async (path) => ({ path, bytes: await sizeOf(path) })));
	return files.filter(({ bytes }) => bytes > 0);
}

/** Downloads that nobody is at work on. */
export async function begunFiles(folder: string): Promise<readonly BegunFile[]> {
	const begun: BegunFile[] = [];
	for (const name of (await filesIn(folder)).filter((it) => it.endsWith(noteExtension))) {
		const path = name.slice(0, -noteExtension.length);
		const note = await readNote(path);
		// Whoever goes on with it would look for it where its names say.
		if (note && pathBelow(folder, note.file) === path && !(await isLocked(path + lockExtension))) {
			begun.push({ note, done: await sizeOf(path + partExtension) });
		}
	}
	return begun;
}

/** Deletes a model of the folder, with all its parts where it is split, and what is empty after that. */
export async function deleteWhole(folder: string, path: string): Promise<void> {
	const below = relative(folder, path);
	if (below === "" || below.split(sep)[0] === ".." || isAbsolute(below) || !/\.gguf$/i.test(path)) {
		throw new Error(`${path} is no model that was downloaded to ${folder}.`);
	}
	const split = splitName(path);
	for (const part of split ? partsOf(split) : [path]) {
		await rm(part, { force: true });
		await discardPart(part);
	}
	await deleteEmpty(folder, dirname(path));
}

/** Deletes what was fetched of a file. */
export async function deleteBegun(folder: string, path: string): Promise<void> {
	await discardPart(path);
	await deleteEmpty(folder, dirname(path));
}

async function deleteEmpty(root: string, folder: string): Promise<void> {
	if (folder.length <= root.length) {
		return;
	}
	try {
		await rmdir(folder);
	} catch {
		// Something else is in it.
		return;
	}
	await deleteEmpty(root, dirname(folder));
}

function filesIn(folder: string): Promise<readonly string[]> {
	return filesBelow(folder, depth, { left: entryLimit });
}

function sizeOf(path: string): Promise<number> {
	return stat(path).then(
		({ size }) => size,
		() => 0,
	);
}
