import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { linuxPowerSource, type PowerSource, powerSource } from "../../../extension/completion/powerSource";
import { temporaryFolder } from "../../support/profile";

/** What the kernel tells in /sys/class/power_supply: the files of each supply. */
type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

function sourceIn(supplies: Supplies): Promise<PowerSource> {
	const folder = temporaryFolder("power-");
	for (const [name, files] of Object.entries(supplies)) {
		mkdirSync(join(folder, name));
		for (const [file, text] of Object.entries(files)) {
			writeFileSync(join(folder, name, file), `${text}\n`);
		}
	}
	return linuxPowerSource(folder);
}

const discharging = { type: "Battery", status: "Discharging", capacity: "71" };

suite("Linux", () => {
	test("has no battery where there is no such folder, or an empty one", async () => {
		assert.equal(await linuxPowerSource("/nowhere/power_supply"), "none");
		assert.equal(await sourceIn({}), "none");
		assert.equal(await sourceIn({ AC: { type: "Mains", online: "1" } }), "none");
	});

	test("runs on a battery that discharges, whatever it is called", async () => {
		assert.equal(await sourceIn({ BAT0: discharging, AC: { type: "Mains", online: "0" } }), "battery");
		assert.equal(await sourceIn({ CMB1: discharging }), "battery");
	});

	test("runs on mains while the battery is charged, full, or kept from being charged", async () => {
		for (const status of ["Charging", "Full", "Not charging", "Unknown"]) {
			const supplies = { BAT1: { type: "Battery", status }, ACAD: { type: "Mains", online: "1" } };
			assert.equal(await sourceIn(supplies), "mains", status);
		}
	});

	test("runs on a charger that is too weak to charge as well", async () => {
		assert.equal(await sourceIn({ BAT0: discharging, usb: { type: "USB", online: "1" } }), "mains");
	});

	test("does not run on its mouse", async () => {
		assert.equal(await sourceIn({ hid: { ...discharging, scope: "Device" } }), "none");
	});

	test("runs on the second battery once the first one rests", async () => {
		const supplies = { BAT0: { type: "Battery", status: "Unknown" }, BAT1: discharging };
		assert.equal(await sourceIn(supplies), "battery");
	});
});

test("this machine can be asked, whether it has a battery or not", async () => {
	assert.match(await powerSource(), /^(mains|battery|none)$/);
});
