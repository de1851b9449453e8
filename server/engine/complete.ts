/** Goes on from where a prompt ends: what the loop of a completion is, beside that of a run. */
import type { LlamaGrammarEvaluationState, Token } from "node-llama-cpp";
import type { Answer } from "../reasoning/splitter";
import { type CompletedToken, type CompleteRequest, type CompleteResult, EngineError } from "./engine";
import type { LoadedModel, Slot } from "./llama";
import { inTurn } from "./queue";
import { samplerOptions } from "./tokenStream";
import { TokenText } from "./tokenText";

/**
 * A character takes four bytes at most, and each may be a token. So many tokens of the typed text are taken back at most
 * for one that is whole.
 */
const maxHealed = 4;

/** Stops within a chunk of the prompt or within two tokens of what the model writes. */
export async function complete(
	model: LoadedModel,
	request: CompleteRequest,
	onToken: (token: CompletedToken) => void,
	signal: AbortSignal,
): Promise<CompleteResult> {
	const slot = await model.completion();
	const { healed, tokens } = readPrompt(model, request);
	if (tokens.length >= slot.capacity) return { end: "promptTooLong", promptTokens: tokens.length, evaluatedTokens: 0 };
	const reused = await keepPrefix(slot, tokens);
	// For a completion, the last chunk is evaluated with the first token.
	const left = request.maxTokens === 0 ? 0 : model.chunkSize;
	const read = await prefill(model, slot, { tokens, left }, signal);
	const counted = (end: CompleteResult["end"]) => ({
		end,
		promptTokens: tokens.length,
		evaluatedTokens: read - reused,
	});
	if (signal.aborted) return counted("stopped");
	if (request.maxTokens === 0) return counted("length");
	const end = await new Completer(model, slot, request).write({ last: tokens.slice(read), healed }, onToken, signal);
	return { ...counted(end), evaluatedTokens: tokens.length - reused };
}

interface Prompt {
	readonly tokens: Token[];
	/** The end of the typed text, which is not in the tokens: the model writes it anew, in tokens of its own choice. */
	readonly healed: string;
}

/**
 * A text that ends within a word ends in tokens that the model would not have written: after `tot` of `total` it has
 * hardly ever seen `al`. So the last token is taken back, and what is written begins with its text.
 */
function readPrompt(model: LoadedModel, { prompt, typed }: CompleteRequest): Prompt {
	const before = prompt.kind === "fim" ? fimTokens(model, prompt.parts) : chatTokens(model, prompt);
	const after = model.vocabulary.tokenize(typed);
	for (let count = 1; count <= Math.min(maxHealed, after.length); count++) {
		const kept = after.slice(0, -count);
		const healed = model.vocabulary.text(after.slice(-count));
		if (healed !== undefined) return { tokens: [...before, ...kept], healed };
	}
	return { tokens: [...before, ...after], healed: "" };
}

type FimPrompt = Extract<CompleteRequest["prompt"], { kind: "fim" }>;
type ChatPrompt = Extract<CompleteRequest["prompt"], { kind: "chat" }>;

function fimTokens({ vocabulary }: LoadedModel, parts: FimPrompt["parts"]): Token[] {
	const tokens = parts.flatMap(({ kind, text }) =>
		kind === "special" ? [vocabulary.special(text)] : vocabulary.tokenize(text),
	);
	return vocabulary.withBegin(tokens);
}

function chatTokens({ turn, vocabulary }: LoadedModel, { answer, user }: ChatPrompt): Token[] {
	if (!turn) throw noTurn;
	const { prompt, start } = turn.begin([{ role: "user", text: user }], { text: "", isOver: true });
	return [...prompt, ...start, ...vocabulary.tokenize(answer)];
}

const noTurn = new EngineError(
	"unsupported",
	"The model for completions is no DeepSeek-R1 distill, so it cannot be asked in a chat. Set rationale.completion.prompt to auto or fim.",
);

/** Keeps what the KV cache has; at least the last token is evaluated, for what follows it. */
async function keepPrefix({ sequence }: Slot, tokens: readonly Token[]): Promise<number> {
	const reused = Math.min(sequence.compareContextTokens([...tokens]).firstDifferentIndex, tokens.length - 1);
	await sequence.adaptStateToTokens(tokens.slice(0, reused), false);
	return reused;
}

/** Reads the tokens until so many are left; gives how many have been read, which stay in the cache. */
async function prefill(
	{ chunkSize, evaluating }: LoadedModel,
	{ sequence }: Slot,
	{ left, tokens }: { readonly tokens: readonly Token[]; readonly left: number },
	signal: AbortSignal,
): Promise<number> {
	let done = sequence.nextTokenIndex;
	while (tokens.length - done > left && !signal.aborted) {
		const chunk = tokens.slice(done, done + chunkSize);
		await inTurn(evaluating, () => sequence.evaluateWithoutGeneratingNewTokens(chunk));
		done += chunk.length;
	}
	return done;
}

class Completer {
	readonly #model: LoadedModel;
	readonly #slot: Slot;
	readonly #request: CompleteRequest;
	readonly #text: TokenText;

	constructor(model: LoadedModel, slot: Slot, request: CompleteRequest) {
		this.#model = model;
		this.#slot = slot;
		this.#request = request;
		this.#text = new TokenText(model.vocabulary);
	}

	async write(
		{ healed, last }: { readonly last: Token[]; readonly healed: string },
		onToken: (token: CompletedToken) => void,
		signal: AbortSignal,
	): Promise<CompleteResult["end"]> {
		const start = healed === "" ? undefined : await this.#model.newStart(healed);
		let missing = healed;
		const written = this.#evaluate(last, () => (missing === "" ? undefined : start));
		try {
			for (let count = 0; count < this.#request.maxTokens; count++) {
				const { value } = await inTurn(this.#model.evaluating, () => written.next());
				if (signal.aborted) return "stopped";
				if (!value || this.#isEnd(value.token)) return "complete";
				const text = this.#text.next(value.token);
				const fresh = text.slice(missing.length);
				missing = missing.slice(text.length);
				// After the end of the thought all is answer, and a token that opens one ends the completion.
				onToken({ text: fresh as Answer, probability: value.confidence });
				if (this.#slot.sequence.nextTokenIndex >= this.#slot.capacity) return "length";
			}
			return "length";
		} finally {
			await written.return();
		}
	}

	#evaluate(tokens: Token[], start: () => LlamaGrammarEvaluationState | undefined) {
		const options = { ...samplerOptions(this.#request.sampling), grammarEvaluationState: start };
		return this.#slot.sequence.evaluateWithMetadata(tokens, { confidence: true }, options);
	}

	#isEnd(token: Token): boolean {
		const { turn, vocabulary } = this.#model;
		const isMark = turn?.marks.open === token || turn?.close === token;
		return isMark || vocabulary.isControl(token) || this.#model.isEndOfTurn(token);
	}
}
