// How the efforts read, in the quick pick, the menu and the status bar.
import { type Action, actions } from "../../server/protocol/action";
import { type Budgets, budgetOf, type Effort } from "../../server/protocol/settings";

export const effortTitles = {
	none: "None",
	brief: "Brief",
	normal: "Normal",
	deep: "Deep",
	unlimited: "Unlimited",
} as const satisfies Readonly<Record<Effort, string>>;

/** `1,024 tokens`, and which actions have another budget: `1,024 tokens · Explain 128`. */
export function budgetText(
	budgets: Budgets,
	effort: Effort,
	titles: Readonly<Record<Action, { readonly title: string }>>,
): string {
	if (effort === "none") {
		return "No thought: the model answers at once";
	}
	if (effort === "unlimited") {
		return "As long as the model likes";
	}
	const own = actions.flatMap((action) => {
		const budget = budgetOf(budgets, action, effort);
		return budget === budgets[effort] ? [] : [`${titles[action].title.replace("…", "")} ${countOf(budget)}`];
	});
	return [`${countOf(budgets[effort])} tokens`, ...own].join(" · ");
}

function countOf(tokens: number | null): string {
	return tokens === null ? "no limit" : tokens.toLocaleString("en");
}
