import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Range } from "vscode-languageserver-protocol";
import { UsageError } from "./arguments";

const byteOrderMark = "\uFEFF";

/** A text file on the disk, of which all but what an edit replaces stays byte for byte what it is. */
export class SourceFile {
	readonly path: string;
	/** Without a byte order mark. */
	readonly text: string;
	readonly #bytes: Buffer;
	readonly #mark: string;

	private constructor(path: string, bytes: Buffer) {
		const text = decode(path, bytes);
		this.path = path;
		this.#bytes = bytes;
		this.#mark = text.startsWith(byteOrderMark) ? byteOrderMark : "";
		this.text = text.slice(this.#mark.length);
	}

	/** Throws {@link UsageError} where there is no such file, or none of text. */
	static async read(path: string): Promise<SourceFile> {
		const bytes = await readFile(path).catch((error: unknown) => {
			throw new UsageError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
		});
		return new SourceFile(path, bytes);
	}

	get languageId(): string {
		const extension = extname(this.path).slice(1).toLowerCase();
		return languages[extension] ?? languages[basename(this.path).toLowerCase()] ?? "plaintext";
	}

	/** Without their endings; a final ending leaves an empty last line. */
	get lines(): string[] {
		return this.text.split(lineEnd);
	}

	/** Whole lines of the file, counted from 1; throws {@link UsageError} where it has fewer. */
	rangeOf(first: number, last: number): Range {
		const { lines } = this;
		if (last > lines.length) throw new UsageError(`${this.path} has ${lines.length} lines, not ${last}.`);
		return {
			start: { line: first - 1, character: 0 },
			end: { line: last - 1, character: lines[last - 1]?.length ?? 0 },
		};
	}

	/** Writes the file with `newText` in place of the lines of `range`; throws if it was changed since it was read. */
	async replace(range: Range, newText: string): Promise<void> {
		if (!this.#bytes.equals(await readFile(this.path))) {
			throw new Error(`${this.path} was changed meanwhile, so that the edit was not applied. Run it again.`);
		}
		const text = this.text.slice(0, this.#offset(range.start)) + newText + this.text.slice(this.#offset(range.end));
		await writeFile(this.path, this.#mark + text);
	}

	/** Makes a new file beside this one; throws if there is one. */
	async writeSibling(name: string, text: string): Promise<string> {
		const path = join(dirname(this.path), name);
		await writeFile(path, text, { flag: "wx" });
		return path;
	}

	#offset({ line, character }: Range["start"]): number {
		const before = [...this.text.matchAll(new RegExp(lineEnd, "g"))][line - 1];
		return (before ? before.index + before[0].length : 0) + character;
	}
}

const lineEnd = /\r\n|\r|\n/;

function decode(path: string, bytes: Buffer): string {
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw new UsageError(`${path} is not UTF-8 text.`);
	}
}

/** Language ids of the LSP, by the file name's extension, or by the whole name. */
const languages: Readonly<Record<string, string>> = {
	bash: "shellscript",
	c: "c",
	cc: "cpp",
	cjs: "javascript",
	clj: "clojure",
	cpp: "cpp",
	cs: "csharp",
	css: "css",
	cts: "typescript",
	cxx: "cpp",
	dart: "dart",
	dockerfile: "dockerfile",
	ex: "elixir",
	exs: "elixir",
	go: "go",
	h: "c",
	hpp: "cpp",
	hs: "haskell",
	html: "html",
	java: "java",
	js: "javascript",
	json: "json",
	jsx: "javascriptreact",
	kt: "kotlin",
	lua: "lua",
	makefile: "makefile",
	md: "markdown",
	mjs: "javascript",
	mts: "typescript",
	php: "php",
	pl: "perl",
	ps1: "powershell",
	py: "python",
	r: "r",
	rb: "ruby",
	rs: "rust",
	scala: "scala",
	scss: "scss",
	sh: "shellscript",
	sql: "sql",
	svelte: "svelte",
	swift: "swift",
	toml: "toml",
	ts: "typescript",
	tsx: "typescriptreact",
	vue: "vue",
	xml: "xml",
	yaml: "yaml",
	yml: "yaml",
	zig: "zig",
};
