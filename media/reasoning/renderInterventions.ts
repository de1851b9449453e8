/** Slim lines between the steps: what the user, the budget or a guard did to the thought there. */
import { element, type IconName, icon } from "./element";
import { interventionText, stepBefore } from "./interventions";
import type { InterventionView, RunView } from "./protocol";

const icons = {
	answerNow: "skip",
	thinkMore: "more",
	budget: "budget",
	context: "budget",
	rewound: "rewind",
	repetition: "repeat",
	language: "language",
} as const satisfies Record<InterventionView["kind"], IconName>;

export class InterventionLines {
	/** For what was done before the first step. */
	readonly lead = element("li", { class: "lead" });
	#run = "";
	readonly #lines: HTMLElement[] = [];

	/** Puts each line at the end of the step that it follows, also where that step was made anew. */
	update({ id, interventions, budget, steps }: RunView, homes: readonly HTMLElement[]): void {
		for (const line of this.#lines.splice(id === this.#run ? interventions.length : 0)) {
			line.remove();
		}
		this.#run = id;
		for (const [i, intervention] of interventions.entries()) {
			const line = this.#lines[i] ?? this.#make(intervention, budget);
			const home = homes[stepBefore(intervention, steps)] ?? this.lead;
			if (line.parentElement !== home) {
				home.append(line);
			}
		}
	}

	get hasLead(): boolean {
		return this.lead.childElementCount > 0;
	}

	#make(intervention: InterventionView, budget: RunView["budget"]): HTMLElement {
		const words = interventionText(intervention, budget)
			.split("`")
			.map((part, i) => (i % 2 === 0 ? part : element("code", {}, part)));
		const line = element(
			"div",
			{ class: "intervention", role: "note", "data-kind": intervention.kind },
			icon(icons[intervention.kind]),
			element("span", {}, ...words),
		);
		this.#lines.push(line);
		return line;
	}
}
