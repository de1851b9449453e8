import { join } from "node:path";
import type {
	Engine,
	FileOptions,
	GenerateControl,
	GenerateRequest,
	GenerateResult,
	Sampling,
} from "../../server/engine/engine";
import { ForkedEngine } from "../../server/engine/forked";
import type { InterventionKind } from "../../server/protocol/run";

export const tinyModel = join(process.cwd(), "test/tiny-r1/tiny-r1.gguf");
export const engineScript = join(process.cwd(), "dist/engine.js");
export const greedy: Sampling = { temperature: 0, topP: 1, seed: 1 };

const addPoints: readonly string[] = [
	"function addPoints(points: number[]): number {",
	"  let total = 0;",
	"  for (let i = 0; i <= points.length; i++) {",
	"    total += points[i];",
	"  }",
	"  return total;",
	"}",
];

/** So hot that the model babbles, in its thought, until it is stopped or out of room. */
export const endless: GenerateRequest = requestFor({ sampling: { temperature: 2, topP: 1, seed: 1 } });

/** Fixes a bug: greedily, and with nobody and nothing that steers the thought, unless `known` says otherwise. */
export function requestFor(known: Partial<GenerateRequest> = {}): GenerateRequest {
	return {
		prompt: fixPrompt(),
		sampling: greedy,
		budget: null,
		guards: { repetition: false, language: false },
		answerStart: "```typescript\n",
		...known,
	};
}

export function createEngine(script = engineScript): ForkedEngine {
	return new ForkedEngine({ script, log: () => {} });
}

export function tinyOptions(options: Partial<FileOptions> = {}): FileOptions {
	return { kind: "file", role: "reason", path: tinyModel, contextSize: 2048, gpu: "off", threads: 1, ...options };
}

/** A signal that nobody aborts. */
export function never(): AbortSignal {
	return new AbortController().signal;
}

export function fixPrompt(instruction = "Fix the bug in this code.", path = "src/scores.ts", code = addPoints): string {
	return `${instruction}

File: ${path}

Code to change:
\`\`\`typescript
${code.join("\n")}
\`\`\`

Reply with one typescript block that holds the complete new version of the code to change.`;
}

/** What `fixPrompt` is answered with. */
export const fixedAnswer = `\`\`\`typescript
function addPoints(points: number[]): number {
  let total = 0;
  for (let i = 0; i < points.length; i++) {
    total += points[i];
  }
  return total;
}
\`\`\``;

export interface Written extends GenerateResult {
	/** What the model wrote, and was not taken back. */
	readonly thought: string;
	readonly answer: string;
	/** Of thought and answer, those taken back included. */
	readonly tokens: number;
	readonly interventions: readonly InterventionKind[];
}

/** Generates and collects what is written; `onText` hears of each piece as it comes. */
export async function write(
	engine: Pick<Engine, "generate">,
	request: Partial<GenerateRequest>,
	onText: (text: string, channel: "thought" | "answer") => void = () => {},
	control: Partial<GenerateControl> = {},
): Promise<Written> {
	const text: { thought: string[]; answer: string[] } = { thought: [], answer: [] };
	const interventions: InterventionKind[] = [];
	let tokens = 0;
	const result = await engine.generate(
		requestFor(request),
		(progress) => {
			if (progress.kind === "intervention") interventions.push(progress.intervention);
			if (progress.kind === "rewind") text.thought.splice(progress.tokens);
			if (progress.kind !== "delta") return;
			text[progress.delta.channel].push(progress.delta.text);
			tokens += progress.delta.tokens;
			onText(progress.delta.text, progress.delta.channel);
		},
		{ signal: never(), ...control },
	);
	return { ...result, thought: text.thought.join(""), answer: text.answer.join(""), tokens, interventions };
}
