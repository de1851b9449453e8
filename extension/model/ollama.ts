/** What Ollama's manifests say, which are those of container images: https://github.com/ollama/ollama, server/layer.go and types/model/name.go. */

/** A model as Ollama's commands call it, from where its manifest lies; undefined for what lies elsewhere. */
export function ollamaName(path: readonly string[]): string | undefined {
	const [registry, namespace, model, tag] = path;
	if (registry === undefined || namespace === undefined || model === undefined || tag === undefined) {
		return undefined;
	}
	const name = `${model}:${tag}`;
	if (registry !== "registry.ollama.ai") return `${registry}/${namespace}/${name}`;
	return namespace === "library" ? name : `${namespace}/${name}`;
}

/** The file in `blobs` that holds the weights; undefined where the manifest is malformed or names none. */
export function ollamaBlob(manifest: string): string | undefined {
	const layers = field(parsed(manifest), "layers");
	const model = (Array.isArray(layers) ? layers : []).find(
		(it: unknown) => field(it, "mediaType") === "application/vnd.ollama.image.model",
	);
	const digest = field(model, "digest");
	// Nothing else, or it could lead out of the folder.
	const hash = typeof digest === "string" ? /^sha256[:-]([0-9a-f]{64})$/.exec(digest)?.[1] : undefined;
	return hash && `sha256-${hash}`;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function field(value: unknown, name: string): unknown {
	return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
