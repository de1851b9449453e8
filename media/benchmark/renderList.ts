/** The benchmarks that there are: which of them are compared, and what each came to. */
import { button, element, icon, svgElement } from "../reasoning/element";
import { passedCount } from "./figures";
import type { BenchmarkView } from "./protocol";
import { shape } from "./renderChart";
import { styleOf } from "./selection";

export interface ListActions {
	readonly toggle: (id: string) => void;
	readonly remove: (id: string) => void;
}

export function renderList(
	all: readonly BenchmarkView[],
	hidden: readonly string[],
	actions: ListActions,
): HTMLElement {
	const items = all.map((benchmark) =>
		renderItem(benchmark, styleOf(all, benchmark), !hidden.includes(benchmark.id), actions),
	);
	return element("ul", { class: "benchmarks", "aria-label": "Benchmarks to compare" }, ...items);
}

function renderItem(benchmark: BenchmarkView, style: number, isShown: boolean, actions: ListActions): HTMLElement {
	const { date, effort, id, message, model, place, state } = benchmark;
	const box = element("input", { type: "checkbox", id: `show-${id}`, "data-focus": `show-${id}` });
	box.checked = isShown;
	box.addEventListener("change", () => actions.toggle(id));
	const when = new Date(date).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
	const label = element(
		"label",
		{ for: box.id },
		element(
			"span",
			{ class: "name" },
			swatch(style),
			element("span", {}, model),
			element("span", { class: "effort" }, effort),
		),
		element("span", { class: "facts" }, [score(benchmark), place, when].filter((it) => it !== "").join(" · ")),
		...(message === "" ? [] : [element("span", { class: "problem" }, message)]),
	);
	const remove = button(icon("trash"), () => actions.remove(id), {
		look: "tool",
		name: `Delete the benchmark of ${model}, ${effort}`,
		hint: "Delete",
	});
	remove.dataset["focus"] = `delete-${id}`;
	// What goes on is cancelled first.
	return element("li", {}, box, label, ...(state === "running" ? [] : [remove]));
}

function swatch(style: number): SVGElement {
	const svg = svgElement("svg", { viewBox: "-8 -8 16 16", class: "swatch", "aria-hidden": "true" });
	svg.append(svgElement("path", { class: `marker style-${style}`, d: shape(style) }));
	return svg;
}

const states = { running: "under way", complete: "", stopped: "stopped early", failed: "failed" } as const;

function score({ coding, state }: BenchmarkView): string {
	const ending = states[state];
	if (!coding) return ["speed only", ending].filter((it) => it !== "").join(", ");
	const { count, results } = coding;
	const solved = `${passedCount(results)} of ${results.length} solved`;
	const rest = results.length < count ? `, ${count - results.length} not tried` : "";
	return `${solved}${rest}${ending === "" ? "" : `, ${ending}`}`;
}
