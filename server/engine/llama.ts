/** Loads a model with node-llama-cpp, and says in the user's words why one cannot be loaded. */
import { basename } from "node:path";
import type {
	GgufInsights,
	Llama,
	LlamaContextSequence,
	LlamaLogLevel,
	LlamaModel,
	Token,
	TokenBias,
} from "node-llama-cpp";
import type { ModelDescription } from "../protocol/model";
import { EngineError, type LoadOptions } from "./engine";
import { checkModelFile } from "./ggufFile";
import type { Log } from "./ipc";
import { readTurn, type Turn } from "./turn";
import { Vocabulary } from "./vocabulary";

/** A model in memory, with one sequence to run it. */
export interface LoadedModel {
	readonly description: ModelDescription;
	readonly sequence: LlamaContextSequence;
	readonly vocabulary: Vocabulary;
	readonly turn: Turn;
	/** Tokens that the sequence may hold. */
	readonly capacity: number;
	/** Tokens of a prompt that are evaluated at once. */
	readonly chunkSize: number;
	/** Adds nothing to any logit yet. */
	newBias(): TokenBias;
	/** Whether the model ends its turn with this token. */
	isEndOfTurn(token: Token): boolean;
}

type Library = typeof import("node-llama-cpp");

/**
 * A run can be stopped between two chunks, so they are small: on a CPU, 32 tokens take about a third of a second at
 * 1.5B and cost 2 % of the speed of large ones (measured); a GPU needs more to be busy.
 */
const cpuChunkSize = 32;
const gpuChunkSize = 256;

/** Throws {@link EngineError}. `onProgress` goes from 0 to 1. */
export async function loadModel(
	options: LoadOptions,
	onProgress: (progress: number) => void,
	log: Log,
): Promise<LoadedModel> {
	await checkModelFile(options.path);
	const library = await importLibrary();
	const llama = await startLlama(library, options, log);
	try {
		const insights = await readInsights(library, llama, options.path);
		await checkMemory(llama, insights, options);
		const model = await llama.loadModel({
			modelPath: options.path,
			gpuLayers: { fitContext: { contextSize: contextSizeFor(options, insights) } },
			// On a CPU llama.cpp repacks the weights, and a mapped file would stay in memory beside the copy.
			...(llama.gpu ? {} : { useMmap: false }),
			onLoadProgress: onProgress,
		});
		return await openModel(model, options, library);
	} catch (error) {
		throw toEngineError(error, library, options);
	}
}

async function importLibrary(): Promise<Library> {
	try {
		return await import("node-llama-cpp");
	} catch (cause) {
		throw noEngine(cause);
	}
}

async function startLlama(library: Library, options: LoadOptions, log: Log): Promise<Llama> {
	try {
		const llama = await library.getLlama({
			gpu: options.gpu === "auto" ? "auto" : false,
			build: "never",
			skipDownload: true,
			progressLogs: false,
			logLevel: library.LlamaLogLevel.warn,
			logger: (level, message) => log(logLevel(level), `llama.cpp: ${message.trim()}`),
		});
		llama.maxThreads = options.threads || Math.max(1, llama.cpuMathCores - 1);
		return llama;
	} catch (cause) {
		throw noEngine(cause);
	}
}

function logLevel(level: LlamaLogLevel): "warn" | "error" {
	return level === "warn" ? "warn" : "error";
}

async function readInsights(library: Library, llama: Llama, path: string): Promise<GgufInsights> {
	const file = await library.readGgufFileInfo(path, { sourceType: "filesystem", logWarnings: false });
	const insights = await library.GgufInsights.from(file, llama);
	if (insights.isSupportedByLlamaCpp) return insights;
	throw new EngineError(
		"unsupported",
		`llama.cpp cannot run the architecture "${file.metadata.general?.architecture}" of ${basename(path)}. ` +
			"Select a GGUF of a DeepSeek-R1 distill (Qwen or Llama).",
	);
}

/**
 * Without a GPU the library loads what it is given, and Linux then ends the process once memory is short. So what is
 * needed is compared with what is free before; arithmetic only, since trial runs of llama.cpp take memory themselves.
 */
