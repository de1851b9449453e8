import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { repositoryRoot } from "./repositoryRoot";
import { readTasks } from "./tasks";

export interface RealCode {
	readonly path: string;
	readonly languageId: string;
	readonly text: string;
}

const languages = new Map(
	Object.entries({
		".ts": "typescript",
		".mjs": "javascript",
		".js": "javascript",
		".py": "python",
		".css": "css",
		".md": "markdown",
		".json": "json",
		".yml": "yaml",
	}),
);

/** This repository's own sources, and the code of the tasks that tiny-r1 is measured with. */
export function readRealCode(): readonly RealCode[] {
	const root = repositoryRoot();
	const paths = ["extension", "media", "server", "test"].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
	);
	const files = [...paths.sort(), "esbuild.mjs", "package.json", "tsconfig.json", "README.md"].flatMap((path) => {
		// Recorded runs and long texts are no code, and what completions' own tests hold is broken on purpose.
		const languageId = /fixtures.*\.(?:md|json)$|completion/.test(path) ? undefined : languages.get(extname(path));
		if (!languageId) return [];
		return [{ path, languageId, text: readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n") }];
	});
	const tasks = readTasks().flatMap(({ path, languageId, code, expected, action }) => [
		{ path, languageId, text: `${code}\n` },
		...(action === "explain" ? [] : [{ path, languageId, text: `${expected}\n` }]),
	]);
	return [...files, ...tasks];
}
