import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, truncate, watch, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { suite, test } from "node:test";
import { serializeRun } from "../../../extension/history/runFile";
import { RunFolder } from "../../../extension/history/runFolder";
import { temporaryFolder } from "../../support/profile";
import { repositoryRoot } from "../../support/repositoryRoot";
import { storedRun } from "./storedRun";

const runOf = (id: string, answer = "") => storedRun({ id, answer });

/** What another start finds in a folder. */
async function reloaded(path: string) {
	const { runs, damaged, failures } = await new RunFolder(path).load();
	assert.deepEqual(failures, []);
	return { ids: runs.map(({ run }) => run.id).sort(), runs, damaged };
}

suite("the folder of the history", () => {
	test("that is not there yet has no runs", async () => {
		const { ids, damaged } = await reloaded(join(temporaryFolder("rt-"), "runs"));
		assert.deepEqual([ids, damaged], [[], []]);
	});

	test("gives back what was written last, and not what was removed", async () => {
		const path = join(temporaryFolder("rt-"), "runs");
		const folder = new RunFolder(path);
		await folder.write(runOf("a"));
		await folder.write(runOf("b"));
		await folder.write(runOf("a", "The later one."));
		await folder.remove("b");
		await folder.remove("never-there");
		assert.deepEqual((await reloaded(path)).runs, [runOf("a", "The later one.")]);
		assert.deepEqual(await readdir(path), ["a.json"]);
	});

	test("knows the size of each run, written or read", async () => {
		const path = temporaryFolder("rt-");
		const folder = new RunFolder(path);
		await folder.write(runOf("a", "ä"));
		const size = Buffer.byteLength(serializeRun(runOf("a", "ä")));
		assert.equal(folder.sizeOf("a"), size);
		const other = new RunFolder(path);
		await other.load();
		assert.deepEqual([other.sizeOf("a"), other.sizeOf("b")], [size, 0]);
	});

	test("sets aside what was cut off, what is of no run and what has another's name, and reads the rest", async () => {
		const path = temporaryFolder("rt-");
		const folder = new RunFolder(path);
		for (const id of ["a", "cut", "good"]) {
			await folder.write(runOf(id));
		}
		await truncate(join(path, "cut.json"), 500);
		await writeFile(join(path, "other.json"), "{}");
		await writeFile(join(path, "renamed.json"), serializeRun(runOf("a")));
		const { ids, damaged } = await reloaded(path);
		assert.deepEqual(ids, ["a", "good"]);
		assert.deepEqual([...damaged].sort(), ["cut.json", "other.json", "renamed.json"]);
		assert.equal(
			await readFile(join(folder.damagedPath, "cut.json"), "utf8"),
			serializeRun(runOf("cut")).slice(0, 500),
		);
		assert.deepEqual((await reloaded(path)).damaged, [], "it is told once");
	});

	test("writes over nothing that was set aside before", async () => {
		const path = temporaryFolder("rt-");
		for (const text of ["first", "second"]) {
			await writeFile(join(path, "a.json"), text);
			await reloaded(path);
		}
		const { damagedPath } = new RunFolder(path);
		assert.deepEqual((await readdir(damagedPath)).sort(), ["a.json", "a2.json"]);
		assert.equal(await readFile(join(damagedPath, "a2.json"), "utf8"), "second");
	});

	test("leaves alone what another version wrote, and what is not its own", async () => {
		const path = temporaryFolder("rt-");
		await writeFile(join(path, "new.json"), '{"version":2,"thoughts":[]}');
		await writeFile(join(path, "notes.txt"), "mine");
		await mkdir(join(path, "folder.json"));
		const { ids, damaged } = await reloaded(path);
		assert.deepEqual([ids, damaged], [[], []]);
		assert.deepEqual((await readdir(path)).sort(), ["folder.json", "new.json", "notes.txt"]);
	});

	test("removes what a write left behind that did not come to its end", async () => {
		const path = temporaryFolder("rt-");
		await new RunFolder(path).write(runOf("a"));
		await writeFile(join(path, "b.json.tmp"), serializeRun(runOf("b")).slice(0, 100));
		const { ids, damaged } = await reloaded(path);
		assert.deepEqual([ids, damaged, await readdir(path)], [["a"], [], ["a.json"]]);
	});

	test("is whole however often its writer is killed in the middle", async () => {
		const path = temporaryFolder("rt-");
		await new RunFolder(path).write(runOf("before"));
		let leftovers = 0;
		for (let attempt = 0; attempt < 5; attempt++) {
			await killWriter(path);
			leftovers += (await readdir(path)).filter((name) => name.endsWith(".tmp")).length;
			const { ids, runs, damaged } = await reloaded(path);
			assert.deepEqual(damaged, []);
			assert.ok(ids.includes("before") && ids.includes("busy"));
			const answer = runs.find(({ run }) => run.id === "busy")?.run.answer ?? "";
			assert.match(answer, /^(\d+ )\1*$/, "one state or the other, and not a mix");
			assert.ok((await readdir(path)).every((name) => !name.endsWith(".tmp")));
		}
		assert.ok(leftovers > 0, "some kill came in the middle of a write");
	});
});

/** Kills a process that writes a run over and over, in the middle of writing it once more. */
async function killWriter(path: string): Promise<void> {
	const script = join(repositoryRoot(), "dist", "test", "extension", "history", "writer.js");
	const writer = spawn(process.execPath, [script, path], { stdio: ["ignore", "pipe", "inherit"] });
	await once(writer.stdout, "data");
	for await (const { filename } of watch(path)) {
		if (filename?.endsWith(".tmp") && existsSync(join(path, filename))) {
			break;
		}
	}
	writer.kill("SIGKILL");
	await once(writer, "exit");
}
