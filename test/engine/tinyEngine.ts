import { join } from "node:path";
import type { GenerateRequest, GenerateResult, LoadOptions, Sampling } from "../../server/engine/engine";
import { ForkedEngine } from "../../server/engine/forked";

export const tinyModel = join(process.cwd(), "test/tiny-r1/tiny-r1.gguf");
export const engineScript = join(process.cwd(), "dist/engine.js");
export const greedy: Sampling = { temperature: 0, topP: 1, seed: 1 };

/** So hot that the model babbles, in its thought, until it is stopped or out of room. */
export const endless: GenerateRequest = { prompt: fixPrompt(), sampling: { temperature: 2, topP: 1, seed: 1 } };

export function createEngine(script = engineScript): ForkedEngine {
	return new ForkedEngine({ script, log: () => {} });
}

export function tinyOptions(options: Partial<LoadOptions> = {}): LoadOptions {
	return { path: tinyModel, contextSize: 2048, gpu: "off", threads: 1, ...options };
}

/** A signal that nobody aborts. */
export function never(): AbortSignal {
	return new AbortController().signal;
}

export function fixPrompt(instruction = "Fix the bug in this code.", path = "src/scores.ts"): string {
	return `${instruction}

File: ${path}

Code to change:
\`\`\`typescript
function addPoints(points: number[]): number {
  let total = 0;
  for (let i = 0; i <= points.length; i++) {
    total += points[i];
  }
  return total;
}
\`\`\`

Reply with one typescript block that holds the complete new version of the code to change.`;
}

export interface Written extends GenerateResult {
	readonly thought: string;
	readonly answer: string;
	readonly tokens: number;
}

/** Generates and collects what is written; `onText` hears of each piece as it comes. */
export async function write(
	engine: ForkedEngine,
	request: Partial<GenerateRequest>,
	onText: (text: string) => void = () => {},
	signal = never(),
): Promise<Written> {
	const text = { thought: "", answer: "" };
	let tokens = 0;
	const result = await engine.generate(
		{ prompt: fixPrompt(), sampling: greedy, ...request },
		(progress) => {
			if (progress.kind === "prefill") return;
			text[progress.delta.channel] += progress.delta.text;
			tokens += progress.delta.tokens;
			onText(progress.delta.text);
		},
		signal,
	);
	return { ...result, ...text, tokens };
}
