/** Completions from the request to the answer: when the model is asked, and what of its work is used again. */
import { budgetFor } from "../../completion/budget";
import type { CachedCompletion, CompletionCache, FoundCompletion } from "../../completion/completionCache";
import type { CompletionCounts } from "../../completion/completionCounts";
import { extentAt } from "../../completion/extent";
import type { Pace } from "../../completion/pace";
import type { Place } from "../../completion/place";
import type { TypingRhythm } from "../../completion/typingRhythm";
import type { CompleteRequest, CompleteResult, Sampling } from "../../engine/engine";
import type { RelatedCode } from "../../protocol/runs";
import type { Settings } from "../../protocol/settings";
import type { Clock } from "../clock";
import { pause } from "../pause";
import { CompletionJob, type JobOptions, type JobOutcome } from "./completionJob";
import { type CompletionModel, canShare, type Serving } from "./completionModel";
import type { Frames } from "./frames";

export interface CompletionsCollaborators {
	readonly model: CompletionModel;
	readonly frames: Frames;
	readonly cache: CompletionCache;
	readonly counts: CompletionCounts;
	readonly rhythm: TypingRhythm;
	readonly pace: Pace;
	readonly clock: Clock;
	readonly settings: () => Settings;
	/** Whether a run is under way. */
	readonly isRunning: () => boolean;
	/** Called when the model has been used, and when something has been counted. */
	readonly onUse: () => void;
	/** Hears of each prompt. */
	readonly onPrompt: (prompt: CompleteRequest["prompt"], typed: string) => void;
}

export interface Asked {
	readonly place: Place;
	/** By the user, not by typing. */
	readonly isExplicit: boolean;
}

/**
 * Milliseconds that the model may write on for nobody: what was typed may be what is being written. VS Code cancels a
 * request when the user types, and asks anew 50 ms later, if it is not busy.
 */
const grace = 150;
/** Milliseconds. A model that answers so quickly can afford to write what may come after what is shown. */
const quick = 300;
/** The model's first choice. */
const greedy: Sampling = { temperature: 0, topP: 1, seed: 0 };
/** Other ways to go on, for who asks for more: hot enough to differ. */
const otherWays: readonly Sampling[] = [1, 2].map((seed) => ({ temperature: 0.8, topP: 0.95, seed }));

export class Completions {
	readonly #with: CompletionsCollaborators;
	/** What the model is writing. */
	#job: CompletionJob | undefined;
	/** Ends what is being read ahead. */
	#warming: AbortController | undefined;
	#lastId = 0;
	#lastKey = Number.NEGATIVE_INFINITY;

	constructor(collaborators: CompletionsCollaborators) {
		this.#with = collaborators;
	}

	/** Whether nothing comes by itself because a run is under way. */
	get isPaused(): boolean {
		const { isRunning, model } = this.#with;
		return isRunning() && !(model.loaded && canShare(model.loaded.model));
	}

