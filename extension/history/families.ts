/** What belongs together: the run that began it and all its branches have the same root. */
interface Member {
	readonly root: string;
	readonly date: number;
}

/** Newest first, families (by their newest run) as well as the runs in each. */
export function familiesOf<T extends Member>(runs: readonly T[]): readonly (readonly T[])[] {
	const families = new Map<string, T[]>();
	for (const run of runs.toSorted((a, b) => b.date - a.date)) {
		const family = families.get(run.root);
		if (family) {
			family.push(run);
		} else {
			families.set(run.root, [run]);
		}
	}
	return [...families.values()];
}
