import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { readProblemFile } from "../../../server/judge/problemFile";

const record = (id: string, content = "Print 1.") => ({
	question_title: `Problem ${id}`,
	question_content: content,
	question_id: id,
	starter_code: "",
	difficulty: "easy",
	public_test_cases: JSON.stringify([{ input: "", output: "1", testtype: "stdin" }]),
	private_test_cases: "[]",
	metadata: "{}",
});
const lines = (...records: readonly unknown[]) => records.map((it) => JSON.stringify(it)).join("\n");
const never = new AbortController().signal;

suite("a file of problems", () => {
	let folder = "";
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), "rationale-test-"));
	});
	after(() => rmSync(folder, { recursive: true }));

	const written = (text: string | Buffer, name = "test6.jsonl") => {
		const path = join(folder, name);
		writeFileSync(path, text);
		return path;
	};
	const read = (text: string | Buffer, limit: number | null = null) => readProblemFile(written(text), limit, never);

	test("has a problem on each line", async () => {
		const set = await read(`${lines(record("a"), record("b"))}\r\n\n${lines(record("c"))}`);
		assert.equal(set.file, "test6.jsonl");
		assert.equal(set.count, 3);
		assert.deepEqual(await Promise.all([0, 1, 2].map(async (it) => (await set.load(it)).id)), ["a", "b", "c"]);
	});

	test("may be an array, indented", async () => {
		const set = await read(JSON.stringify([record("a"), record("b")], undefined, 2));
		assert.equal(set.count, 2);
		assert.equal((await set.load(1)).title, "Problem b");
	});

	test("is read up to the limit alone", async () => {
		const set = await read(`${lines(record("a"), record("b"))}\nno problem`, 2);
		assert.equal(set.count, 2);
	});

	test("has lines of any length", async () => {
		const set = await read(lines(record("a", "ä".repeat(90_000)), record("b")));
		assert.equal((await set.load(0)).content.length, 90_000);
		const many = await read(lines(...Array.from({ length: 30 }, (_, it) => record(String(it), "x".repeat(90_000)))));
		assert.equal((await many.load(29)).id, "29");
	});

	test("is told from any other by its fingerprint", async () => {
		const one = await read(lines(record("a"), record("b")));
		const other = await read(lines(record("a"), record("c")));
		const array = await read(JSON.stringify([record("a"), record("b")]));
		assert.notEqual(one.fingerprint, other.fingerprint);
		assert.equal(one.fingerprint, array.fingerprint);
	});

	test("that changes while it is used is noticed", async () => {
		const set = await read(lines(record("a"), record("b")));
		written(lines(record("c"), record("d")));
		await assert.rejects(set.load(1), /changed meanwhile/);
	});

	const refused: readonly (readonly [string, string | Buffer, RegExp])[] = [
		["empty", "", /is no file of problems/],
		["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), /is no file of problems/],
		["prose", "Once upon a time", /is no file of problems/],
		["an empty array", "[]", /holds no problem/],
		["one object over many lines", JSON.stringify(record("a"), undefined, 2), /Line 1 of test6.jsonl is not JSON/],
		["of other objects", `${lines(record("a"))}\n{"name": "x"}`, /Line 2 of test6.jsonl cannot be used/],
		["an array of other things", "[1, 2]", /Problem 1 of test6.jsonl cannot be used: it is not an object/],
	];
	for (const [name, text, message] of refused) {
		test(`that is ${name} is refused, and it says what to choose`, async () => {
			await assert.rejects(
				read(text),
				(error) => error instanceof Error && message.test(error.message) && /Choose one/.test(error.message),
			);
		});
	}

	test("that is not there is refused", async () => {
		await assert.rejects(readProblemFile(join(folder, "none.jsonl"), null, never), /none.jsonl cannot be opened/);
	});

	test("is left when the benchmark is cancelled", async () => {
		await assert.rejects(readProblemFile(written(lines(record("a"))), null, AbortSignal.abort()), /aborted/);
	});
});
