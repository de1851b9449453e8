/** How long to wait after a key before the model is asked: until the user is likely to have stopped, and no longer. */
import { lineBefore, type Place } from "./place";

export interface Pause {
	readonly place: Place;
	/** The user asked for it. */
	readonly isExplicit: boolean;
	/** The answer is known and costs nothing. */
	readonly isCached: boolean;
}

/** Milliseconds between keys from which on each key is taken for the last one for now: to wait for the next takes too long. */
const slow = 350;

/** Milliseconds between keys of a fluent typist, about 70 words a minute: for the first burst. */
const usual = 150;

/** Intervals that are remembered: a word or two, so that the rhythm is today's. */
const maxIntervals = 10;

/** Of how many of the intervals the next one is expected to be no longer: the rhythm of a burst is uneven. */
const share = 0.8;

/**
 * How much longer than the next key is expected to take. In a word there is one to come; behind a word or a bracket it is
 * worth being early.
 */
const margin = { inWord: 1.6, atPause: 1.2 };

/**
 * Milliseconds. A model that answers so quickly may be asked between two keys: what is overtaken has cost little, and what
 * is not comes sooner. In a replay of typing with answers in 30 ms, the median wait fell from 200 to 120 ms.
 */
const quick = { answer: 50, share: 0.6 };
/** Milliseconds. From here on, each request that is overtaken is felt in the next. */
const notQuick = 400;

/** Answers are remembered to tell how long the next one takes. */
const maxAnswers = 5;

/** Of the time that an answer takes: the slower it is, the more it costs to be overtaken. */
const answerShare = 0.2;
/** Milliseconds. With a slow model the wait should not be felt on top. */
const maxForAnswer = 200;

/** Milliseconds. Two keys that are pressed at once come one after the other. */
const minDelay = 30;
/** Milliseconds. Longer waits feel as if nothing came. */
const maxDelay = 600;

/** Learns from the keys how fast somebody types. */
export class TypingRhythm {
	#lastKey: number | undefined;
	/** Fast ones, the newest last. */
	readonly #intervals: number[] = [];
	/** Slow ones that came last, in a row. */
	#pauses = 0;
	readonly #latencies: number[] = [];

	/** To be called at each change that the user makes; `at` is in milliseconds. */
	typed(at: number): void {
		const interval = at - (this.#lastKey ?? Number.NEGATIVE_INFINITY);
		this.#lastKey = at;
		if (interval >= slow) {
			this.#pauses++;
			return;
		}
		this.#pauses = 0;
		this.#intervals.push(interval);
		if (this.#intervals.length > maxIntervals) this.#intervals.shift();
	}

	/** To be called with the milliseconds that the model took for an answer. */
	answered(latency: number): void {
		this.#latencies.push(latency);
		if (this.#latencies.length > maxAnswers) this.#latencies.shift();
	}

	/** Milliseconds to wait; a key that comes meanwhile begins it anew. */
	delay({ place, isExplicit, isCached }: Pause): number {
		if (isExplicit || isCached) return 0;
		const delay = this.#untilNextKey(place) + this.#forAnswer();
		return Math.min(Math.max(Math.round(delay), minDelay), maxDelay);
	}

	#untilNextKey(place: Place): number {
		// One pause may be followed by a burst, two in a row are somebody who thinks at each key.
		if (this.#pauses > 1) return 0;
		const interval = quantile(this.#intervals, share) ?? usual;
		return interval * (isNaturalPause(place) ? margin.atPause : margin.inWord) * this.#patience();
	}

	/** Of the margin, as much as the model's answers are worth waiting for. */
	#patience(): number {
		const answer = quantile(this.#latencies, 0.5) ?? notQuick;
		const part = (answer - quick.answer) / (notQuick - quick.answer);
		return quick.share + (1 - quick.share) * Math.min(Math.max(part, 0), 1);
	}

	#forAnswer(): number {
		return Math.min((quantile(this.#latencies, 0.5) ?? 0) * answerShare, maxForAnswer);
	}
}

/** A new line, or behind a word or what opens or joins something. */
function isNaturalPause(place: Place): boolean {
	const line = lineBefore(place);
	return line.trim() === "" || /[\s.({[=,:;>]$/.test(line);
}

/** The value that this share of the values does not exceed. */
function quantile(values: readonly number[], share: number): number | undefined {
	return [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1];
}
