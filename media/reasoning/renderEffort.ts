/** How long the next run may think: one of five, as a row of radio buttons. */
import { element } from "./element";
import type { EffortView } from "./protocol";

/** `short` stands where the sidebar is narrow. */
const efforts = [
	{ effort: "none", label: "None", hint: "No thought: the answer at once" },
	{ effort: "brief", label: "Brief", hint: "A brief thought: the quickest that still helps" },
	{ effort: "normal", label: "Normal", hint: "A thought of usual length" },
	{ effort: "deep", label: "Deep", hint: "A long thought: for what is hard" },
	{
		effort: "unlimited",
		label: "Unlimited",
		short: "∞",
		hint: "No limit: it thinks until it comes to an end by itself",
	},
] as const satisfies readonly {
	readonly effort: EffortView;
	readonly label: string;
	readonly short?: string;
	readonly hint: string;
}[];

export class EffortControl {
	readonly root: HTMLElement;
	readonly #inputs: ReadonlyMap<EffortView, HTMLInputElement>;
	#shown: EffortView | undefined;

	constructor(onChange: (effort: EffortView) => void) {
		const inputs = new Map<EffortView, HTMLInputElement>();
		this.root = element("div", {
			class: "effort",
			role: "radiogroup",
			"aria-label": "How long the next run may think",
		});
		for (const { effort, label, hint, ...rest } of efforts) {
			const input = element("input", {
				type: "radio",
				name: "effort",
				value: effort,
				"aria-label": label,
				title: hint,
			});
			input.addEventListener("change", () => onChange(effort));
			inputs.set(effort, input);
			this.root.append(element("label", {}, input, ...renderLabel(label, "short" in rest ? rest.short : undefined)));
		}
		this.#inputs = inputs;
	}

	update(effort: EffortView): void {
		// What the user has just picked stays until the extension says otherwise.
		const input = effort === this.#shown ? undefined : this.#inputs.get(effort);
		if (input !== undefined) {
			this.#shown = effort;
			input.checked = true;
		}
	}
}

function renderLabel(label: string, short: string | undefined): readonly HTMLElement[] {
	return short === undefined
		? [element("span", {}, label)]
		: [element("span", { class: "full" }, label), element("span", { class: "short" }, short)];
}
