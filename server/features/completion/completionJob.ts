/** One completion while the model writes it: it stops as soon as the text is whole, and is then made fit to be shown. */
import { maxTokens } from "../../completion/budget";
import { type Extent, endOf } from "../../completion/extent";
import { filterCompletion } from "../../completion/filterCompletion";
import { GrowingCompletion } from "../../completion/growingCompletion";
import type { Place } from "../../completion/place";
import type { CompleteRequest, CompleteResult, Engine } from "../../engine/engine";

export interface JobOptions {
	readonly engine: Engine;
	readonly request: Omit<CompleteRequest, "maxTokens">;
	readonly place: Place;
	readonly extent: Extent;
	/** Called at its end, before anybody who waits hears of it; not where the engine fails. */
	readonly onEnd: (outcome: JobOutcome) => void;
}

export interface JobOutcome {
	/** Empty: nothing worth showing. Undefined: it was stopped before it was whole. */
	readonly text: string | undefined;
	/** Mean probability of the tokens, from 0 to 1. */
	readonly probability: number;
	readonly result: CompleteResult;
}

/** Closing brackets and quotes that an editor puts after the cursor while the user types. */
const maxClosers = 8;

export class CompletionJob {
	/** Resolves when it is over, however it ended. */
	readonly ended: Promise<void>;
	readonly #options: JobOptions;
	readonly #growing: GrowingCompletion;
	readonly #abort = new AbortController();
	readonly #whole = new AbortController();
	#failure: { readonly error: unknown } | undefined;
	#waiting = 0;

	constructor(options: JobOptions) {
		this.#options = options;
		this.#growing = new GrowingCompletion(options.place);
		this.ended = this.#run();
	}

	get isWaitedFor(): boolean {
		return this.#waiting > 0;
	}

	/** Whether it may still lead to a later place, in which the user has typed on. */
	follows(place: Place): boolean {
		return this.#growing.follows(place);
	}

	/**
	 * Resolves when it is over, or no longer leads to that place. Throws what the engine throws, and the signal's reason when
	 * aborted before; `onLeave` is called if nobody is left then who waits.
	 */
	async wait(place: Place, onLeave: () => void, signal: AbortSignal): Promise<void> {
		this.#waiting++;
		try {
			await this.#growing.reaches(place, signal);
			if (this.#failure) throw this.#failure.error;
		} finally {
			this.#waiting--;
			if (signal.aborted && !this.isWaitedFor) onLeave();
		}
	}

	/** Whether the document, as it is now, may be on the way to what is being written. */
	mayFit(uri: string, text: string): boolean {
		const { place } = this.#options;
		if (uri !== place.uri) return true;
		if (!text.startsWith(place.before) || !text.endsWith(place.after)) return false;
		const typed = text.slice(place.before.length, text.length - place.after.length);
		return Array.from({ length: Math.min(typed.length, maxClosers) + 1 }, (_, count) => typed.length - count).some(
			(end) =>
				this.follows({ ...place, before: place.before + typed.slice(0, end), after: typed.slice(end) + place.after }),
		);
	}

	/** Has the engine stop, within a token or two. Harmless after the end. */
	stop(): void {
		this.#abort.abort();
	}

	async #run(): Promise<void> {
		try {
			const outcome = await this.#write();
			this.#options.onEnd(outcome);
			if (outcome.text !== undefined) this.#growing.end();
		} catch (error) {
			this.#failure = { error };
		}
		// Harmless where it has come to its end.
		this.#growing.stop();
	}

	async #write(): Promise<JobOutcome> {
		const { engine, extent, place, request } = this.#options;
		const growing = this.#growing;
		let end: number | undefined;
		const result = await engine.complete(
			{ ...request, maxTokens: maxTokens[extent] },
			({ probability, text }) => {
				if (end !== undefined) return;
				growing.push(text, probability);
				end = endOf(growing.text, place, extent);
				if (end !== undefined) this.#whole.abort();
			},
			AbortSignal.any([this.#abort.signal, this.#whole.signal]),
		);
		const { probability } = growing;
		const isWhole = result.end !== "stopped" || end !== undefined;
		const text = isWhole ? filterCompletion(growing.text.slice(0, end), place, extent) : undefined;
		return { text, probability, result };
	}
}
