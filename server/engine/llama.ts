/** Loads a model with node-llama-cpp, and says in the user's words why one cannot be loaded. */
import { basename } from "node:path";
import type {
	GgufInsights,
	Llama,
	LlamaContextSequence,
	LlamaGrammarEvaluationState,
	LlamaLogLevel,
	LlamaModel,
	LlamaModelOptions,
	Token,
	TokenBias,
} from "node-llama-cpp";
import { completionContext } from "../completion/budget";
import type { Machine } from "../protocol/catalogue";
import type { InfillTokens, ModelDescription } from "../protocol/model";
import { ChatTemplate } from "./chatTemplate";
import { EngineError, type FileOptions } from "./engine";
import { readModelFile } from "./ggufFile";
import type { Log } from "./ipc";
import { measureMachine } from "./machine";
import { checkMemory, contextMemory, outOfMemory } from "./memory";
import { Queue } from "./queue";
import { isDistill, readTurn, type Turn } from "./turn";
import { Vocabulary } from "./vocabulary";

/** A model in memory. */
export interface LoadedModel {
	readonly description: ModelDescription;
	readonly vocabulary: Vocabulary;
	/** Undefined where it is loaded to complete, and no R1 distill. */
	readonly turn: Turn | undefined;
	/** For completions: a KV cache of its own, made when it is first asked for. Throws {@link EngineError}. */
	readonly completion: () => Promise<Slot>;
	/** Tokens of a prompt that are evaluated at once. */
	readonly chunkSize: number;
	/** Lets what is written in one slot and in the other take turns, token by token. */
	readonly evaluating: Queue;
	/** Adds nothing to any logit yet. */
	newBias(): TokenBias;
	/** Lets nothing be sampled but text that begins with `text`. */
	newStart(text: string): Promise<LlamaGrammarEvaluationState>;
	/** Whether the model ends its turn with this token. */
	isEndOfTurn(token: Token): boolean;
}

/** A model that thinks and answers. */
export interface ReasoningModel extends LoadedModel {
	readonly turn: Turn;
	readonly slot: Slot;
}

/** A KV cache, and what is evaluated with it. */
export interface Slot {
	readonly sequence: LlamaContextSequence;
	/** Tokens that it may hold. */
	readonly capacity: number;
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
	options: FileOptions,
	onProgress: (progress: number) => void,
	log: Log,
): Promise<LoadedModel | ReasoningModel> {
	await readModelFile(options.path);
	const library = await importLibrary();
	const llama = await startLlama(library, options, log);
	try {
		const insights = await readInsights(library, llama, options.path);
		const contextSize = contextSizeFor(options, insights);
		const needed = insights.modelSize + contextMemory(insights, { contextSize, batchSize: cpuChunkSize });
		await checkMemory(llama, needed, { ...options, contextSize });
		const model = await llama.loadModel({
			modelPath: options.path,
			gpuLayers: gpuLayersFor(options, contextSize),
			// On a CPU llama.cpp repacks the weights, and a mapped file would stay in memory beside the copy.
			...(llama.gpu ? {} : { useMmap: false }),
			onLoadProgress: onProgress,
		});
		return await openModel(model, options, library);
	} catch (error) {
		throw toEngineError(error, library, options);
	}
}

/** Measures the machine, as a model would find it. Throws {@link EngineError}. */
export async function probe(log: Log): Promise<Machine> {
	return await measureMachine(await startLlama(await importLibrary(), { gpu: "auto", threads: 0 }, log));
}

/** As many as there is room for beside the contexts, unless the user says how many. */
function gpuLayersFor({ gpu, role }: FileOptions, contextSize: number): NonNullable<LlamaModelOptions["gpuLayers"]> {
	if (typeof gpu === "number") return gpu;
	return { fitContext: { contextSize: contextSize + (role === "reason" ? completionContext.gpu : 0) } };
}

async function importLibrary(): Promise<Library> {
	try {
		return await import("node-llama-cpp");
	} catch (cause) {
		throw noEngine(cause);
	}
}

