/** Which files a workspace keeps out of its repository: what they hold is nobody's business, a model's included. */
import ignore, { type Ignore } from "ignore";
import { decoded } from "../edit/uri";
import { LruMap } from "./lruMap";

/** Folders whose rules are kept: those of the open editors, and their parents. */
const maxFolders = 256;

/**
 * Goes by the `.gitignore` files from the workspace folder down to the file's own. Upper and lower case are the same, as
 * for git on Windows and macOS: elsewhere too it is better to ask too little.
 */
export class IgnoredFiles {
	readonly #read: (uri: string) => Promise<string | undefined>;
	readonly #rules = new LruMap<string, Promise<Ignore>>(maxFolders);

	/** `read` gives a file's text; undefined where there is none or it cannot be read. */
	constructor(read: (uri: string) => Promise<string | undefined>) {
		this.#read = read;
	}

	/** A document outside of all folders is not ignored, nor is one that has not been saved yet. */
	async isIgnored(uri: string, workspaceFolders: readonly string[]): Promise<boolean> {
		if (uri.startsWith("untitled:")) return false;
		const path = segmentsOf(uri);
		const folder = innermost(path, workspaceFolders);
		if (folder === undefined) return false;
		const names = path.slice(segmentsOf(folder).length);
		const rules = await this.#rulesIn(withoutSlash(folder), names.slice(0, -1));
		return rules.ignores(names.join("/"));
	}

	/** To be called with every file that was saved, created or deleted. */
	fileChanged(uri: string): void {
		// The rules of a folder are in those of all folders below it, and such a file seldom changes.
		if (uri.endsWith("/.gitignore")) this.#rules.clear();
	}

	#rulesIn(root: string, names: readonly string[]): Promise<Ignore> {
		const uri = [root, ...names.map(encodeURIComponent)].join("/");
		const known = this.#rules.get(uri);
		if (known !== undefined) return known;
		const rules = this.#readRules(uri, root, names);
		this.#rules.set(uri, rules);
		return rules;
	}

	async #readRules(uri: string, root: string, names: readonly string[]): Promise<Ignore> {
		const [text, above] = await Promise.all([
			this.#read(`${uri}/.gitignore`),
			names.length > 0 ? this.#rulesIn(root, names.slice(0, -1)) : undefined,
		]);
		const rules = ignore();
		// Of the rules that fit a path the last one holds.
		if (above) rules.add(above);
		return text === undefined ? rules : rules.add(rulesBelow(names, text));
	}
}

/** The names on the way to it, as the file system has them. */
function segmentsOf(uri: string): string[] {
	const path = withoutSlash(uri.replace(/^[^/]*:(?:\/\/[^/]*)?/, "").replace(/[?#].*$/s, ""));
	// Clients differ in how they write a drive.
	const segments = path.split("/").slice(1).map(decoded);
	return segments.map((segment, index) => (index === 0 && /^[a-z]:$/i.test(segment) ? segment.toLowerCase() : segment));
}

/** Schemes do not matter: a notebook's cell has its own, and lies where the notebook does. */
function innermost(path: readonly string[], workspaceFolders: readonly string[]): string | undefined {
	return workspaceFolders
		.filter((folder) => {
			const segments = segmentsOf(folder);
			return segments.length < path.length && segments.every((segment, index) => segment === path[index]);
		})
		.sort((a, b) => segmentsOf(b).length - segmentsOf(a).length)[0];
}

function withoutSlash(uri: string): string {
	return uri.replace(/\/+$/, "");
}

/** The rules of a folder's file as rules of the folder in which `names` leads to it. */
function rulesBelow(names: readonly string[], text: string): string {
	if (names.length === 0) return text;
	const folder = names.map((name) => `/${name.replace(/[\\*?[\]!# ]/g, "\\$&")}`).join("");
	return text
		.replace(/^\uFEFF/, "")
		.split(/\r?\n/)
		.map((line) => ruleBelow(folder, line))
		.join("\n");
}

function ruleBelow(folder: string, line: string): string {
	const [, not = "", pattern = ""] = /^(!?)(.*)$/.exec(line) ?? [];
	if (line.startsWith("#") || pattern.trim() === "") return "";
	// One with a slash that is not its end is meant from its folder on, any other at any depth.
	const isAnchored = pattern.trimEnd().slice(0, -1).includes("/");
	return `${not}${folder}/${isAnchored ? "" : "**/"}${pattern.replace(/^\//, "")}`;
}
