/** Whether a program printed what is expected, as LiveCodeBench judges it: line by line, numbers by their value. */

/** White space around lines and around the whole does not count; nor does how a number is written. */
export function isSameOutput(printed: string, expected: string): boolean {
	const lines = stripped(printed);
	const expectedLines = stripped(expected);
	return (
		lines.length === expectedLines.length && lines.every((line, index) => isSameLine(line, expectedLines[index] ?? ""))
	);
}

function stripped(text: string): string[] {
	return text
		.trim()
		.split("\n")
		.map((line) => line.trim());
}

function isSameLine(line: string, expected: string): boolean {
	if (line === expected) return true;
	const numbers = line.split(/\s+/).map(decimal);
	const expectedNumbers = expected.split(/\s+/).map(decimal);
	return (
		numbers.length === expectedNumbers.length &&
		numbers.every((number, index) => number !== undefined && number === expectedNumbers[index])
	);
}

/** A number in one way of writing, without the loss that a float would bring; undefined for what is none. */
function decimal(text: string): string | undefined {
	const [, sign, whole = "", fraction = "", exponent = "0"] =
		/^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
	if (sign === undefined || whole + fraction === "") return undefined;
	const digits = (whole + fraction).replace(/^0+/, "");
	const significant = digits.replace(/0+$/, "");
	if (significant === "") return "0";
	const power = Number(exponent) - fraction.length + digits.length - significant.length;
	return `${sign === "-" ? "-" : ""}${significant}e${power}`;
}
