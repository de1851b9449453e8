/** LiveCodeBench's hidden tests: JSON, as a pickled string, deflated, in base64. */
import { inflateSync } from "node:zlib";
import { ProblemError } from "./problem";

/** Characters of the tests of one problem, far more than any has. */
const maxText = 256 * 1024 * 1024;

/** Throws {@link ProblemError}. */
export function unpackText(packed: string): string {
	return pickledText(inflate(Buffer.from(packed, "base64")));
}

function inflate(bytes: Buffer): Buffer {
	try {
		return inflateSync(bytes, { maxOutputLength: maxText });
	} catch (error) {
		throw new ProblemError(`its hidden tests cannot be unpacked (${error instanceof Error ? error.message : error})`);
	}
}

/** Bytes of the operand that follows an operation, for those that matter to nobody here. */
const skipped = new Map([
	[0x80, 1], // protocol
	[0x95, 8], // frame
	[0x94, 0], // memoize
	[0x71, 1], // put
	[0x72, 4], // long put
]);

/** Bytes of the length that comes before a string's UTF-8. */
const stringOperations = new Map([
	[0x8c, 1],
	[0x58, 4],
	[0x8d, 8],
]);

const stop = 0x2e;

/**
 * The one string that a pickle holds. A pickle is a program, which can do anything at all: of its operations only those are
 * known here that a string alone is made of, and any other is refused.
 */
function pickledText(bytes: Buffer): string {
	let text: string | undefined;
	for (let at = 0; at < bytes.length; ) {
		const operation = bytes.readUInt8(at++);
		if (operation === stop && text !== undefined) return text;
		const lengthSize = stringOperations.get(operation);
		if (lengthSize !== undefined && text === undefined) {
			const start = at + lengthSize;
			const end = start + lengthAt(bytes, at, lengthSize);
			if (end > bytes.length) break;
			text = bytes.toString("utf8", start, end);
			at = end;
			continue;
		}
		const operand = skipped.get(operation);
		if (operand === undefined) break;
		at += operand;
	}
	throw new ProblemError("its hidden tests are a pickle of something other than text, which is never executed");
}

function lengthAt(bytes: Buffer, at: number, size: number): number {
	if (at + size > bytes.length) return Number.POSITIVE_INFINITY;
	return size === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, size);
}
