import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { suite, test } from "node:test";
import { parseBenchmark, serializeBenchmark } from "../../../extension/benchmark/benchmarkFile";
import { BenchmarkFolder } from "../../../extension/benchmark/benchmarkFolder";
import { temporaryFolder } from "../../support/profile";
import { benchmarkOf } from "./benchmark";

suite("kept benchmarks", () => {
	test("are none where nothing was measured", async () => {
		assert.deepEqual(await new BenchmarkFolder(join(temporaryFolder("rt-"), "benchmarks")).load(), []);
	});

	test("come back newest first, without those that were removed", async () => {
		const path = join(temporaryFolder("rt-"), "benchmarks");
		const folder = new BenchmarkFolder(path);
		const [old, later, gone] = [
			benchmarkOf({ id: "old", date: 1 }),
			benchmarkOf({ id: "later", date: 2 }),
			benchmarkOf({ id: "gone" }),
		];
		for (const benchmark of [old, later, gone]) await folder.write(benchmark);
		await folder.remove("gone");
		assert.deepEqual(await new BenchmarkFolder(path).load(), [later, old]);
		assert.deepEqual((await readdir(path)).sort(), ["later.json", "old.json"]);
	});

	test("are read past files that are cut off, of another version or under another's name", async () => {
		const path = temporaryFolder("rt-");
		const text = serializeBenchmark(benchmarkOf());
		await writeFile(join(path, "a.json"), text);
		await writeFile(join(path, "cut.json"), text.slice(0, 200));
		await writeFile(join(path, "b.json"), text);
		await writeFile(join(path, "c.json"), text.replace('"version":1', '"version":2'));
		await writeFile(join(path, "d.json.tmp"), text);
		await writeFile(join(path, "huge.json"), " ".repeat(9_000_000));
		assert.deepEqual(await new BenchmarkFolder(path).load(), [benchmarkOf()]);
	});

	const damaged: readonly (readonly [string, object])[] = [
		["a state that goes on", { state: { kind: "running" } }],
		["an effort that there is not", { effort: "endless" }],
		["a name that is a path", { id: "../a" }],
		["results of another shape", { coding: { ...benchmarkOf().coding, results: [{}] } }],
		["a speed that is a text", { speed: { ...benchmarkOf().speed, decodeSpeed: "9" } }],
	];
	for (const [name, change] of damaged) {
		test(`are none with ${name}`, () => {
			assert.equal(
				parseBenchmark(JSON.stringify({ version: 1, benchmark: { ...benchmarkOf(), ...change } })),
				undefined,
			);
		});
	}

	test("may be of speed alone, of a server, and without a model", () => {
		for (const benchmark of [benchmarkOf({ coding: null }), benchmarkOf({ model: null, speed: null })]) {
			assert.deepEqual(parseBenchmark(serializeBenchmark(benchmark)), benchmark);
		}
	});
});
