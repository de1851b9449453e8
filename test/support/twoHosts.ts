// What two extension hosts that follow each other on one profile have in common.
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Environment variable with the name of the folder of test files that a host runs. */
export const suiteVariable = "RATIONALE_TEST_SUITE";

/** Environment variable with the port for VS Code's server: a workspace is known by its address, port included. */
export const portVariable = "RATIONALE_TEST_PORT";

/** Environment variable with the folder that VS Code keeps its users' data in. */
export const userDataVariable = "RATIONALE_TEST_USER_DATA";

/** What the first host tells the second one of a run. */
export interface Handover {
	readonly id: string;
	/** As it was exported. */
	readonly markdown: string;
	/** Another one, which gave a function a name; its file is to be written anew. */
	readonly named: string;
}

export function handoverPath(userDataDir: string): string {
	return join(userDataDir, "handover.json");
}

/** Where the extension keeps the runs of the one workspace of a profile; undefined before there are any. */
export async function findRunsFolder(userDataDir: string): Promise<string | undefined> {
	const storage = join(userDataDir, "User", "workspaceStorage");
	const names = await readdir(storage, { recursive: true }).catch(() => []);
	const found = names.find((name) => name.endsWith(join("rationale.rationale", "runs")));
	return found && join(storage, found);
}
