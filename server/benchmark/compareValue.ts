/** Whether a function returned what is expected, as Python compares: both are JSON, whose integers may be of any size. */

/** What is not JSON equals nothing. */
export function isSameValue(returned: string, expected: string): boolean {
	const value = parse(returned);
	return value !== undefined && isSame(value.value, parse(expected)?.value);
}

interface Parsed {
	readonly value: unknown;
}

/** Numbers become strings that begin with `#`, strings get a quote before them: `JSON.parse` alone would round the numbers. */
function parse(json: string): Parsed | undefined {
	const marked = json.replace(
		/"([^"\\]*(?:\\.[^"\\]*)*)"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
		(token, text: string | undefined) => (text === undefined ? `"#${token}"` : `"'${text}"`),
	);
	try {
		return { value: JSON.parse(marked) };
	} catch {
		// No JSON, or NaN and infinity, which have no way of writing there.
		return undefined;
	}
}

function isSame(one: unknown, other: unknown): boolean {
	if (Array.isArray(one) && Array.isArray(other)) {
		return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
	}
	if (isObject(one) && isObject(other)) return isSameObject(one, other);
	const numbers = [one, other].map(numberOf);
	const [a, b] = numbers;
	return a !== undefined && b !== undefined ? isSameNumber(a, b) : one === other;
}

function isSameObject(one: object, other: object): boolean {
	const entries = new Map<string, unknown>(Object.entries(other));
	const keys = Object.entries(one);
	return (
		keys.length === entries.size && keys.every(([key, value]) => entries.has(key) && isSame(value, entries.get(key)))
	);
}

function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As it is written; to Python, `True` equals 1. */
function numberOf(value: unknown): string | undefined {
	if (typeof value === "boolean") return value ? "1" : "0";
	return typeof value === "string" && value.startsWith("#") ? value.slice(1) : undefined;
}

function isSameNumber(one: string, other: string): boolean {
	const areIntegers = [one, other].every((it) => /^-?\d+$/.test(it));
	return areIntegers ? BigInt(one) === BigInt(other) : Number(one) === Number(other);
}
