// Downloads of processes that die, and of two at once.
import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { after, afterEach, beforeEach, suite, test } from "node:test";
import { Hub, modelBytes } from "../../../support/hub";
import { repositoryRoot } from "../../../support/repositoryRoot";
import { Desk } from "./sample";

const size = 300_000;
const half = 150_000;
const content = modelBytes(size);

interface Said {
	readonly kind: string;
	readonly done?: number;
	readonly path?: string;
}

/** A window of VS Code, as far as a file is concerned. */
class Downloader {
	static readonly #all = new Set<Downloader>();
	readonly #child: ChildProcessByStdio<null, Readable, null>;
	readonly #said: Said[] = [];
	readonly #lines: AsyncIterator<string>;

	constructor({ hub, folder, file }: Desk) {
		const script = join(repositoryRoot(), "dist", "test", "extension", "model", "download", "downloader.js");
		const args = ["--enable-source-maps", script, hub.address, folder, JSON.stringify(file)];
		this.#child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
		this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
		Downloader.#all.add(this);
	}

	static endAll(): void {
		for (const it of Downloader.#all) it.#child.kill("SIGKILL");
	}

	/** What it says that is such, from here on. */
	async until(isIt: (said: Said) => boolean): Promise<Said> {
		for (;;) {
			const { value, done } = await this.#lines.next();
			assert.ok(!done, `It has ended, and said ${JSON.stringify(this.#said)}.`);
			const said: Said = JSON.parse(value);
			this.#said.push(said);
			if (isIt(said)) return said;
		}
	}

	outcome(): Promise<Said> {
		return this.until(({ kind }) => kind === "done" || kind === "failed");
	}

	async kill(): Promise<void> {
		const ended = once(this.#child, "exit");
		this.#child.kill("SIGKILL");
		await ended;
	}
}

suite("downloads of processes", () => {
	let hub: Hub;
	beforeEach(async () => {
		hub = await Hub.start(content);
	});
	afterEach(() => hub.stop());
	after(() => Downloader.endAll());

	const isHalf = ({ kind, done = 0 }: Said) => kind === "running" && done >= half;

	test("one that is killed leaves what it had to the next one, and no file that looks whole", async () => {
		const desk = new Desk(hub);
		hub.next.push({ holdAfter: half });
		const killed = new Downloader(desk);
		await killed.until(isHalf);
		await killed.kill();
		assert.deepEqual(await desk.files(), ["M.lock", "M.part", "M.part.json"]);
		assert.equal((await new Downloader(desk).outcome()).path, desk.path);
		assert.deepEqual(await desk.files(), ["M"]);
		assert.ok(content.equals(await readFile(desk.path)));
		assert.equal(hub.bytesServed, size);
	});

	test("two at once fetch a file once", async () => {
		const desk = new Desk(hub);
		hub.next.push({ holdAfter: half });
		const first = new Downloader(desk);
		await first.until(isHalf);
		const second = new Downloader(desk);
		await second.until(({ kind }) => kind === "waiting");
		hub.release();
		assert.deepEqual([(await first.outcome()).path, (await second.outcome()).path], [desk.path, desk.path]);
		assert.equal(hub.bytesServed, size);
		assert.deepEqual(await desk.files(), ["M"]);
	});

	test("one that waits goes on when the other is killed", async () => {
		const desk = new Desk(hub);
		hub.next.push({ holdAfter: half });
		const first = new Downloader(desk);
		await first.until(isHalf);
		const second = new Downloader(desk);
		await second.until(({ kind }) => kind === "waiting");
		await first.kill();
		assert.equal((await second.outcome()).path, desk.path);
		assert.ok(content.equals(await readFile(desk.path)));
		assert.equal(hub.bytesServed, size);
	});

	test("one that waits goes on when the other is paused", async () => {
		const desk = new Desk(hub);
		hub.next.push({ holdAfter: half });
		const pause = new AbortController();
		const first = desk.download({}, pause.signal);
		await desk.until(isHalf);
		const second = new Downloader(desk);
		await second.until(({ kind }) => kind === "waiting");
		pause.abort();
		assert.equal((await first).kind, "paused");
		assert.equal((await second.outcome()).path, desk.path);
		assert.equal(hub.bytesServed, size);
	});
});
