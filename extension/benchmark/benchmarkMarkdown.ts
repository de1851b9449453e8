// Benchmarks as a document to keep or to share.
import type { BenchmarkView, CodingView } from "../../media/benchmark/protocol";

/** Those over other problems get a table of their own. */
export function benchmarksMarkdown(benchmarks: readonly BenchmarkView[]): string {
	const coded = benchmarks.flatMap((it) => (it.coding ? [{ ...it, coding: it.coding }] : []));
	const keys = [...new Set(coded.map(({ coding }) => coding.key))];
	return [
		"# Benchmarks",
		table(figureHeads, benchmarks.map(figures)),
		...keys.map((key) => problemsSection(coded.filter(({ coding }) => coding.key === key))),
		"",
	].join("\n\n");
}

const figureHeads = [
	"Model",
	"Ran on",
	"Effort",
	"Date",
	"Pass@1",
	"Tokens per problem",
	"Seconds per problem",
	"Prompt tokens/s",
	"Written tokens/s",
	"First thought (s)",
	"Load (s)",
	"Memory (GB)",
];

function figures({ coding, date, effort, model, place, speed }: BenchmarkView): readonly string[] {
	const results = coding?.results ?? [];
	const passed = results.filter(({ isPassed }) => isPassed).length;
	const mean = (values: readonly number[]) => values.reduce((sum, it) => sum + it, 0) / values.length;
	const has = results.length > 0;
	return [
		model,
		place,
		effort,
		new Date(date).toISOString().slice(0, 10),
		has ? `${Math.round((100 * passed) / results.length)} % (${passed}/${results.length})` : "–",
		has ? String(Math.round(mean(results.map(({ tokens }) => tokens)))) : "–",
		has ? seconds(mean(results.map(({ time }) => time))) : "–",
		speed?.promptSpeed ? speed.promptSpeed.toFixed(1) : "–",
		speed?.decodeSpeed ? speed.decodeSpeed.toFixed(1) : "–",
		typeof speed?.firstThought === "number" ? seconds(speed.firstThought) : "–",
		typeof speed?.loadTime === "number" ? seconds(speed.loadTime) : "–",
		typeof speed?.memory === "number" ? (speed.memory / 1e9).toFixed(1) : "–",
	];
}

function problemsSection(benchmarks: readonly (BenchmarkView & { readonly coding: CodingView })[]): string {
	const titles = new Map(benchmarks.flatMap(({ coding }) => coding.results).map(({ id, title }) => [id, title]));
	const rows = [...titles].map(([id, title]) => [
		title,
		...benchmarks.map(({ coding }) => {
			const result = coding.results.find((it) => it.id === id);
			return result ? `${result.outcome} (${result.tokens} tokens, ${seconds(result.time)} s)` : "Not tried";
		}),
	]);
	const heads = ["Problem", ...benchmarks.map(({ effort, model }) => `${model}, ${effort}`)];
	return `## ${cell(benchmarks[0]?.coding.problems ?? "")}\n\n${table(heads, rows)}`;
}

function seconds(milliseconds: number): string {
	return (milliseconds / 1000).toFixed(1);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
	const [head, ...body] = [heads, ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`);
	return [head, `|${" --- |".repeat(heads.length)}`, ...body].join("\n");
}

/** Titles are another's words: none of them may end its cell. */
function cell(text: string): string {
	return text
		.replace(/\s+/g, " ")
		.replace(/[\\|`*_<>[\]#]/g, "\\$&")
		.trim();
}
