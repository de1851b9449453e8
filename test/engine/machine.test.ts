import assert from "node:assert/strict";
import { join } from "node:path";
import { suite, test } from "node:test";
import { measureBandwidth } from "../../server/engine/bandwidth";
import { EngineError } from "../../server/engine/engine";
import { MachineProbe } from "../../server/engine/machineProbe";
import { engineScript } from "./tinyEngine";

suite("the machine", () => {
	test("is measured in a process of its own, once", async () => {
		const lines: string[] = [];
		const probe = new MachineProbe(engineScript, (_, line) => lines.push(line));
		const [first, second] = await Promise.all([probe.machine(), probe.machine()]);
		const third = await probe.machine();
		assert.deepEqual({ ...second, freeMemory: 0 }, { ...first, freeMemory: 0 });
		assert.deepEqual({ ...third, freeMemory: 0 }, { ...first, freeMemory: 0 });
		assert.ok(first.cores >= 1 && first.memory > 1e9);
		for (const { freeMemory, memory } of [first, second, third]) assert.ok(freeMemory > 0 && freeMemory <= memory);
		assert.equal(lines.filter((line) => line.startsWith("This machine has ")).length, 1);
		assert.equal(lines.at(-1), "The engine's process has ended.");
	});

	test("that has no engine is told by an error, each time anew", async () => {
		const probe = new MachineProbe(join(__dirname, "none.js"), () => {});
		for (const _ of [1, 2]) {
			await assert.rejects(probe.machine(), (error) => error instanceof EngineError && error.reason === "crashed");
		}
	});

	test("reads its memory at a speed that a machine can have", async () => {
		const bandwidth = await measureBandwidth(1, join(process.cwd(), "dist/bandwidth.js"));
		// From a board computer that is busy to the fastest core with all in its cache.
		assert.ok(bandwidth > 0.2e9 && bandwidth < 1000e9, String(bandwidth));
	});
});
