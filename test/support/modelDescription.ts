import type { ModelDescription } from "../../server/protocol/model";

/** A distill on this machine's CPU, as the engine describes it. */
export const distill7B: ModelDescription = {
	path: "/models/r1.gguf",
	server: null,
	name: "DeepSeek R1 Distill Qwen 7B",
	basename: "DeepSeek-R1-Distill-Qwen",
	architecture: "qwen2",
	quantization: "Q4_K_M",
	contextSize: 8192,
	device: "cpu",
	gpuLayers: 0,
	threads: 3,
	canReason: true,
	thinks: true,
	canSteer: true,
	infill: null,
};
