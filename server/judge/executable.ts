import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

const isWindows = process.platform === "win32";

/**
 * Absolute path of a program that the PATH has. Looked for here, and not by the system: on Windows that would look into the
 * folder of the workspace first.
 */
export async function findExecutable(name: string): Promise<string | undefined> {
	const folders = (process.env["PATH"] ?? process.env["Path"] ?? "").split(delimiter).filter(isAbsolute);
	for (const folder of folders) {
		const path = join(folder, isWindows ? `${name}.exe` : name);
		if (await isExecutable(path)) return path;
	}
	return undefined;
}

function isExecutable(path: string): Promise<boolean> {
	return access(path, constants.X_OK).then(
		() => true,
		() => false,
	);
}
