import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Battery } from "../../../extension/completion/battery";
import type { PowerSource } from "../../../extension/completion/powerSource";
import { FakeClock } from "../../support/fakeClock";

/** A battery that answers as told, one after the other, and how often it was asked. */
function batteryWith(answers: readonly (PowerSource | Error)[]) {
	const clock = new FakeClock();
	let asked = 0;
	const battery = new Battery(
		async () => {
			const answer = answers[asked++] ?? assert.fail("It is asked too often.");
			if (answer instanceof Error) {
				throw answer;
			}
			return answer;
		},
		() => clock.now(),
	);
	const after = async (minutes: number) => {
		clock.advance(minutes * 60_000);
		battery.isInUse();
		await turn();
		return battery.isInUse();
	};
	return { battery, after, asked: () => asked };
}

suite("the battery", () => {
	test("is not waited for", async () => {
		const { battery } = batteryWith(["battery"]);
		assert.equal(battery.isInUse(), false);
		await turn();
		assert.equal(battery.isInUse(), true);
	});

	test("is asked again when its answer is old, and not before", async () => {
		const { after, asked } = batteryWith(["battery", "mains", "battery"]);
		assert.equal(await after(0), true);
		assert.equal(await after(1), true);
		assert.equal(asked(), 1);
		assert.equal(await after(1), false);
		assert.equal(await after(3), true);
		assert.equal(asked(), 3);
	});

	test("is asked once where there is none", async () => {
		const { after, asked } = batteryWith(["none"]);
		assert.equal(await after(0), false);
		assert.equal(await after(100), false);
		assert.equal(asked(), 1);
	});

	test("counts as none where it cannot be asked", async () => {
		const { after, asked } = batteryWith([new Error("No such command.")]);
		assert.equal(await after(0), false);
		assert.equal(await after(100), false);
		assert.equal(asked(), 1);
	});
});