async function checkMemory(llama: Llama, insights: GgufInsights, options: LoadOptions): Promise<void> {
	if (llama.gpu) return;
	const contextSize = contextSizeFor(options, insights);
	const context = insights.estimateContextResourceRequirements({
		contextSize,
		modelGpuLayers: 0,
		batchSize: cpuChunkSize,
		sequences: 1,
	});
	const needed = insights.modelSize + context.cpuRam;
	const free = await freeMemory(llama);
	if (needed > free) throw outOfMemory(options, `it needs ${gigabytes(needed)}, and ${gigabytes(free)} are free`);
}

async function freeMemory(llama: Llama): Promise<number> {
	const [ram, swap] = await Promise.all([llama.getRamState(), llama.getSwapState()]);
	// In a container with a limit, the machine's own figures say nothing. 0: none is known.
	const limit = process.constrainedMemory();
	if (limit > 0 && limit < ram.total) return process.availableMemory();
	// macOS makes room as it is asked for.
	return swap.maxSize === Number.POSITIVE_INFINITY ? ram.total : ram.free + swap.allocated - swap.used;
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}

function contextSizeFor(options: LoadOptions, insights: GgufInsights): number {
	return Math.min(options.contextSize, insights.trainContextSize ?? options.contextSize);
}

async function openModel(model: LlamaModel, options: LoadOptions, library: Library): Promise<LoadedModel> {
	const vocabulary = new Vocabulary(model);
	const turn = readTurn(vocabulary);
	const contextSize = contextSizeFor(options, model.fileInsights);
	const chunkSize = model.gpuLayers > 0 ? gpuChunkSize : cpuChunkSize;
	const threads = model.llama.maxThreads;
	const context = await model.createContext({
		contextSize,
		batchSize: chunkSize,
		threads,
		sequences: 1,
		failedCreationRemedy: false,
	});
	const sequence = context.getSequence();
	return {
		description: { ...describe(model, options, library), contextSize, threads },
		sequence,
		vocabulary,
		turn,
		// The library moves the context along when but one place is left in it; it must never come to that.
		capacity: Math.min(contextSize, sequence.contextSize - 1),
		chunkSize,
		newBias: () => new library.TokenBias(model.tokenizer),
		isEndOfTurn: (token) => token === model.tokens.eos || model.isEogToken(token),
	};
}

function describe(
	model: LlamaModel,
	{ path }: LoadOptions,
	library: Library,
): Omit<ModelDescription, "contextSize" | "threads"> {
	const { general } = model.fileInfo.metadata;
	const fileType = general?.file_type === undefined ? undefined : library.GgufFileType[general.file_type];
	return {
		path,
		name: general?.name || basename(path),
		architecture: model.architecture,
		// The library's names are llama.cpp's: MOSTLY_Q4_K_M, ALL_F32.
		quantization: fileType?.replace(/^(MOSTLY|ALL)_/, "") ?? "",
		device: model.llama.gpu && model.gpuLayers > 0 ? model.llama.gpu : "cpu",
		gpuLayers: model.gpuLayers,
	};
}

function toEngineError(error: unknown, library: Library, options: LoadOptions): EngineError {
	if (error instanceof EngineError) return error;
	if (error instanceof library.InsufficientMemoryError) return outOfMemory(options, error.message);
	const message = error instanceof Error ? error.message : String(error);
	return new EngineError(
		error instanceof library.UnsupportedError ? "unsupported" : "failed",
		`llama.cpp could not load ${basename(options.path)}: ${message}. The log says more; another GGUF may work.`,
		{ cause: error },
	);
}

function outOfMemory({ path, contextSize }: LoadOptions, reason: string): EngineError {
	return new EngineError(
		"outOfMemory",
		`There is not enough memory for ${basename(path)} with a context of ${contextSize} tokens: ${reason}. ` +
			"Close other programs, lower the context size, or select a smaller model or quantization.",
	);
}

function noEngine(cause: unknown): EngineError {
	return new EngineError(
		"noEngine",
		"llama.cpp cannot run here: it needs 64-bit Windows, macOS, or Linux with glibc 2.34 or newer (such as Ubuntu 22.04 " +
			"or Debian 12), and the extension's build for this system. On an older or other system, connect to one that has it.",
		{ cause },
	);
}
