import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of package.json. Bundles lie at different depths of dist/, so it is looked for upwards. */
export function repositoryRoot(): string {
	let folder = __dirname;
	while (!existsSync(join(folder, "package.json"))) {
		const parent = dirname(folder);
		if (parent === folder) {
			throw new Error(`No package.json above ${__dirname}.`);
		}
		folder = parent;
	}
	return folder;
}
