import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runCommand } from "./subprocess";

/** Milliseconds; the packages are up to 120 MB of downloads. */
const timeLimit = 15 * 60_000;

/** The first of some commands that is on the PATH. */
export function findCommand(...names: readonly string[]): string | undefined {
	const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Whether this process may install packages: as root on Debian or a system made of it. */
export function canInstallDebianPackages(): boolean {
	return process.getuid?.() === 0 && findCommand("apt-get") !== undefined;
}

export async function installDebianPackages(names: readonly string[]): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	console.log(`Installing ${names.join(", ")} with apt-get`);
	for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...names]]) {
		const { code, output } = await runCommand("apt-get", args, { env, timeLimit });
		if (code !== 0) {
			throw new Error(`apt-get ${args.join(" ")} failed:\n${output.slice(-2000)}`);
		}
	}
}
