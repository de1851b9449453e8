import { realpath } from "node:fs/promises";
import { findCommand } from "./debianPackages";

/** npm's main file, to be run with a Node. Known to whatever npm itself started. */
export async function findNpm(): Promise<string> {
	const parent = process.env["npm_execpath"];
	if (parent?.endsWith("npm-cli.js")) {
		return parent;
	}
	const command = findCommand("npm");
	if (command === undefined) {
		throw new Error("npm is not on the PATH.");
	}
	return realpath(command);
}
