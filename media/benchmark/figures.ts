/** Figures of a benchmark, and how they are written. */
import type { CodingView } from "./protocol";

/** Share of the problems tried so far that are solved, from 0 to 1; null before the first. */
export function passRate({ results }: CodingView): number | null {
	return results.length === 0 ? null : passedCount(results) / results.length;
}

export function passedCount(results: CodingView["results"]): number {
	return results.filter(({ isPassed }) => isPassed).length;
}

export function meanOf(results: CodingView["results"], what: "tokens" | "time"): number | null {
	return results.length === 0 ? null : results.reduce((sum, it) => sum + it[what], 0) / results.length;
}

/** Of the normal distribution, for 95 %. */
const z = 1.96;

/** Where the true pass rate lies with a certainty of 95 %: Wilson's interval, which holds for few problems too. */
export function interval(passed: number, count: number): readonly [low: number, high: number] {
	const rate = passed / count;
	const spread = z * Math.sqrt((rate * (1 - rate)) / count + (z * z) / (4 * count * count));
	const centre = rate + (z * z) / (2 * count);
	const scale = 1 + (z * z) / count;
	return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

/** Round numbers from 0 to the first that is not below `max`, about `count` of them. */
export function ticks(max: number, count: number): readonly number[] {
	const rough = Math.max(max, Number.MIN_VALUE) / count;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 2.5, 5, 10].map((it) => it * power).find((it) => it >= rough * 0.999) ?? rough;
	return Array.from({ length: Math.ceil((max / step) * 0.999) + 1 }, (_, index) => index * step);
}

export const unknown = "–";

export function percent(share: number): string {
	return `${Math.round(share * 100)} %`;
}

export function count(number: number): string {
	return Math.round(number).toLocaleString("en");
}

export function duration(milliseconds: number): string {
	if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
	const seconds = milliseconds / 1000;
	if (seconds < 60) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

export function speed(tokensPerSecond: number): string {
	return tokensPerSecond >= 100 ? count(tokensPerSecond) : tokensPerSecond.toFixed(1);
}

export function bytes(size: number): string {
	return size >= 1e9 ? `${(size / 1e9).toFixed(1)} GB` : `${Math.round(size / 1e6)} MB`;
}

export function orUnknown(value: number | null, write: (value: number) => string): string {
	return value === null ? unknown : write(value);
}