async function startLlama(library: Library, options: Pick<FileOptions, "gpu" | "threads">, log: Log): Promise<Llama> {
	try {
		const llama = await library.getLlama({
			gpu: options.gpu === "off" ? false : "auto",
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

function contextSizeFor(options: FileOptions, insights: GgufInsights): number {
	return Math.min(options.contextSize, insights.trainContextSize ?? options.contextSize);
}

async function openModel(
	model: LlamaModel,
	options: FileOptions,
	library: Library,
): Promise<LoadedModel | ReasoningModel> {
	const isForRuns = options.role === "reason";
	const vocabulary = new Vocabulary(model);
	const turn = isForRuns || isDistill(vocabulary) ? readTurn(vocabulary, readTemplate(model)) : undefined;
	const contextSize = contextSizeFor(options, model.fileInsights);
	const chunkSize = model.gpuLayers > 0 ? gpuChunkSize : cpuChunkSize;
	const slot = await openSlot(model, contextSize, chunkSize);
	let completion = isForRuns ? undefined : Promise.resolve(slot);
	const loaded: LoadedModel = {
		description: { ...describe(model, options, library), contextSize, ...abilities(turn) },
		vocabulary,
		turn,
		completion: () => {
			completion ??= openCompletionSlot(model, options, chunkSize).catch((error: unknown) => {
				// There may be more memory later.
				completion = undefined;
				throw toEngineError(error, library, options);
			});
			return completion;
		},
		chunkSize,
		evaluating: new Queue(),
		newBias: () => new library.TokenBias(model.tokenizer),
		newStart: async (text) => {
			const grammar = await model.llama.createGrammar({ grammar: `root ::= ${literal(text)} [^\\x00]*` });
			return new library.LlamaGrammarEvaluationState({ model, grammar });
		},
		isEndOfTurn: (token) => token === model.tokens.eos || model.isEogToken(token),
	};
	return turn && isForRuns ? { ...loaded, turn, slot } : loaded;
}

async function openSlot(model: LlamaModel, contextSize: number, chunkSize: number): Promise<Slot> {
	const context = await model.createContext({
		contextSize,
		batchSize: chunkSize,
		threads: model.llama.maxThreads,
		sequences: 1,
		failedCreationRemedy: false,
	});
	const sequence = context.getSequence();
	// The library moves the context along when but one place is left in it; it must never come to that.
	return { sequence, capacity: Math.min(contextSize, sequence.contextSize - 1) };
}

/** A context of its own, not a second sequence: a run then is evaluated as if nothing were beside it, to the last bit. */
async function openCompletionSlot(model: LlamaModel, options: FileOptions, chunkSize: number): Promise<Slot> {
	const size = model.gpuLayers > 0 ? completionContext.gpu : completionContext.cpu;
	const contextSize = contextSizeFor({ ...options, contextSize: size }, model.fileInsights);
	await checkMemory(model.llama, contextMemory(model.fileInsights, { contextSize, batchSize: chunkSize }), {
		...options,
		contextSize,
	});
	return await openSlot(model, contextSize, chunkSize);
}

/** A literal in the notation of llama.cpp's grammars. */
function literal(text: string): string {
	const escaped = text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t");
	return `"${escaped}"`;
}

function describe(
	model: LlamaModel,
	{ path }: FileOptions,
	library: Library,
): Omit<ModelDescription, "contextSize" | keyof ReturnType<typeof abilities>> {
	const { general } = model.fileInfo.metadata;
	const fileType = general?.file_type === undefined ? undefined : library.GgufFileType[general.file_type];
	return {
		path,
		server: null,
		name: general?.name || basename(path),
		basename: general?.basename ?? "",
		architecture: model.architecture,
		// The library's names are llama.cpp's: MOSTLY_Q4_K_M, ALL_F32.
		quantization: fileType?.replace(/^(MOSTLY|ALL)_/, "") ?? "",
		device: model.llama.gpu && model.gpuLayers > 0 ? model.llama.gpu : "cpu",
		gpuLayers: model.gpuLayers,
		threads: model.llama.maxThreads,
		infill: infillTokens(model),
	};
}

function readTemplate({ fileInfo, tokens }: LlamaModel): ChatTemplate | undefined {
	const source = fileInfo.metadata.tokenizer?.chat_template;
	return source ? new ChatTemplate(source, { bos: tokens.bosString ?? "", eos: tokens.eosString ?? "" }) : undefined;
}

function abilities(turn: Turn | undefined) {
	const thinks = turn?.close !== undefined;
	return { canReason: turn !== undefined, thinks, canSteer: thinks };
}

function infillTokens({ tokens }: LlamaModel): InfillTokens | null {
	const { middleString: middle, prefixString: prefix, suffixString: suffix } = tokens.infill;
	return prefix && suffix && middle ? { prefix, suffix, middle } : null;
}

function toEngineError(error: unknown, library: Library, options: FileOptions): EngineError {
	if (error instanceof EngineError) return error;
	if (error instanceof library.InsufficientMemoryError) return outOfMemory(options, error.message);
	const message = error instanceof Error ? error.message : String(error);
	return new EngineError(
		error instanceof library.UnsupportedError ? "unsupported" : "failed",
		`llama.cpp could not load ${basename(options.path)}: ${message}. The log says more; another GGUF may work.`,
		{ cause: error },
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
