import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Meter } from "../../../../extension/model/download/meter";

suite("the speed of a download", () => {
	test("is not known at the beginning", () => {
		const meter = new Meter();
		assert.deepEqual([meter.bytesPerSecond, meter.secondsLeft(100)], [0, null]);
		meter.add(0, 50);
		assert.deepEqual([meter.bytesPerSecond, meter.secondsLeft(100)], [0, null]);
	});

	test("is that of the last seconds, and so is the time left", () => {
		const meter = new Meter();
		for (const [time, done] of [
			[0, 0],
			[1000, 1_000_000],
			[2000, 1_001_000],
			[7000, 1_006_000],
		] as const) {
			meter.add(time, done);
		}
		assert.deepEqual([meter.bytesPerSecond, meter.secondsLeft(1_016_000)], [1000, 10]);
	});

	test("is none while nothing comes, and never less when the download starts over", () => {
		const meter = new Meter();
		meter.add(0, 500);
		meter.add(1000, 500);
		assert.deepEqual([meter.bytesPerSecond, meter.secondsLeft(1000)], [0, null]);
		meter.add(2000, 0);
		assert.deepEqual([meter.bytesPerSecond, meter.secondsLeft(1000)], [0, null]);
	});
});
