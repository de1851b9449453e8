/** Files that may be models, by the layouts of the programs that downloaded them. */
import { open } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { type Budget, filesBelow, foldersIn } from "./filesBelow";
import { ollamaBlob, ollamaName } from "./ollama";
import type { Place } from "./places";
import { type SplitName, splitName } from "./splitName";

export interface Candidate {
	readonly path: string;
	/** As its program calls it. */
	readonly name: string;
}

/** Entries of folders that are looked at in one place; a large Hugging Face cache has some thousand. */
const entryLimit = 20_000;

/** In bytes; a manifest has one to three thousand. */
const manifestLimit = 256 * 1024;

/** A repository may keep each quantization in a folder. */
const snapshotDepth = 3;

export async function candidatesIn({ path, layout }: Place): Promise<readonly Candidate[]> {
	const budget: Budget = { left: entryLimit };
	switch (layout.kind) {
		case "tree":
			return ggufFiles(path, await filesBelow(path, layout.depth, budget));
		case "huggingFace":
			return huggingFaceFiles(path, budget);
		case "ollama":
			return ollamaModels(path, budget);
	}
}

/** `models--<org>--<repo>/snapshots/<commit>/…`: https://huggingface.co/docs/huggingface_hub/guides/manage-cache. */
async function huggingFaceFiles(root: string, budget: Budget): Promise<readonly Candidate[]> {
	const found: Candidate[] = [];
	for (const folder of await foldersIn(root, budget)) {
		const [kind, ...id] = basename(folder).split("--");
		if (kind === "models") {
			const files = await filesBelow(join(folder, "snapshots"), snapshotDepth, budget);
			found.push(...ggufFiles(folder, files).map((it) => ({ ...it, name: `${id.join("/")} · ${fileName(it.path)}` })));
		}
	}
	return found;
}

/** `manifests/<registry>/<namespace>/<model>/<tag>`. */
async function ollamaModels(root: string, budget: Budget): Promise<readonly Candidate[]> {
	const manifests = join(root, "manifests");
	const found: Candidate[] = [];
	for (const path of await filesBelow(manifests, 3, budget)) {
		const name = ollamaName(relative(manifests, path).split(sep));
		const blob = name && ollamaBlob(await readStart(path, manifestLimit));
		if (name && blob) {
			found.push({ path: join(root, "blobs", blob), name });
		}
	}
	return found;
}

function ggufFiles(root: string, files: readonly string[]): readonly Candidate[] {
	return files.filter(isModelName).map((path) => {
		const folder = relative(root, dirname(path)).split(sep).join("/");
		return { path, name: folder ? `${folder} · ${fileName(path)}` : fileName(path) };
	});
}

/** Not what only comes with a model: the further parts of a split one, and the eyes of a multimodal one. */
function isModelName(path: string): boolean {
	const name = basename(path).toLowerCase();
	return name.endsWith(".gguf") && !name.includes("mmproj") && (splitName(path)?.part ?? 1) === 1;
}

function fileName(path: string): string {
	const split: SplitName | undefined = splitName(path);
	return basename(split?.stem ?? path.replace(/\.gguf$/i, ""));
}

/** The text of a file that is no longer than a limit; empty for any other. */
async function readStart(path: string, limit: number): Promise<string> {
	try {
		const file = await open(path, "r");
		try {
			const { bytesRead, buffer } = await file.read(Buffer.alloc(limit + 1), 0, limit + 1, 0);
			return bytesRead > limit ? "" : buffer.toString("utf8", 0, bytesRead);
		} finally {
			await file.close();
		}
	} catch {
		// It costs its own model alone.
		return "";
	}
}
