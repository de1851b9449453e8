import { opendir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";

/** How many entries of folders may still be looked at: shared by all that is read of one place. */
export interface Budget {
	left: number;
}

interface Entry {
	readonly path: string;
	readonly kind: "file" | "folder";
}

/** Files below a folder, by name: up to `depth` folders down, through links but not in circles. What cannot be read has none. */
export async function filesBelow(root: string, depth: number, budget: Budget): Promise<readonly string[]> {
	const files: string[] = [];
	const seen = new Set<string>();
	let folders: readonly string[] = [root];
	for (let level = 0; level <= depth; level++) {
		const entries: Entry[] = [];
		for (const folder of folders) {
			if (await isNew(folder, seen)) {
				entries.push(...(await entriesOf(folder, budget)));
			}
		}
		files.push(...pathsOf(entries, "file"));
		folders = pathsOf(entries, "folder");
	}
	return files;
}

/** Folders in a folder, by name. */
export async function foldersIn(root: string, budget: Budget): Promise<readonly string[]> {
	return pathsOf(await entriesOf(root, budget), "folder");
}

/** Files and folders, or links to such, in order of their names. */
async function entriesOf(folder: string, budget: Budget): Promise<readonly Entry[]> {
	const entries: Entry[] = [];
	try {
		if (budget.left <= 0) return [];
		// Never the whole list at once: a folder may hold millions.
		for await (const found of await opendir(folder)) {
			const path = join(folder, found.name);
			const type = found.isSymbolicLink() ? await stat(path).catch(() => undefined) : found;
			if (type?.isFile() || type?.isDirectory()) {
				entries.push({ path, kind: type.isFile() ? "file" : "folder" });
			}
			budget.left--;
			if (budget.left <= 0) break;
		}
	} catch {
		// It is not there, or not ours to read.
	}
	return entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function isNew(folder: string, seen: Set<string>): Promise<boolean> {
	const real = await realpath(folder).catch(() => undefined);
	if (real === undefined || seen.has(real)) return false;
	seen.add(real);
	return true;
}

function pathsOf(entries: readonly Entry[], kind: Entry["kind"]): readonly string[] {
	return entries.filter((it) => it.kind === kind).map(({ path }) => path);
}
