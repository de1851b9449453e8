// What the machine runs on that the extension host, the server and the model share: with a remote window that is the remote one.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** `none`: there is no battery to save. */
export type PowerSource = "mains" | "battery" | "none";

export function powerSource(): Promise<PowerSource> {
	// On Linux the library knows two names of batteries and two of mains alone, and takes a laptop whose mains is called
	// otherwise (ACAD, ADP1) for one on battery as soon as it is charged.
	return process.platform === "linux" ? linuxPowerSource("/sys/class/power_supply") : librarySource();
}

/** As the kernel tells it, in a folder of its own for each supply (Documentation/ABI/testing/sysfs-class-power). */
export async function linuxPowerSource(folder: string): Promise<PowerSource> {
	// Containers and servers have no such folder, or an empty one.
	const names = await readdir(folder).catch(() => []);
	const supplies = await Promise.all(names.map((name) => supplyIn(join(folder, name))));
	// A mouse has a battery too.
	const batteries = supplies.filter(({ type, scope }) => type === "Battery" && scope !== "Device");
	if (batteries.length === 0) {
		return "none";
	}
	const isPlugged = supplies.some(({ online }) => online === "1");
	// A battery that is full, or kept from charging any further, is not "Discharging" while the mains feeds the machine.
	return !isPlugged && batteries.some(({ status }) => status === "Discharging") ? "battery" : "mains";
}

async function supplyIn(folder: string) {
	const read = async (file: string) => (await readFile(join(folder, file), "utf8").catch(() => "")).trim();
	const [type, scope, status] = await Promise.all(["type", "scope", "status"].map(read));
	// Some batteries have an `online` too, which says that there is one.
	return { type, scope, status, online: type === "Battery" ? "" : await read("online") };
}

async function librarySource(): Promise<PowerSource> {
	// Its battery alone, and only when asked: the whole library is seven times as large, and loading it looks at the machine.
	const { default: battery } = await import("systeminformation/lib/battery");
	const { hasBattery, acConnected, isCharging, percent } = await battery();
	if (!hasBattery) {
		return "none";
	}
	// Windows has a state "fully charged", of which the library does not say that the mains is connected.
	return acConnected || isCharging || percent >= 100 ? "mains" : "battery";
}
