/** The chart: solved problems against what they cost, a point for each benchmark, a line for each model. */
import { element, svgElement } from "../reasoning/element";
import { count, duration, interval, meanOf, passedCount, passRate, percent, ticks } from "./figures";
import { type CodedView, lineOf } from "./selection";

export interface ChartOptions {
	readonly axis: "tokens" | "time";
	/** Pixels. */
	readonly width: number;
	/** Number of the way in which it is drawn. */
	readonly styleOf: (benchmark: CodedView) => number;
}

interface Point {
	readonly benchmark: CodedView;
	readonly style: number;
	readonly x: number;
	readonly y: number;
	readonly low: number;
	readonly high: number;
}

const height = 300;
const margin = { top: 14, right: 18, bottom: 44, left: 46 };
const labelHeight = 15;
/** Pixels that a label may take beside its point. */
const labelWidth = 70;

export function renderChart(benchmarks: readonly CodedView[], options: ChartOptions): HTMLElement {
	const { axis, width } = options;
	const write = axis === "tokens" ? count : duration;
	const measured = benchmarks.filter(({ coding }) => coding.results.length > 0);
	const marks = ticks(
		Math.max(1, ...measured.map(({ coding }) => meanOf(coding.results, axis) ?? 0)),
		width < 460 ? 3 : 5,
	);
	const right = width - margin.right;
	const scaleX = (value: number) => margin.left + (value / (marks.at(-1) || 1)) * (right - margin.left);
	const scaleY = (share: number) => height - margin.bottom - share * (height - margin.bottom - margin.top);
	const svg = svgElement("svg", {
		class: "chart",
		width: String(width),
		height: String(height),
		viewBox: `0 0 ${width} ${height}`,
		role: "img",
		"aria-label": describe(measured, axis),
	});
	for (const share of [0, 0.25, 0.5, 0.75, 1]) {
		svg.append(line("grid", margin.left, scaleY(share), right, scaleY(share)));
		svg.append(text("tick", margin.left - 8, scaleY(share) + 4, percent(share), "end"));
	}
	for (const [index, mark] of marks.entries()) {
		const anchor = index === marks.length - 1 ? "end" : "middle";
		svg.append(text("tick", scaleX(mark), height - margin.bottom + 18, write(mark), anchor));
	}
	const title = axis === "tokens" ? "Tokens per problem, on average" : "Time per problem, on average";
	svg.append(text("axis", (margin.left + right) / 2, height - 6, title, "middle"));
	const points = measured.map((benchmark) => pointOf(benchmark, options, scaleX, scaleY));
	svg.append(...connections(points), ...points.flatMap(whisker), ...points.map(marker), ...labels(points, right));
	return element("div", { class: "chart-box" }, svg);
}

function pointOf(
	benchmark: CodedView,
	{ axis, styleOf }: ChartOptions,
	scaleX: (value: number) => number,
	scaleY: (share: number) => number,
): Point {
	const { results } = benchmark.coding;
	const [low, high] = interval(passedCount(results), results.length);
	return {
		benchmark,
		style: styleOf(benchmark),
		x: scaleX(meanOf(results, axis) ?? 0),
		y: scaleY(passRate(benchmark.coding) ?? 0),
		low: scaleY(low),
		high: scaleY(high),
	};
}

/** Efforts of one model, from the cheapest to the dearest. */
function connections(points: readonly Point[]): readonly SVGElement[] {
	return [...new Set(points.map(({ benchmark }) => lineOf(benchmark)))]
		.map((name) => points.filter(({ benchmark }) => lineOf(benchmark) === name))
		.filter((line) => line.length > 1)
		.map((line) => {
			const path = [...line].sort((one, other) => one.x - other.x).map(({ x, y }) => `${x},${y}`);
			return svgElement("polyline", { class: `line style-${line[0]?.style ?? 0}`, points: path.join(" ") });
		});
}

function whisker({ high, low, style, x }: Point): readonly SVGElement[] {
	const name = `whisker style-${style}`;
	return [line(name, x, low, x, high), line(name, x - 3, low, x + 3, low), line(name, x - 3, high, x + 3, high)];
}

/** One for each style, around the origin. */
const shapes = [
	"M5 0a5 5 0 1 1-10 0a5 5 0 0 1 10 0z",
	"M-4.5-4.5h9v9h-9z",
	"M0-6l6 10.5H-6z",
	"M0-6.5L6.5 0L0 6.5L-6.5 0z",
	"M0 6L-6-4.5H6z",
	"M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
];

export function shape(style: number): string {
	return shapes[style] ?? "";
}

function marker({ benchmark, style, x, y }: Point): SVGElement {
	const path = svgElement("path", {
		class: `marker style-${style}`,
		d: shape(style),
		transform: `translate(${x} ${y})`,
	});
	const title = svgElement("title", {});
	title.textContent = `${benchmark.model}, ${benchmark.effort}`;
	path.append(title);
	return path;
}

/** Beside their points, moved apart where they would lie on each other. */
function labels(points: readonly Point[], right: number): readonly SVGElement[] {
	const placed: { readonly x: number; readonly y: number }[] = [];
	return [...points]
		.sort((one, other) => one.y - other.y)
		.map(({ benchmark, x, y }) => {
			const isLeft = x + labelWidth > right;
			let at = y + 4;
			while (placed.some((it) => Math.abs(it.x - x) < labelWidth && Math.abs(it.y - at) < labelHeight)) at += 1;
			placed.push({ x, y: at });
			return text("label", isLeft ? x - 10 : x + 10, at, benchmark.effort, isLeft ? "end" : "start");
		});
}

function line(name: string, x1: number, y1: number, x2: number, y2: number): SVGElement {
	return svgElement("line", { class: name, x1: String(x1), y1: String(y1), x2: String(x2), y2: String(y2) });
}

function text(name: string, x: number, y: number, content: string, anchor: string): SVGElement {
	const made = svgElement("text", { class: name, x: String(x), y: String(y), "text-anchor": anchor });
	made.textContent = content;
	return made;
}

/** What a screen reader says of it; the tables have the figures. */
function describe(benchmarks: readonly CodedView[], axis: ChartOptions["axis"]): string {
	const write = axis === "tokens" ? (value: number) => `${count(value)} tokens` : duration;
	const points = benchmarks.map(
		({ coding, effort, model }) =>
			`${model}, ${effort}: ${percent(passRate(coding) ?? 0)} solved at ${write(meanOf(coding.results, axis) ?? 0)} a problem`,
	);
	return `Chart of solved problems. ${points.join(". ")}.`;
}
