import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { IdleUnload } from "../../../server/features/models";
import { FakeClock } from "../../support/fakeClock";

const minute = 60_000;

/** The minutes at which the model was unloaded, when `use` is over and a day has gone by. */
function unloads(use: (idle: IdleUnload, clock: FakeClock) => void): number[] {
	const clock = new FakeClock();
	const times: number[] = [];
	use(new IdleUnload(clock, () => times.push(clock.now() / minute)), clock);
	clock.advance(24 * 60 * minute);
	return times;
}

suite("idle unload", () => {
	test("comes once, after the time that is set", () => {
		assert.deepEqual(
			unloads((idle) => idle.start(15)),
			[15],
		);
	});

	test("never comes while the model is in use", () => {
		assert.deepEqual(
			unloads((idle, clock) => {
				idle.start(15);
				clock.advance(14 * minute);
				idle.stop();
			}),
			[],
		);
	});

	test("counts from the last use", () => {
		assert.deepEqual(
			unloads((idle, clock) => {
				idle.start(15);
				clock.advance(10 * minute);
				idle.start(15);
			}),
			[25],
		);
	});

	test("never comes when it is turned off", () => {
		assert.deepEqual(
			unloads((idle) => {
				idle.start(15);
				idle.start(0);
			}),
			[],
		);
	});
});
