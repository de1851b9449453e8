import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { suite, test } from "node:test";
import { aborted } from "../../../../extension/aborted";
import { acquireLock, isLocked } from "../../../../extension/model/download/lock";
import { temporaryFolder } from "../../../support/profile";

const root = temporaryFolder("rt-");
const newPath = () => join(mkdtempSync(join(root, "l-")), "lock");
const machine = `${process.platform} ${hostname()}`;

/** Takes a lock; resolves with how often it looked in vain, too. */
async function take(path: string, { interval = 5, patience = 1_000_000, signal = new AbortController().signal } = {}) {
	let waits = 0;
	const onWait = () => {
		waits++;
	};
	return { lock: await acquireLock(path, { interval, patience, onWait }, signal), waits };
}

suite("a lock", () => {
	test("is there as long as it is not released", async () => {
		const path = newPath();
		const { lock } = await take(path);
		assert.ok(await isLocked(path));
		await lock.release();
		assert.ok(!(await isLocked(path)));
		assert.deepEqual(await readdir(dirname(path)), []);
	});

	test("is one process' at a time, among many who want it", async () => {
		const path = newPath();
		let inside = 0;
		const work = async () => {
			const { lock } = await take(path, { interval: 1 });
			assert.equal(++inside, 1);
			await readdir(root);
			inside--;
			await lock.release();
		};
		await Promise.all(Array.from({ length: 10 }, work));
	});

	test("of a process that has died is taken at once", async () => {
		const path = newPath();
		const { pid } = spawnSync(process.execPath, ["--version"]);
		await writeFile(path, JSON.stringify({ token: "its", pid, machine }));
		assert.ok(!(await isLocked(path)));
		const { lock, waits } = await take(path);
		assert.equal(waits, 0);
		await lock.release();
		assert.deepEqual(await readdir(dirname(path)), []);
	});

	test("of a process that nobody can ask is taken when it is not touched any more", async () => {
		for (const text of [JSON.stringify({ token: "its", pid: 1, machine: "another" }), "", "what?"]) {
			const path = newPath();
			await writeFile(path, text);
			const { lock, waits } = await take(path, { patience: 4 });
			assert.equal(waits, 4);
			assert.notEqual(await readFile(path, "utf8"), text);
			await lock.release();
		}
	});

	test("is not taken from one who touches it", async () => {
		const path = newPath();
		const { lock } = await take(path, { interval: 1 });
		const enough = new AbortController();
		let waits = 0;
		const onWait = () => {
			if (++waits === 10) enough.abort();
		};
		const other = acquireLock(path, { interval: 40, patience: 3, onWait }, enough.signal);
		await assert.rejects(other, { name: "AbortError" });
		assert.ok(!lock.lost.aborted);
		await lock.release();
	});

	test("tells who had it that it is another's by now, and leaves it to that one", async () => {
		const path = newPath();
		const { lock } = await take(path);
		await writeFile(path, "another's");
		await aborted(lock.lost);
		await lock.release();
		assert.equal(await readFile(path, "utf8"), "another's");
	});
});
