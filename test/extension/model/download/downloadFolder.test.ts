import assert from "node:assert/strict";
import { mkdir, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, suite, test } from "node:test";
import { begunFiles, deleteBegun, deleteWhole, wholeFiles } from "../../../../extension/model/download/downloadFolder";
import { acquireLock } from "../../../../extension/model/download/lock";
import { Hub, modelBytes } from "../../../support/hub";
import { Desk } from "./sample";

const size = 30_000;
const half = 15_000;

suite("the folder for models", () => {
	let hub: Hub;
	beforeEach(async () => {
		hub = await Hub.start(modelBytes(size));
	});
	afterEach(() => hub.stop());

	/** A file of a folder, as a user may have put it there. */
	async function put(desk: Desk, name: string): Promise<string> {
		const path = join(desk.folder, name);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, "GGUF");
		return path;
	}

	test("that is not there holds nothing", async () => {
		const folder = join(new Desk(hub).folder, "none");
		assert.deepEqual([await wholeFiles(folder), await begunFiles(folder)], [[], []]);
	});

	test("holds what is whole, and nothing that is not", async () => {
		const whole = new Desk(hub);
		await whole.download();
		const mine = await put(whole, "mine.gguf");
		await put(whole, "tests/notes.txt");
		assert.deepEqual(await wholeFiles(whole.folder), [
			{ path: mine, bytes: 4 },
			{ path: whole.path, bytes: size },
		]);
		const begun = new Desk(hub);
		await begun.downloadUpTo(half);
		assert.deepEqual(await wholeFiles(begun.folder), []);
	});

	test("tells what was begun, and how far it is", async () => {
		const desk = new Desk(hub);
		await desk.downloadUpTo(half);
		const [begun, ...others] = await begunFiles(desk.folder);
		assert.deepEqual([begun?.note.file, begun?.note.total, begun?.done], [desk.file, size, half]);
		assert.deepEqual(others, []);
	});

	test("does not tell of what another window is at work on", async () => {
		const desk = new Desk(hub);
		await desk.downloadUpTo(half);
		const options = { interval: 1000, patience: 1, onWait: () => undefined };
		const lock = await acquireLock(`${desk.path}.lock`, options, new AbortController().signal);
		assert.deepEqual(await begunFiles(desk.folder), []);
		await lock.release();
		assert.equal((await begunFiles(desk.folder)).length, 1);
	});

	test("believes no note that was cut off, or leads elsewhere", async () => {
		const desk = new Desk(hub);
		await desk.downloadUpTo(half);
		const note = `${desk.path}.part.json`;
		const [begun] = await begunFiles(desk.folder);
		for (const change of [
			{ repository: "../.." },
			{ repository: "tests/Other-GGUF" },
			{ bytes: -1 },
			{ purpose: "" },
		]) {
			const file = { ...begun?.note.file, ...change };
			await writeFile(note, JSON.stringify({ ...begun?.note, version: 1, file }));
			assert.deepEqual(await begunFiles(desk.folder), [], JSON.stringify(change));
		}
		await truncate(note, 20);
		assert.deepEqual(await begunFiles(desk.folder), []);
		await rm(note);
		assert.deepEqual(await begunFiles(desk.folder), []);
	});

	test("is left empty when what was begun is discarded, or what is whole is deleted", async () => {
		const desk = new Desk(hub);
		await desk.downloadUpTo(half);
		await deleteBegun(desk.folder, desk.path);
		assert.deepEqual(await readdir(desk.folder), []);
		await desk.download();
		await deleteWhole(desk.folder, desk.path);
		assert.deepEqual(await readdir(desk.folder), []);
	});

	test("loses all parts of a split file, and none of another", async () => {
		const desk = new Desk(hub);
		const first = await put(desk, "a/b/M-00001-of-00002.gguf");
		await put(desk, "a/b/M-00002-of-00002.gguf");
		const other = await put(desk, "a/b/N.gguf");
		await deleteWhole(desk.folder, first);
		assert.deepEqual(await readdir(dirname(other)), ["N.gguf"]);
	});

	test("does not let go of what is outside it, or no model", async () => {
		const desk = new Desk(hub);
		const inside = await put(desk, "models/notes.txt");
		const outside = await put(desk, "mine.gguf");
		for (const path of [inside, outside, desk.folder]) {
			await assert.rejects(deleteWhole(join(desk.folder, "models"), path), /is no model that was downloaded/);
		}
		assert.deepEqual(await readdir(desk.folder), ["mine.gguf", "models"]);
	});
});