	/** The best first; none where there is nothing worth showing. Throws what the engine throws, and the signal's reason. */
	async at(asked: Asked, signal: AbortSignal): Promise<readonly FoundCompletion[]> {
		const { clock, counts, onUse } = this.#with;
		const begin = clock.now();
		try {
			const found = (await this.#known(asked, signal)) ?? (await this.#fresh(asked, signal));
			signal.throwIfAborted();
			for (const { id } of found) counts.shown(id, clock.now() - begin);
			return found;
		} finally {
			onUse();
		}
	}

	/**
	 * Keeps the declarations that the code around the cursor uses, and reads the prompt for the place ahead, if a model is
	 * loaded and has nothing else to do.
	 */
	async warm(place: Place, declarations: readonly RelatedCode[]): Promise<void> {
		const { frames, model, onUse, pace } = this.#with;
		frames.setDeclarations(place.uri, declarations);
		const serving = model.loaded;
		const isBusy = () => this.isPaused || this.#job?.isWaitedFor || pace.isTooSlow;
		if (!serving || isBusy()) return;
		this.#warming?.abort();
		const warming = new AbortController();
		this.#warming = warming;
		try {
			const request = await this.#requestFor(place, serving, greedy);
			if (isBusy()) return;
			this.#count(await serving.engine.complete({ ...request, maxTokens: 0 }, () => {}, warming.signal));
			onUse();
		} finally {
			if (this.#warming === warming) this.#warming = undefined;
		}
	}

	/** The user has typed. */
	documentChanged(uri: string, text: string): void {
		this.#lastKey = this.#with.clock.now();
		this.#with.rhythm.typed(this.#lastKey);
		if (this.#job && !this.#job.mayFit(uri, text)) this.#job.stop();
	}

	documentClosed(uri: string): void {
		this.#with.frames.forget(uri);
		this.#with.cache.forget(uri);
	}

	/** A run has begun: on a small machine it has the model to itself. */
	giveWay(): void {
		if (!this.isPaused) return;
		this.#job?.stop();
		this.#warming?.abort();
	}

	/** What is in the cache, or just being written. */
	async #known(asked: Asked, signal: AbortSignal): Promise<readonly FoundCompletion[] | undefined> {
		const { cache } = this.#with;
		const job = this.#job;
		if (job?.follows(asked.place)) await this.#wait(job, asked.place, signal);
		const found = cache.find(asked.place);
		if (!found || !asked.isExplicit) return found;
		// Asked for, it is not enough that there was nothing; asked for once more, one is not enough.
		if (found.length === 1) return await this.#others(asked, found, signal);
		return found.length > 0 ? found : undefined;
	}

	async #fresh(asked: Asked, signal: AbortSignal): Promise<readonly FoundCompletion[]> {
		const { cache, clock, rhythm } = this.#with;
		// Editors wait a little themselves before they ask.
		const sinceKey = clock.now() - this.#lastKey;
		await pause(clock, rhythm.delay({ ...asked, isCached: false }) - sinceKey, signal);
		const serving = await this.#serving(asked, signal);
		if (!serving) return [];
		const begin = clock.now();
		const job = await this.#ask(asked, serving, signal);
		await this.#wait(job, asked.place, signal);
		const found = cache.find(asked.place) ?? [];
		if (found[0] && clock.now() - begin < quick) void this.#lookAhead(asked.place, found[0], serving);
		return found;
	}

	/** Has the model write what the user waits for. */
	async #ask(asked: Asked, serving: Serving, signal: AbortSignal): Promise<CompletionJob> {
		const { clock, counts, pace, rhythm } = this.#with;
		const request = await this.#requestFor(asked.place, serving, greedy);
		signal.throwIfAborted();
		const begin = clock.now();
		counts.requested();
		return this.#start({ ...asked, serving, request }, (outcome) => {
			const time = clock.now() - begin;
			pace.took(time, outcome.text !== undefined);
			if (outcome.text === undefined) counts.cancelled();
			else rhythm.answered(time);
			this.#keep(asked, outcome);
		});
	}

	/** The one that is known, and others that differ from it. */
	async #others(
		asked: Asked,
		known: readonly FoundCompletion[],
		signal: AbortSignal,
	): Promise<readonly FoundCompletion[]> {
		const { cache } = this.#with;
		const serving = await this.#serving(asked, signal);
		if (!serving) return known;
		const texts = new Map(known.map((completion): [string, CachedCompletion] => [completion.text, completion]));
		for (const sampling of otherWays) {
			const request = await this.#requestFor(asked.place, serving, sampling);
			signal.throwIfAborted();
			const job = this.#start({ ...asked, serving, request }, (outcome) => {
				if (outcome.text) texts.set(outcome.text, this.#completion(outcome));
			});
			await this.#wait(job, asked.place, signal);
		}
		cache.add(asked.place, [...texts.values()]);
		return cache.find(asked.place) ?? known;
	}

	/** Writes what may come after a completion that is shown, for when it is accepted. */
	async #lookAhead(shown: Place, { replaced, text }: FoundCompletion, serving: Serving): Promise<void> {
		const { cache } = this.#with;
		const place = { ...shown, before: shown.before + text, after: shown.after.slice(replaced) };
		if (cache.find(place)) return;
		const request = await this.#requestFor(place, serving, greedy);
		if (this.#job || this.#warming || this.isPaused) return;
		const asked = { place, isExplicit: false };
		this.#start({ ...asked, serving, request }, (outcome) => this.#keep(asked, outcome));
	}

	#keep({ isExplicit, place }: Asked, outcome: JobOutcome): void {
		const { cache, settings } = this.#with;
		if (outcome.text === undefined) return;
		const isProbable = isExplicit || outcome.probability >= settings().completion.minProbability;
		cache.add(place, isProbable && outcome.text !== "" ? [this.#completion(outcome)] : []);
	}

	#completion({ result, text = "" }: JobOutcome): CachedCompletion {
		return { id: String(++this.#lastId), text, isComplete: result.end !== "length" };
	}

	/** Has the model write, instead of what it wrote before. */
	#start(
		{ place, request, serving }: { readonly place: Place; readonly serving: Serving; readonly request: JobRequest },
		onEnd: (outcome: JobOutcome) => void,
	): CompletionJob {
		const job = new CompletionJob({
			engine: serving.engine,
			request,
			place,
			extent: extentAt(place),
			onEnd: (outcome) => {
				this.#count(outcome.result);
				onEnd(outcome);
			},
		});
		this.#job = job;
		void job.ended.then(() => {
			if (this.#job === job) this.#job = undefined;
			this.#with.onUse();
		});
		return job;
	}

	async #wait(job: CompletionJob, place: Place, signal: AbortSignal): Promise<void> {
		const giveUp = () => void (job.isWaitedFor || job.stop());
		await job.wait(place, () => this.#with.clock.after(grace, giveUp), signal);
	}

	async #serving({ isExplicit }: Asked, signal: AbortSignal): Promise<Serving | undefined> {
		const { isRunning, model, pace } = this.#with;
		if (isExplicit) pace.reset();
		else if (this.isPaused || pace.isTooSlow) return undefined;
		return await model.ready({ isExplicit, isRunning: isRunning() }, signal);
	}

	async #requestFor(place: Place, serving: Serving, sampling: Sampling): Promise<JobRequest> {
		const { frames, onPrompt, settings } = this.#with;
		const { engine, model } = serving;
		const { frame, typed } = await frames.at(place, engine, budgetFor(model, settings().context.maxTokens));
		const prompt = serving.promptOf(frame);
		onPrompt(prompt, typed);
		return { prompt, typed, sampling };
	}

	#count({ evaluatedTokens, promptTokens }: CompleteResult): void {
		this.#with.counts.evaluated({ evaluatedTokens, promptTokens });
	}
}

type JobRequest = JobOptions["request"];
