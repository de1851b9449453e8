import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Queue } from "../../../server/engine/queue";

/** Lets callers named by letters into a queue and writes down what happens. */
class Scene {
	readonly log: string[] = [];
	readonly queue = new Queue((isBusy) => this.log.push(isBusy ? "busy" : "idle"));
	readonly #leave = new Map<string, () => void>();
	readonly #abort = new Map<string, AbortController>();

	async enter(...names: readonly string[]): Promise<void> {
		for (const name of names) {
			const controller = new AbortController();
			this.#abort.set(name, controller);
			this.queue
				.enter((ahead) => this.log.push(`${name} waits for ${ahead}`), controller.signal)
				.then(
					(leave) => {
						this.log.push(`${name} enters`);
						this.#leave.set(name, leave);
					},
					() => this.log.push(`${name} gives up`),
				);
		}
		await settled();
	}

	async leave(name: string): Promise<void> {
		this.#leave.get(name)?.();
		await settled();
	}

	async abort(name: string): Promise<void> {
		this.#abort.get(name)?.abort();
		await settled();
	}
}

/** Lets promises that are about to settle do so. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

suite("queue", () => {
	test("the first one enters at once", async () => {
		const scene = new Scene();
		await scene.enter("a");
		assert.deepEqual(scene.log, ["busy", "a enters"]);
	});

	test("others wait, in order, and are told when they move up", async () => {
		const scene = new Scene();
		await scene.enter("a", "b", "c");
		await scene.leave("a");
		await scene.leave("b");
		assert.deepEqual(scene.log, [
			"busy",
			"b waits for 1",
			"c waits for 2",
			"a enters",
			"c waits for 1",
			"b enters",
			"c enters",
		]);
	});

	test("one that gives up lets those behind it move up", async () => {
		const scene = new Scene();
		await scene.enter("a", "b", "c");
		scene.log.length = 0;
		await scene.abort("b");
		await scene.leave("a");
		assert.deepEqual(scene.log, ["c waits for 1", "b gives up", "c enters"]);
	});

	test("is idle when the last one has left, and not before", async () => {
		const scene = new Scene();
		await scene.enter("a", "b");
		await scene.leave("a");
		assert.ok(scene.queue.isBusy);
		await scene.leave("b");
		assert.equal(scene.log.at(-1), "idle");
		assert.ok(!scene.queue.isBusy);
	});

	test("an abort after the entry changes nothing", async () => {
		const scene = new Scene();
		await scene.enter("a", "b");
		await scene.abort("a");
		assert.ok(!scene.log.includes("a gives up"));
		assert.ok(!scene.log.includes("b enters"));
	});

	test("a newcomer is told how many it would find", async () => {
		const scene = new Scene();
		assert.equal(scene.queue.length, 0);
		await scene.enter("a", "b");
		assert.equal(scene.queue.length, 2);
	});
});
