import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Quiet } from "../../../extension/verify/quiet";

/** Times at which it became quiet, of things that came at `touches`. */
function quietAt(context: TestContext, touches: readonly number[], until: number): readonly number[] {
	context.mock.timers.enable({ apis: ["setTimeout"] });
	const ends: number[] = [];
	let now = 0;
	const quiet = new Quiet({ quiet: 10, limit: 50 }, () => ends.push(now));
	for (; now <= until; now++) {
		if (touches.includes(now)) {
			quiet.touch();
		}
		context.mock.timers.tick(1);
	}
	quiet.dispose();
	return ends;
}

test("becomes quiet once, after the last of a burst", (context) => {
	assert.deepEqual(quietAt(context, [0, 5, 8], 100), [17]);
});

test("becomes quiet again after the next burst", (context) => {
	assert.deepEqual(quietAt(context, [0, 30], 100), [9, 39]);
});

test("is not waited for longer than the limit", (context) => {
	const always = Array.from({ length: 40 }, (_, i) => i * 2);
	assert.deepEqual(quietAt(context, always, 60), [49]);
});

test("a longer pause can be given", (context) => {
	context.mock.timers.enable({ apis: ["setTimeout"] });
	let ends = 0;
	const quiet = new Quiet({ quiet: 10, limit: 50 }, () => ends++);
	quiet.touch(30);
	context.mock.timers.tick(29);
	assert.equal(ends, 0);
	context.mock.timers.tick(1);
	assert.equal(ends, 1);
});

test("says nothing once disposed", (context) => {
	context.mock.timers.enable({ apis: ["setTimeout"] });
	const quiet = new Quiet({ quiet: 10, limit: 50 }, () => assert.fail());
	quiet.touch();
	quiet.dispose();
	context.mock.timers.tick(100);
});
