/** A name for a new file beside others: `cart.test.ts`, else `cart2.test.ts`, else `cart3.test.ts`, … */
export async function freeName(name: string, isTaken: (name: string) => Promise<boolean>): Promise<string> {
	let candidate = name;
	for (let number = 2; await isTaken(candidate); number++) {
		candidate = numbered(name, number);
	}
	return candidate;
}

/** The number stands before the first dot, so that a test runner's pattern (`*.test.ts`, `test_*.py`) still fits. */
function numbered(name: string, number: number): string {
	const dot = name.indexOf(".", 1);
	return dot < 0 ? `${name}${number}` : `${name.slice(0, dot)}${number}${name.slice(dot)}`;
}
