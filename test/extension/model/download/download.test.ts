import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterEach, beforeEach, suite, test } from "node:test";
import { Hub, modelBytes } from "../../../support/hub";
import { Desk, limits } from "./sample";

const size = 300_000;
const half = 150_000;
const content = modelBytes(size);
const other = modelBytes(size, 2);

suite("a download", () => {
	let hub: Hub;
	beforeEach(async () => {
		hub = await Hub.start(content);
	});
	afterEach(() => hub.stop());

	async function assertWhole(desk: Desk, bytes = content): Promise<void> {
		assert.deepEqual(await desk.files(), ["M"]);
		assert.ok(bytes.equals(await readFile(desk.path)));
	}

	test("gives the path of a file that is whole, and leaves nothing beside it", async () => {
		const desk = new Desk(hub);
		assert.deepEqual(await desk.download(), { kind: "done", path: desk.path });
		await assertWhole(desk);
		assert.equal(hub.bytesServed, size);
		assert.equal(hub.requests[0]?.path, "/tests/Tiny-GGUF/resolve/main/Tiny-Q4_K_M.gguf");
	});

	test("of a file that is there asks nobody", async () => {
		const desk = new Desk(hub);
		await desk.download();
		assert.deepEqual(await desk.download(), { kind: "done", path: desk.path });
		assert.equal(hub.requests.length, 2);
	});

	test("writes over no other file", async () => {
		const desk = new Desk(hub);
		await mkdir(dirname(desk.path), { recursive: true });
		await writeFile(desk.path, "mine");
		const outcome = await desk.download();
		assert.ok(outcome.kind === "failed" && outcome.message.includes("Move it or delete it first"));
		assert.equal(await readFile(desk.path, "utf8"), "mine");
	});

	test("says how far it is, and how fast", async () => {
		const desk = new Desk(hub);
		assert.deepEqual(await desk.downloadUpTo(half), { kind: "paused", done: half, total: size });
		const last = desk.states.at(-1);
		assert.ok(last?.kind === "running" && last.done === half && last.total === size);
		assert.ok(last.bytesPerSecond > 0 && last.secondsLeft !== null && last.secondsLeft > 0);
	});

	suite("that was broken off", () => {
		test("has not its name, and goes on from where it was", async () => {
			const desk = new Desk(hub);
			await desk.downloadUpTo(half);
			assert.deepEqual(await desk.files(), ["M.part", "M.part.json"]);
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk);
			assert.equal(hub.bytesServed, size);
			assert.equal(hub.requests.at(-1)?.headers.range, `bytes=${half}-`);
		});

		test("starts over when the hub has another file by now", async () => {
			const desk = new Desk(hub, hub.file({ sha256: null }));
			await desk.downloadUpTo(half);
			hub.replace(other);
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk, other);
		});

		test("starts over when the tag is another one, where nothing else is said of the file", async () => {
			hub.behaviour = { isSilent: true };
			const desk = new Desk(hub, hub.file({ sha256: null }));
			await desk.downloadUpTo(half);
			hub.replace(other);
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk, other);
			assert.equal(hub.requests.at(-1)?.headers["if-range"], '"version-1"');
		});

		test("starts over when the file has become shorter than what is there", async () => {
			hub.behaviour = { isSilent: true };
			const desk = new Desk(hub, hub.file({ sha256: null, bytes: size }));
			await desk.downloadUpTo(size - 10);
			const shorter = other.subarray(0, size - 1000);
			hub.replace(shorter);
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk, shorter);
		});

		test("goes on from a mirror when it is of the same file", async () => {
			const desk = new Desk(hub);
			await desk.downloadUpTo(half);
			const mirror = await Hub.start(content);
			try {
				const { url, file } = { url: new URL(mirror.address), file: desk.file };
				assert.equal((await desk.download({ source: { url, file } })).kind, "done");
				await assertWhole(desk);
				assert.equal(mirror.bytesServed, size - half);
			} finally {
				await mirror.stop();
			}
		});

		test("starts over where ranges are not served", async () => {
			const desk = new Desk(hub);
			await desk.downloadUpTo(half);
			hub.behaviour = { hasNoRanges: true };
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk);
		});

		test("takes no part that it has not asked for", async () => {
			const desk = new Desk(hub);
			await desk.downloadUpTo(half);
			hub.behaviour = { isOffBy: 10 };
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk);
		});

		test("does not trust bytes of which nobody knows what they are", async () => {
			const desk = new Desk(hub);
			await desk.downloadUpTo(half);
			await rm(`${desk.path}.part.json`);
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk);
		});

		test("is checked and named when all was there but that", async () => {
			const desk = new Desk(hub);
			await desk.downloadUpTo(half);
			await writeFile(`${desk.path}.part`, content);
			const asked = hub.requests.length;
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk);
			assert.equal(hub.requests.length, asked);
		});

		test("is found out when what was there is damaged", async () => {
			const desk = new Desk(hub);
			await desk.downloadUpTo(half);
			await writeFile(`${desk.path}.part`, other.subarray(0, half));
			const outcome = await desk.download();
			assert.ok(outcome.kind === "failed" && outcome.reason === "checksum");
			assert.deepEqual(await desk.files(), []);
			assert.equal((await desk.download()).kind, "done", "the next one begins anew");
		});
	});

	suite("over a bad connection", () => {
		test("goes on after each cut, within one session", async () => {
			const desk = new Desk(hub);
			hub.next.push({ dropAfter: 50_000 }, { dropAfter: 60_000 }, { dropAfter: 70_000 }, { dropAfter: 80_000 });
			assert.equal((await desk.download()).kind, "done");
			await assertWhole(desk);
			assert.equal(hub.count("bytes"), 5);
			assert.ok(
				desk.troubles.some((it) => /broke off .* Trying again now\.$/.test(it)),
				desk.troubles.join(),
			);
		});

		test("gives up when attempt after attempt brings nothing, and keeps what is there", async () => {
			const desk = new Desk(hub);
			hub.next.push({ dropAfter: half });
			hub.behaviour = { dropAfter: 0 };
			const outcome = await desk.download();
			// What is on its way when a connection is cut may be lost.
			assert.ok(outcome.kind === "failed" && outcome.reason === "failed" && outcome.done > 0 && outcome.done <= half);
			assert.equal(hub.count("bytes"), limits.attempts);
			hub.behaviour = {};
			assert.equal((await desk.download()).kind, "done");
			assert.equal(hub.requests.at(-1)?.headers.range, `bytes=${outcome.done}-`);
		});

		test("connects again when nothing comes any more", async () => {
			const desk = new Desk(hub);
			hub.next.push({ holdAfter: half });
			assert.equal((await desk.download({ limits: { ...limits, silence: 200 } })).kind, "done");
			await assertWhole(desk);
			assert.ok(
				desk.troubles.some((it) => it.includes("Nothing has come from")),
				desk.troubles.join(),
			);
		});

		test("goes on with what is slow but comes, however long it takes", async () => {
			const desk = new Desk(hub);
			hub.next.push({ pause: 200 });
			assert.equal((await desk.download({ limits: { ...limits, silence: 1000 } })).kind, "done");
			await assertWhole(desk);
			assert.equal(hub.count("bytes"), 1);
		});

		test("asks the hub for another address when that of the bytes has expired", async () => {
			const desk = new Desk(hub);
			hub.next.push({ bytesStatus: 403 });
			assert.equal((await desk.download()).kind, "done");
			assert.equal(hub.count("hub"), 2);
		});

		test("tries again after an error of the server", async () => {
			const desk = new Desk(hub);
			hub.next.push({ status: 502 }, { bytesStatus: 503 });
			assert.equal((await desk.download()).kind, "done");
		});

		test("waits as long as the hub asks, and says so", async () => {
			const desk = new Desk(hub);
			hub.next.push({ status: 429, headers: { "retry-after": "1" } });
			const begin = performance.now();
			assert.equal((await desk.download()).kind, "done");
			assert.ok(performance.now() - begin >= 990);
			assert.ok(
				desk.troubles.some((it) => it.endsWith("Trying again in 1 s.")),
				desk.troubles.join(),
			);
		});

		test("does not wait longer than anybody would", async () => {
			hub.behaviour = { status: 429, headers: { "retry-after": "3600" } };
			const outcome = await new Desk(hub).download();
			assert.ok(outcome.kind === "failed" && outcome.reason === "tooManyRequests");
			assert.match(outcome.message, /Try again in 3600 seconds/);
			assert.equal(hub.requests.length, 1);
		});

		test("can be paused while it waits", async () => {
			hub.behaviour = { status: 429, headers: { "retry-after": "1" } };
			const desk = new Desk(hub);
			const pause = new AbortController();
			const outcome = desk.download({}, pause.signal);
			await desk.until((it) => it.kind === "running" && it.trouble !== undefined);
			pause.abort();
			assert.deepEqual(await outcome, { kind: "paused", done: 0, total: size });
		});
	});

	suite("on a disk", () => {
		test("without room does not begin, and counts what is there", async () => {
			const desk = new Desk(hub);
			const scarce = { freeSpace: async () => 256e6 + half };
			const outcome = await desk.download(scarce);
			assert.ok(outcome.kind === "failed" && outcome.reason === "diskFull");
			assert.equal(hub.requests.length, 0);
			await desk.downloadUpTo(half);
			assert.equal((await desk.download(scarce)).kind, "done");
		});

		test("where the folder is a file says so", async () => {
			const desk = new Desk(hub);
			await writeFile(`${desk.folder}/tests`, "");
			const outcome = await desk.download();
			assert.ok(outcome.kind === "failed" && /cannot be written to/.test(outcome.message), JSON.stringify(outcome));
		});
	});
});
