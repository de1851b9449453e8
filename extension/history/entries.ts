import type { HistoryEntry, OutcomeView } from "../../media/reasoning/protocol";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import { familiesOf } from "./families";
import { decoded, placeOf } from "./place";
import { excerptOf, hasWords, wordsOf } from "./search";

/** The families that a query finds, newest first; each as its newest run that the query finds. */
export function historyEntries(
	runs: readonly RunSnapshot[],
	query: string,
	outcomeOf: (run: RunSnapshot) => OutcomeView,
): readonly HistoryEntry[] {
	const words = wordsOf(query);
	return familiesOf(runs).flatMap((family) => {
		const run = family.find((it) => hasWords(it, words));
		return run ? [entryOf(run, family, { outcome: outcomeOf(run), excerpt: excerptOf(run, words) })] : [];
	});
}

function entryOf(
	{ id, root, date, action, instruction, model, stats, ...run }: RunSnapshot,
	family: readonly RunSnapshot[],
	known: Pick<HistoryEntry, "outcome" | "excerpt">,
): HistoryEntry {
	return {
		id,
		root,
		date,
		action,
		where: placeOf(run),
		path: decoded(run.uri.replace(/^\w+:\/\//, "")),
		instruction,
		model,
		tokensPerSecond: stats.tokensPerSecond,
		branches: family.length,
		isActive: family.some((it) => !hasEnded(it.state)),
		...known,
	};
}
