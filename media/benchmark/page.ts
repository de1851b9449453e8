import { button, element } from "../reasoning/element";
import type { BenchmarkView, FromBenchmarkPage, ToBenchmarkPage } from "./protocol";
import { renderChart } from "./renderChart";
import { renderList } from "./renderList";
import { RunningCard } from "./renderRunning";
import { renderFigures, renderProblems } from "./renderTables";
import { type CodedView, compared, problemSets, type Selection, shown, styleOf, toggled } from "./selection";

export interface PageHost {
	readonly send: (message: FromBenchmarkPage) => void;
	/** Told of each change, so that the page can be opened again as it was. */
	readonly keep: (selection: Selection) => void;
}

/** All of the page. It is drawn anew when a figure changes; what goes on is drawn by itself. */
export class BenchmarkPage {
	readonly #host: PageHost;
	readonly #running: RunningCard;
	readonly #content = element("main");
	#benchmarks: readonly BenchmarkView[] = [];
	#selection: Selection;
	#isReady = false;
	#width = 0;

	constructor(root: HTMLElement, selection: Selection, host: PageHost) {
		this.#host = host;
		this.#selection = selection;
		this.#running = new RunningCard(() => host.send({ kind: "cancel" }));
		const start = button("New Benchmark…", () => host.send({ kind: "start" }), { look: "primary" });
		const head = element("header", {}, element("h1", {}, "Benchmarks"), start);
		root.append(head, this.#running.element, this.#content);
		new ResizeObserver(() => this.#resized()).observe(this.#content);
	}

	receive(message: ToBenchmarkPage): void {
		this.#running.update(message.running);
		if (message.kind !== "benchmarks") return;
		this.#isReady = true;
		this.#benchmarks = message.benchmarks;
		this.#draw();
	}

	#resized(): void {
		const { clientWidth } = this.#content;
		if (clientWidth === this.#width) return;
		this.#width = clientWidth;
		if (this.#isReady) this.#draw();
	}

	#select(selection: Selection): void {
		this.#selection = selection;
		this.#host.keep(selection);
		this.#draw();
	}

	#draw(): void {
		const focused = document.activeElement?.closest<HTMLElement>("[data-focus]")?.dataset["focus"];
		const offsets = new Map([...this.#content.querySelectorAll(".table-box")].map((it, at) => [at, it.scrollLeft]));
		this.#content.replaceChildren(...(this.#benchmarks.length === 0 ? [empty()] : this.#sections()));
		for (const [at, it] of [...this.#content.querySelectorAll(".table-box")].entries())
			it.scrollLeft = offsets.get(at) ?? 0;
		if (focused !== undefined) {
			this.#content.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
		}
	}

	#sections(): readonly HTMLElement[] {
		const all = this.#benchmarks;
		const visible = shown(all, this.#selection);
		const over = compared(all, this.#selection);
		const list = renderList(all, this.#selection.hidden, {
			toggle: (id) => this.#select(toggled(this.#selection, id)),
			remove: (id) => this.#host.send({ kind: "delete", id }),
		});
		return [
			section("Compare", list),
			...(visible.length === 0 ? [element("p", { class: "muted" }, "Check a benchmark to see its figures.")] : []),
			...(over.some(({ coding }) => coding.results.length > 0) ? [this.#chart(over)] : []),
			...(visible.length === 0 ? [] : [section("Speed and score", renderFigures(visible))]),
			...(over.length === 0 ? [] : [section("Problem by problem", renderProblems(over))]),
			...(visible.length === 0 ? [] : [this.#exports(visible)]),
		];
	}

	#chart(over: readonly CodedView[]): HTMLElement {
		const { axis } = this.#selection;
		const style = (it: BenchmarkView) => styleOf(this.#benchmarks, it);
		const chart = renderChart(over, { axis, width: Math.max(240, this.#width), styleOf: style });
		const most = Math.max(...over.map(({ coding }) => coding.results.length));
		const note = `Whiskers span the 95 % interval: with ${most} ${most === 1 ? "problem" : "problems"}, a difference within them may be chance.`;
		return section(
			"Problems solved",
			element("div", { class: "chart-options" }, this.#problemsField(over), this.#axisField()),
			chart,
			element("p", { class: "note" }, note),
		);
	}

	/** Figures over different problems say nothing of each other: one set is looked at. */
	#problemsField(over: readonly CodedView[]): HTMLElement {
		const sets = problemSets(shown(this.#benchmarks, this.#selection));
		const current = over[0]?.coding;
		if (sets.length < 2) return element("p", {}, `${current?.problems ?? ""}, ${current?.count ?? 0}`);
		const select = element("select", { id: "problems", "data-focus": "problems" });
		for (const { count, key, problems } of sets)
			select.append(element("option", { value: key }, `${problems}, ${count}`));
		select.value = current?.key ?? "";
		select.addEventListener("change", () => this.#select({ ...this.#selection, problems: select.value }));
		return element("p", {}, element("label", { for: "problems" }, "Problems "), select);
	}

	#axisField(): HTMLElement {
		const options = (["tokens", "time"] as const).map((axis) => {
			const radio = element("input", { type: "radio", name: "axis", id: `axis-${axis}`, "data-focus": `axis-${axis}` });
			radio.checked = this.#selection.axis === axis;
			radio.addEventListener("change", () => this.#select({ ...this.#selection, axis }));
			return element("span", {}, radio, element("label", { for: radio.id }, axis === "tokens" ? "Tokens" : "Time"));
		});
		return element("fieldset", {}, element("legend", { class: "hidden" }, "Cost of a problem"), ...options);
	}

	#exports(visible: readonly BenchmarkView[]): HTMLElement {
		const ids = visible.map(({ id }) => id);
		const made = (["markdown", "json"] as const).map((format) => {
			const label = format === "markdown" ? "Export as Markdown" : "Export as JSON";
			const it = button(label, () => this.#host.send({ kind: "export", ids, format }), { look: "secondary" });
			it.dataset["focus"] = format;
			return it;
		});
		return element("div", { class: "buttons" }, ...made);
	}
}

function section(title: string, ...children: readonly HTMLElement[]): HTMLElement {
	return element("section", { "aria-label": title }, element("h2", {}, title), ...children);
}

function empty(): HTMLElement {
	return element(
		"p",
		{ class: "empty" },
		"Nothing has been measured yet. A benchmark tells how quick the model is on this machine and, if you like, how many programming problems it solves at which effort.",
	);
}
