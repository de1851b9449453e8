import { mkdtempSync, rmSync } from "node:fs";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "./repositoryRoot";
import { atExit } from "./subprocess";

/** The folders that one VS Code writes to, below a root that is thrown away. */
export interface Profile {
	readonly root: string;
	readonly userDataDir: string;
	readonly extensionsDir: string;
}

export type Settings = Readonly<Record<string, unknown>>;

/** Nothing on the screen that is not ours, and nothing that asks the network. */
const quietSettings: Settings = {
	"workbench.startupEditor": "none",
	"workbench.enableExperiments": false,
	"workbench.tips.enabled": false,
	"workbench.welcomePage.walkthroughs.openOnInstall": false,
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"window.commandCenter": false,
	// The web workbench would save a proposal a second after it was made.
	"files.autoSave": "off",
	"window.title": "Visual Studio Code",
	"chat.disableAIFeatures": true,
	"security.workspace.trust.enabled": false,
	"telemetry.telemetryLevel": "off",
	"extensions.ignoreRecommendations": true,
	"extensions.autoUpdate": false,
	"extensions.autoCheckUpdates": false,
	"update.mode": "none",
	"git.enabled": false,
	"json.schemaDownload.enable": false,
	"typescript.disableAutomaticTypeAcquisition": true,
	"npm.fetchOnlinePackageInfo": false,
};

/** The tiny model, always with the same answer to the same question. */
export function tinyModelSettings(): Settings {
	return {
		"rationale.model.path": join(repositoryRoot(), "test", "tiny-r1", "tiny-r1.gguf"),
		"rationale.model.contextSize": 2048,
		"rationale.model.gpu": "off",
		// More threads than free cores make llama.cpp wait at its barriers.
		"rationale.model.threads": 1,
		"rationale.sampling": { temperature: 0 },
		// Other tests type too, and measure what the model does.
		"rationale.completion.automatic": "off",
	};
}

/** A short path: sockets lie below it, and a socket's path may have 107 bytes. */
export async function createProfile(settings: Settings): Promise<Profile> {
	const root = temporaryFolder("rt-");
	const userDataDir = join(root, "u");
	const extensionsDir = join(root, "e");
	await mkdir(extensionsDir);
	// With a remote host, settings of scope "machine" are read from Machine alone; desktop VS Code reads User alone.
	for (const folder of ["User", "Machine"]) {
		await mkdir(join(userDataDir, folder), { recursive: true });
		const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, "\t");
		await writeFile(join(userDataDir, folder, "settings.json"), text);
	}
	return { root, userDataDir, extensionsDir };
}

/**
 * Puts the built extension where VS Code finds what is installed: as a package would hold it, but with its
 * dependencies linked instead of copied.
 */
export async function installExtension(extensionsDir: string): Promise<void> {
	const repository = repositoryRoot();
	const manifest: { publisher: string; name: string; version: string } = JSON.parse(
		await readFile(join(repository, "package.json"), "utf8"),
	);
	const folder = join(extensionsDir, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
	await mkdir(folder, { recursive: true });
	await cp(join(repository, "package.json"), join(folder, "package.json"));
	await cp(join(repository, "media"), join(folder, "media"), { recursive: true });
	const tests = join(repository, "dist", "test");
	await cp(join(repository, "dist"), join(folder, "dist"), { recursive: true, filter: (path) => path !== tests });
	await symlink(join(repository, "node_modules"), join(folder, "node_modules"));
}

/** A copy of the sample workspace to work in. */
export async function copySampleWorkspace(parent: string): Promise<string> {
	const workspace = join(parent, "sample");
	await cp(join(repositoryRoot(), "test", "fixtures", "workspace"), workspace, { recursive: true });
	return workspace;
}

/** Gone when this process has ended, but for RATIONALE_TEST_KEEP: then its logs can be read. */
export function temporaryFolder(prefix: string): string {
	const folder = mkdtempSync(join(tmpdir(), prefix));
	if (process.env["RATIONALE_TEST_KEEP"] === undefined) {
		atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	}
	return folder;
}
