/** What to try where memory is too short for a model, each a step that costs little. */
import type { Settings } from "../../server/protocol/settings";

export type SmallerStep =
	/** `gpu`: as the setting has it. */
	| { readonly kind: "gpu"; readonly gpu: "off" | `${number}` }
	/** Tokens. */
	| { readonly kind: "context"; readonly contextSize: number }
	| { readonly kind: "model" };

/** Tokens; with less, a thought has no room. */
const smallestContext = 2048;

/** The next of each kind, gentlest first. `gpuLayers`: how many would be on the GPU where the setting leaves it open. */
export function smallerSteps(
	{ contextSize, gpu }: Pick<Settings["model"], "contextSize" | "gpu">,
	gpuLayers: number,
): readonly SmallerStep[] {
	const layers = gpu === "off" ? 0 : gpu === "auto" ? gpuLayers : Number(gpu);
	const half = Math.floor(layers / 2);
	const steps: SmallerStep[] = [];
	if (layers > 0) {
		steps.push({ kind: "gpu", gpu: half > 0 ? `${half}` : "off" });
	}
	if (contextSize > smallestContext) {
		steps.push({ kind: "context", contextSize: Math.max(smallestContext, Math.floor(contextSize / 2)) });
	}
	return [...steps, { kind: "model" }];
}

/** What a button says. */
export function stepTitle(step: SmallerStep): string {
	switch (step.kind) {
		case "gpu":
			return step.gpu === "off" ? "Use No GPU" : `${step.gpu} Layers on the GPU`;
		case "context":
			return `Context of ${step.contextSize} Tokens`;
		case "model":
			return "Choose a Smaller Model…";
	}
}
