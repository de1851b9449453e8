import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { UsageError } from "../../../server/cli/arguments";
import { SourceFile } from "../../../server/cli/sourceFile";

/** Writes bytes to a file, lets `use` work on it, and gives the bytes that are there then. */
async function onDisk(bytes: Buffer | string, use: (file: SourceFile) => Promise<void>): Promise<Buffer> {
	const folder = await mkdtemp(join(tmpdir(), "rationale-"));
	try {
		const path = join(folder, "cart.ts");
		await writeFile(path, bytes);
		await use(await SourceFile.read(path));
		return await readFile(path);
	} finally {
		await rm(folder, { recursive: true });
	}
}

const bom = "\uFEFF";

suite("source file", () => {
	const replacements: readonly (readonly [string, string, string])[] = [
		["the first line", "a\nb\nc\n", "X\nb\nc\n"],
		["CRLF", "a\r\nb\r\nc", "X\r\nb\r\nc"],
		["a byte order mark", `${bom}a\r\nb\n`, `${bom}X\r\nb\n`],
		["mixed endings and a lone CR", "a\rb\r\n\u2028c\n", "X\rb\r\n\u2028c\n"],
		["letters beyond ASCII", "ä😀\nz\u0301", "X\nz\u0301"],
	];
	for (const [name, before, after] of replacements) {
		test(`keeps all but the range: ${name}`, async () => {
			const bytes = await onDisk(before, (file) => file.replace(file.rangeOf(1, 1), "X"));
			assert.deepEqual(bytes, Buffer.from(after));
		});
	}

	test("replaces lines in the middle", async () => {
		const bytes = await onDisk("a\r\nb\r\nc\r\nd", (file) => file.replace(file.rangeOf(2, 3), "X\r\nY\r\nZ"));
		assert.equal(bytes.toString(), "a\r\nX\r\nY\r\nZ\r\nd");
	});

	test("does not write over what was changed meanwhile", async () => {
		const bytes = await onDisk("a\nb", async (file) => {
			await writeFile(file.path, "a\nnew");
			await assert.rejects(file.replace(file.rangeOf(1, 1), "X"), /was changed meanwhile/);
		});
		assert.equal(bytes.toString(), "a\nnew");
	});

	test("never writes a new file over one that is there", async () => {
		const bytes = await onDisk("a", async (file) => {
			await assert.rejects(file.writeSibling("cart.ts", "X"), { code: "EEXIST" });
		});
		assert.equal(bytes.toString(), "a");
	});

	test("says how many lines there are when asked for more", async () => {
		await onDisk("a\nb", async (file) => {
			assert.throws(() => file.rangeOf(1, 3), /has 2 lines, not 3/);
		});
	});

	test("refuses what is not UTF-8", async () => {
		await assert.rejects(
			onDisk(Buffer.from([0x61, 0xe4, 0x0a]), async () => {}),
			(error: unknown) => error instanceof UsageError && /not UTF-8/.test(error.message),
		);
	});

	test("refuses a file that is not there", async () => {
		await assert.rejects(SourceFile.read(join(tmpdir(), "rationale-no-such-file.ts")), UsageError);
	});

	test("tells the language from the name", async () => {
		await onDisk("", async (file) => assert.equal(file.languageId, "typescript"));
	});
});
