/** The figures in tables: of each benchmark, and of each problem. */
import { element, icon } from "../reasoning/element";
import { bytes, count, duration, meanOf, orUnknown, passedCount, passRate, percent, speed, unknown } from "./figures";
import type { BenchmarkView, ResultView } from "./protocol";
import type { CodedView } from "./selection";

export function renderFigures(benchmarks: readonly BenchmarkView[]): HTMLElement {
	const heads = [
		"Benchmark",
		"Pass@1",
		"Tokens per problem",
		"Time per problem",
		"Prompt (tokens/s)",
		"Writing (tokens/s)",
		"First thought",
		"Load",
		"Memory",
	];
	const rows = benchmarks.map((benchmark) =>
		element("tr", {}, rowHead(benchmark), ...figuresOf(benchmark).map((it) => element("td", { class: "number" }, it))),
	);
	return table("Speed and score", heads, rows);
}

function rowHead({ effort, model }: BenchmarkView): HTMLElement {
	return element("th", { scope: "row" }, named(model, effort));
}

function named(model: string, effort: string): HTMLElement {
	return element("span", {}, model, " ", element("span", { class: "effort" }, effort));
}

function figuresOf({ coding, speed: measured }: BenchmarkView): readonly string[] {
	const results = coding?.results ?? [];
	const rate = coding && passRate(coding);
	return [
		rate === null ? unknown : `${percent(rate)} (${passedCount(results)}/${results.length})`,
		orUnknown(meanOf(results, "tokens"), count),
		orUnknown(meanOf(results, "time"), duration),
		orUnknown(measured?.promptSpeed ?? null, speed),
		orUnknown(measured?.decodeSpeed || null, speed),
		orUnknown(measured?.firstThought ?? null, duration),
		orUnknown(measured?.loadTime ?? null, duration),
		orUnknown(measured?.memory ?? null, bytes),
	];
}

/** A row for each problem, a column for each benchmark. */
export function renderProblems(benchmarks: readonly CodedView[]): HTMLElement {
	const problems = new Map(benchmarks.flatMap(({ coding }) => coding.results).map((it) => [it.id, it]));
	const heads = ["Problem", ...benchmarks.map(({ effort, model }) => named(model, effort))];
	const rows = [...problems.values()].map((problem) => {
		const cells = benchmarks.map(({ coding }) => renderCell(coding.results.find(({ id }) => id === problem.id)));
		const difficulty = element("span", { class: "muted" }, problem.difficulty);
		return element("tr", {}, element("th", { scope: "row" }, problem.title, " ", difficulty), ...cells);
	});
	return table("Problem by problem", heads, rows);
}

function renderCell(result: ResultView | undefined): HTMLElement {
	if (!result) return element("td", { class: "muted" }, "Not tried");
	const { detail, isPassed, outcome, time, tokens } = result;
	return element(
		"td",
		{ class: isPassed ? "passed" : "failed" },
		element("span", { class: "outcome" }, icon(isPassed ? "decide" : "close"), element("span", {}, outcome)),
		...(detail === "" ? [] : [element("span", { class: "detail" }, detail)]),
		element("span", { class: "muted cost" }, `${count(tokens)} tokens · ${duration(time)}`),
	);
}

/** Wide ones scroll by themselves, by keyboard too. */
function table(caption: string, heads: readonly (HTMLElement | string)[], rows: readonly HTMLElement[]): HTMLElement {
	const head = element("tr", {}, ...heads.map((it) => element("th", { scope: "col" }, it)));
	return element(
		"div",
		{ class: "table-box", tabindex: "0", role: "region", "aria-label": caption, "data-focus": caption },
		element(
			"table",
			{},
			element("caption", { class: "hidden" }, caption),
			element("thead", {}, head),
			element("tbody", {}, ...rows),
		),
	);
}
