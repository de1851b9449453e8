/** The mark that shows a model where in the code the cursor is. */

/** One that the code does not contain. */
export function cursorMark(code: string): string {
	let mark = "<cursor>";
	for (let count = 2; code.includes(mark); count++) mark = `<cursor${count}>`;
	return mark;
}

/** The code with its mark at an offset. */
export function withMark(code: string, offset: number): string {
	return code.slice(0, offset) + cursorMark(code) + code.slice(offset);
}
