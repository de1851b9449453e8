// What Python packs, with every protocol that it knows, and what it must never get to do.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { suite, test } from "node:test";
import { deflateSync } from "node:zlib";
import { unpackText } from "../../../server/benchmark/packedText";

/** Packs as LiveCodeBench does, what a Python expression gives. */
function packed(expression: string, protocol: number): string {
	const program = `import base64, pickle, zlib; print(base64.b64encode(zlib.compress(pickle.dumps(${expression}, ${protocol}))).decode())`;
	return execFileSync("python3", ["-c", program], { encoding: "utf8", maxBuffer: 1e8 });
}

const pack = (bytes: Buffer) => deflateSync(bytes).toString("base64");

suite("packed tests", () => {
	for (const protocol of [1, 2, 3, 4, 5]) {
		test(`are read as pickle protocol ${protocol} writes them`, () => {
			assert.equal(unpackText(packed('\'[{"input": "ä€😀"}]\'', protocol)), '[{"input": "ä€😀"}]');
			assert.equal(unpackText(packed("'x' * 300_000", protocol)), "x".repeat(300_000));
			assert.equal(unpackText(packed("''", protocol)), "");
		});
	}

	const refused: readonly (readonly [string, string])[] = [
		["a list", packed("['a']", 4)],
		["a number", packed("7", 4)],
		["a program", pack(Buffer.from("cos\nsystem\n(S'touch /tmp/x'\ntR."))],
		["a text with a program after it", pack(Buffer.from("\x80\x04\x8c\x01acos\nsystem\n.", "latin1"))],
		["two texts", pack(Buffer.from("\x80\x04\x8c\x01a\x8c\x01b.", "latin1"))],
		["a text that is cut off", pack(Buffer.from("\x80\x04X\xff\xff\xff\x7fab.", "latin1"))],
		["a length that is cut off", pack(Buffer.from("\x80\x04\x8d\xff", "latin1"))],
		["a text without an end", pack(Buffer.from("\x80\x04\x8c\x01a", "latin1"))],
		["nothing", pack(Buffer.alloc(0))],
	];
	for (const [name, text] of refused) {
		test(`are refused where they hold ${name}`, () => {
			assert.throws(() => unpackText(text), /never executed/);
		});
	}

	test("are refused where they are no such thing", () => {
		assert.throws(() => unpackText("%%%"), /cannot be unpacked/);
	});

	test("are refused where they would fill the memory", () => {
		const bomb = deflateSync(Buffer.alloc(300 * 1024 * 1024)).toString("base64");
		assert.throws(() => unpackText(bomb), /cannot be unpacked/);
	});
});
