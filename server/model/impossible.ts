/** What would make llama.cpp end its process, or never come back from loading: it trusts these numbers. */

import type { GgufValue } from "./ggufValue";
import type { ModelFile } from "./modelFile";

/** llama.cpp's limits. */
const mostLayers = 512;
const mostExperts = 1024;

/** What of a model cannot be, in words that go on after its file's name; nothing where llama.cpp may try to load it. */
export function impossible(model: ModelFile): string | undefined {
	return impossibleLayers(model) ?? impossibleExperts(model) ?? impossibleNorm(model) ?? impossibleShape(model);
}

function impossibleLayers({ layers, tensors }: ModelFile): string | undefined {
	if (layers === undefined && !tensors.some(({ name }) => name.startsWith("blk."))) return undefined;
	return isWithin(layers, mostLayers) ? undefined : says("block_count", layers);
}

function impossibleExperts({ architecture, metadata }: ModelFile): string | undefined {
	// For some of these, llama.cpp itself puts such numbers right.
	if (architecture.startsWith("hunyuan")) return undefined;
	const experts = metadata.get(`${architecture}.expert_count`) ?? 0;
	const used = metadata.get(`${architecture}.expert_used_count`) ?? 0;
	if (typeof experts !== "number" || experts > mostExperts) return says("expert_count", experts);
	if (typeof used !== "number") return undefined;
	return used <= experts && used > 0 === experts > 0 ? undefined : says("expert_used_count", used);
}

function impossibleNorm({ architecture, metadata }: ModelFile): string | undefined {
	for (const key of ["attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon"]) {
		const epsilon = metadata.get(`${architecture}.${key}`) ?? 0;
		if (!(Number(epsilon) >= 0)) return says(key, epsilon);
	}
	return undefined;
}

/** Those of R1's distills; what others call their tensors is not known here. */
const knownArchitectures = ["qwen2", "qwen3", "llama"];

function impossibleShape(model: ModelFile): string | undefined {
	const { architecture, embedding, heads, kvHeads } = model;
	if (!knownArchitectures.includes(architecture)) return undefined;
	const width = rowOf(model, "token_embd.weight");
	if (width !== undefined && embedding !== width) return says("embedding_length", embedding);
	const feedForward = model.metadata.get(`${architecture}.feed_forward_length`);
	const hidden = rowOf(model, "blk.0.ffn_down.weight");
	if (hidden !== undefined && typeof feedForward !== "object" && feedForward !== hidden) {
		return says("feed_forward_length", feedForward);
	}
	if (!isWithin(heads, width)) return says("attention.head_count", heads);
	return isWithin(kvHeads, heads) ? undefined : says("attention.head_count_kv", kvHeads);
}

function rowOf({ tensors }: ModelFile, tensor: string): number | undefined {
	return tensors.find(({ name }) => name === tensor)?.shape[0];
}

function isWithin(value: number | undefined, most = Number.POSITIVE_INFINITY): boolean {
	return value !== undefined && value >= 1 && value <= most;
}

function says(key: string, value: GgufValue | undefined): string {
	if (value === undefined) return `it does not say its ${key}`;
	return `its ${key} cannot be ${typeof value === "object" ? "a list" : value}`;
}
