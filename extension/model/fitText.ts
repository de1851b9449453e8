import type { ModelFit } from "../../server/protocol/catalogue";
import { sizeText } from "./sizeText";

/** Where a model would run and how quickly, in a few words. */
export function fitText(fit: ModelFit): string {
	const { gpuLayers, memory, place, tokensPerSecond } = fit;
	if (place === "tooBig") {
		return `too big: needs ${sizeText(memory)}`;
	}
	const speed = tokensPerSecond < 1 ? "less than a token a second" : `about ${Math.round(tokensPerSecond)} tokens/s`;
	return `${{ gpu: "GPU", cpu: "CPU", split: `${gpuLayers} layers on the GPU` }[place]}, ${speed}`;
}
