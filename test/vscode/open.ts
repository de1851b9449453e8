// npm run vscode: a VS Code with the extension, the tiny model and a copy of the sample workspace. The desktop's where
// `code` is on the PATH, else one in the browser.

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { findCommand } from "../support/debianPackages";
import {
	copySampleWorkspace,
	createProfile,
	installExtension,
	type Profile,
	tinyModelSettings,
} from "../support/profile";
import { repositoryRoot } from "../support/repositoryRoot";
import { freePort, startVSCode } from "../support/vscodeHost";
import { installVSCode } from "../support/vscodeInstall";

/** The same address every time, where it is free. */
const usualPort = 8917;

const howTo = `
  1. Open src/cart.ts and put the cursor in a function.
  2. Press F1 and run "Rationale: Fix".
  3. Read the thought in the sidebar; Accept, Reject or ask Why above each change.`;

async function main(): Promise<void> {
	const profile = await createProfile({ ...tinyModelSettings(), "workbench.startupEditor": "readme" });
	const workspace = await copySampleWorkspace(profile.root);
	const code = findCommand("code");
	if (code === undefined) {
		await openInBrowser(profile, workspace);
	} else {
		await openOnDesktop(code, profile, workspace);
	}
}

async function openOnDesktop(code: string, profile: Profile, workspace: string): Promise<void> {
	console.log(`Opening VS Code. ${howTo}\n\nThis command ends when its window is closed.`);
	const args = [
		"--wait",
		"--new-window",
		`--extensionDevelopmentPath=${repositoryRoot()}`,
		`--user-data-dir=${profile.userDataDir}`,
		`--extensions-dir=${profile.extensionsDir}`,
		workspace,
	];
	await once(spawn(code, args, { stdio: "inherit" }), "close");
}

async function openInBrowser(profile: Profile, workspace: string): Promise<void> {
	await installExtension(profile.extensionsDir);
	const host = await startVSCode({
		installation: await installVSCode(),
		profile,
		port: await freePort(usualPort).catch(() => freePort()),
		defaultFolder: workspace,
		// Whoever opens the page has a terminal on this machine.
		token: randomBytes(12).toString("hex"),
	});
	console.log(`VS Code runs at ${host.url}\n${howTo}\n\nThe workspace is ${workspace}. Ctrl+C ends VS Code.`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
