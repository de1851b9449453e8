/** How much of the code around the cursor a model is shown for a completion. */

/**
 * Tokens of prompt and completion together. On a CPU, 1,500 tokens take a 0.5B some seconds to read for the first time,
 * and from then on come from the cache.
 */
export const completionContext = { cpu: 2048, gpu: 4096 } as const;
