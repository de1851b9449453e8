/** How much of the code around the cursor a model is shown for a completion, in tokens. */
import type { ModelDescription } from "../protocol/model";
import type { FrameBudget } from "./frame";

/**
 * Prompt and completion together. On a CPU, 1,200 tokens take a 0.5B some seconds to read for the first time, and from
 * then on come from the cache.
 */
export const completionContext = { cpu: 2048, gpu: 4096 } as const;

// What is left of the context is for what is typed, for what is completed, and for the words around the code.
const cpuBudget: FrameBudget = { before: 640, after: 256, related: 384 };
const gpuBudget: FrameBudget = { before: 1536, after: 512, related: 1024 };

/** `maxRelated` is the setting for related code, for prompts of any kind. */
export function budgetFor({ contextSize, device }: ModelDescription, maxRelated: number): FrameBudget {
	const isOnCpu = device === "cpu";
	const { after, before, related } = isOnCpu ? cpuBudget : gpuBudget;
	// A model with a small context of its own gets its share of each.
	const share = Math.min(1, contextSize / completionContext[isOnCpu ? "cpu" : "gpu"]);
	const shareOf = (tokens: number) => Math.floor(tokens * share);
	return { before: shareOf(before), after: shareOf(after), related: Math.min(shareOf(related), maxRelated) };
}

/** Tokens that a completion may have: a line's are hardly ever more, a block's are as many as one reads at a glance. */
export const maxTokens = { line: 64, block: 256 } as const;
