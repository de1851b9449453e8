/** What a machine makes of a model: whether it runs there, where its layers go, and about how fast it writes. */
import { completionContext } from "../completion/budget";
import type { Machine, MachineGpu, ModelFit } from "../protocol/catalogue";
import { gpuBandwidth } from "./gpuBandwidth";
import type { ModelShape, SizedModel } from "./shape";

/** A model with a context, and the bytes of its parts in memory. */
export interface Footprint {
	/** Of the engine's process without a model, with its share for the vocabulary. */
	readonly process: number;
	/** All weights and the KV cache. */
	readonly model: number;
	/** What a chunk of a prompt is evaluated in. */
	readonly compute: number;
}

/** The fit of a model with a context of so many tokens, or as many as it was trained for. */
export function fitOf(machine: Machine, model: SizedModel, contextSize: number): ModelFit {
	const size = Math.min(contextSize, model.shape.contextSize);
	const placed = machine.gpu ? placedOn(machine.gpu, machine, model, size) : allOnCpu(model, size);
	const memory = placed.main + placed.gpu;
	const common = { memory: Math.round(memory), gpuLayers: placed.gpuLayers, contextSize: size };
	// What is unified is one memory, whoever it is for.
	const inMain = machine.gpu?.isUnified ? memory : placed.main;
	if (inMain > mainBudget(machine)) return { ...common, place: "tooBig", tokensPerSecond: 0 };
	return { ...common, place: placeOf(placed, model), tokensPerSecond: speedOf(machine, model, placed) };
}

/** Without a GPU. */
export function footprintOf({ shape, weights }: SizedModel, contextSize: number): Footprint {
	return {
		process: processMemory + vocabularyMemory * shape.vocab,
		model: weights.embedding + weights.layers + weights.output + kvPerToken(shape) * contextSize,
		compute: computeMemory(shape, cpuChunk, contextSize),
	};
}

/** Measured with `npm run bench fit`: Node with llama.cpp loaded, before there is a model. */
const processMemory = 127e6;
/** Measured there too: bytes for each token of the vocabulary, with its merges, in llama.cpp and in JavaScript. */
const vocabularyMemory = 1000;
/** Tokens that the engine evaluates at once. */
const cpuChunk = 32;
const gpuChunk = 256;

/** Bytes of keys and values: 16-bit floats. */
function kvPerToken({ headDim, kvHeads, layers }: ModelShape): number {
	return layers * kvHeads * headDim * 2 * 2;
}

/** Activations are 32-bit floats, of which the logits are the most; the mask of the attention is of 16-bit floats. */
function computeMemory({ ffn, hidden, vocab }: ModelShape, chunk: number, contextSize: number): number {
	return chunk * (4 * (vocab + 3 * ffn + 4 * hidden) + 2 * contextSize);
}

interface Placement {
	/** Bytes in main memory, and on the GPU. */
	readonly main: number;
	readonly gpu: number;
	/** As llama.cpp counts them: the output layer is one. */
	readonly gpuLayers: number;
}

function allOnCpu(model: SizedModel, contextSize: number): Placement {
	const { compute, model: bytes, process } = footprintOf(model, contextSize);
	return { main: process + bytes + compute, gpu: 0, gpuLayers: 0 };
}

/** As many layers as there is room for, the output layer first, as the engine does. */
function placedOn(gpu: MachineGpu, machine: Machine, model: SizedModel, contextSize: number): Placement {
	const whole = footprintOf(model, contextSize);
	const { embedding } = model.weights;
	const compute = computeMemory(model.shape, gpuChunk, contextSize);
	const bytesOn = (layers: number) => compute + gpuBytes(model, contextSize, layers);
	// The engine leaves room for the KV cache of completions too.
	const budget = gpuBudget(gpu, machine) - kvPerToken(model.shape) * completionContext.gpu;
	let gpuLayers = model.shape.layers + 1;
	while (gpuLayers > 0 && bytesOn(gpuLayers) > budget) gpuLayers--;
	if (gpuLayers === 0) return allOnCpu(model, contextSize);
	const moved = gpuBytes(model, contextSize, gpuLayers);
	// An embedding that is the output layer too is there twice.
	const copied = model.shape.isTied ? embedding : 0;
	return { main: whole.process + whole.compute + whole.model - (moved - copied), gpu: compute + moved, gpuLayers };
}

/** Weights and KV cache of the last so many layers; the embedding stays in main memory. */
function gpuBytes({ shape, weights }: SizedModel, contextSize: number, gpuLayers: number): number {
	const share = (gpuLayers - 1) / shape.layers;
	const output = weights.output + (shape.isTied ? weights.embedding : 0);
	return output + share * (weights.layers + kvPerToken(shape) * contextSize);
}

/** Bytes that a system, an editor and what else a programmer has open want to themselves. */
const systemReserve = 4e9;

/**
 * What is free, and at least what would be if no more than usual were open: what is free changes by the minute, and a
 * model that is loaded takes of it. The engine looks again before it loads one.
 */
function mainBudget({ freeMemory, memory }: Machine): number {
	return Math.max(freeMemory, memory - systemReserve);
}

/** Of a GPU's memory, what the desktop and the driver may take: 0.6 GB at least. */
const desktopShare = 0.08;
const desktopReserve = 0.6e9;
/** What the library leaves free of a memory that the desktop does not count in: half of its padding. */
const unifiedShare = 0.04;

function gpuBudget(gpu: MachineGpu, machine: Machine): number {
	if (gpu.isUnified) return (1 - unifiedShare) * Math.min(gpu.memory, mainBudget(machine));
	return gpu.memory - Math.max(desktopReserve, desktopShare * gpu.memory);
}

function placeOf({ gpuLayers }: Placement, { shape }: SizedModel): "gpu" | "split" | "cpu" {
	if (gpuLayers === 0) return "cpu";
	return gpuLayers > shape.layers ? "gpu" : "split";
}

/** Tokens in the context that a speed is told for. */
const typicalContext = 500;
/**
 * Of what plain reading reaches, what llama.cpp does: measured at Q4_K_M and Q8_0 on one and two threads of a Zen 4, 0.65
 * to 0.92. On GPUs, of what the vendor says: 0.69 for an RTX 3090 with an 8B at Q4_0, and less on Apple's
 * (https://github.com/ggml-org/llama.cpp/pull/21024, https://github.com/ggml-org/llama.cpp/discussions/4167).
 */
const cpuEfficiency = 0.75;
const gpuEfficiency = 0.65;
/** Seconds between two evaluations, and for each token of the vocabulary, as sampling looks at them all; measured. */
const timeBetween = 1e-3;
const timePerLogit = 30e-9;

function speedOf(machine: Machine, { shape, weights }: SizedModel, { gpuLayers }: Placement): number {
	const share = Math.max(0, gpuLayers - 1) / shape.layers;
	const output = weights.output + (shape.isTied ? weights.embedding : 0);
	const layers = weights.layersRead + kvPerToken(shape) * typicalContext;
	const onGpu = share * layers + (gpuLayers > 0 ? output : 0);
	const onCpu = layers + output - onGpu;
	const onCpuTime = onCpu / (machine.bandwidth * cpuEfficiency);
	const onGpuTime = machine.gpu ? onGpu / (gpuBandwidth(machine.gpu, machine.bandwidth) * gpuEfficiency) : 0;
	return 1 / (onCpuTime + onGpuTime + timeBetween + timePerLogit * shape.vocab);
}
