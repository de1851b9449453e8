// What can be measured, as the user picks it.

export type Measure = "speed" | "own" | "file" | "results";

export interface MeasureItem {
	readonly measure: Measure;
	readonly label: string;
	readonly detail: string;
}

/** What a model wrote runs in trusted workspaces alone. `file`: name of the problems that were chosen last; empty: none. */
export function measureItems(options: {
	readonly isTrusted: boolean;
	readonly hasResults: boolean;
	readonly file: string;
}): readonly MeasureItem[] {
	return [
		{ measure: "speed", label: "Speed", detail: "Load time, prompt and writing speed, first thought, memory" },
		...(options.isTrusted ? codingItems(options.file) : []),
		...(options.hasResults ? [{ measure: "results", label: "Show Earlier Results", detail: "" } as const] : []),
	];
}

function codingItems(file: string): readonly MeasureItem[] {
	return [
		{
			measure: "own",
			label: "Speed and Coding",
			detail: "Also the 12 problems that come with Rationale: solved with thought, judged by running the solutions",
		},
		{
			measure: "file",
			label: "Speed and Coding, with Problems from a File…",
			detail: `In LiveCodeBench's format${file === "" ? "" : `, such as ${file}`}`,
		},
	];
}

export function measurePlaceholder(isTrusted: boolean): string {
	return isTrusted
		? "What is to be measured of the model that is set?"
		: "This workspace is not trusted, so only the speed can be measured.";
}
