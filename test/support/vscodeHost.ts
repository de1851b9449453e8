// VS Code's own server with a throw-away profile, on 127.0.0.1; the workbench is a page that a browser opens.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Profile } from "./profile";
import { endWithThisProcess, stopGroup } from "./subprocess";
import type { VSCodeInstallation } from "./vscodeInstall";

export interface VSCodeHost {
	/** What a user opens. */
	readonly url: string;
	/** Of the server, which started the extension hosts. */
	readonly pid: number;
	/** The page of a folder. `payload` is what VS Code's pages understand: pairs of a name and a value. */
	pageUrl(folder: string, payload?: readonly (readonly [string, string])[]): string;
	/** A path on this machine as the page writes it. */
	remoteUri(path: string): string;
	/** What the server has said so far. */
	log(): Promise<string>;
	/** The server, the extension hosts and all that they started. */
	stop(): Promise<void>;
}

export interface HostOptions {
	readonly installation: VSCodeInstallation;
	readonly profile: Pick<Profile, "root" | "userDataDir" | "extensionsDir">;
	/** Lets a page load an extension from its folder and run tests in it; hides notifications. */
	readonly isTestDriver?: boolean;
	/** A folder is not trusted until the user says so. */
	readonly asksForTrust?: boolean;
	/** Logs all that there is to log. */
	readonly isTraced?: boolean;
	/** Any free one where it is not said. */
	readonly port?: number;
	/** What a page opens that names no folder. */
	readonly defaultFolder?: string;
	/** Only pages that know it are served. */
	readonly token?: string;
}

/** Milliseconds; it takes one or two seconds on an idle machine. */
const startLimit = 60_000;

export async function startVSCode(options: HostOptions): Promise<VSCodeHost> {
	const { profile } = options;
	const port = options.port ?? (await freePort());
	const logPath = join(profile.root, "server.log");
	await mkdir(join(profile.root, "h"), { recursive: true });
	const server = spawnServer(options, port, logPath);
	const forget = endWithThisProcess(server, "SIGKILL");
	const origin = `http://127.0.0.1:${port}`;
	const host: VSCodeHost = {
		url: options.token === undefined ? `${origin}/` : `${origin}/?tkn=${options.token}`,
		pid: server.pid ?? 0,
		pageUrl: (folder, payload = []) => {
			const pairs = JSON.stringify([["skipWelcome", "true"], ["skipReleaseNotes", "true"], ...payload]);
			return `${origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(pairs)}`;
		},
		remoteUri: (path) => `vscode-remote://127.0.0.1:${port}${path}`,
		log: () => readFile(logPath, "utf8"),
		stop: async () => {
			await stopGroup(server);
			forget();
		},
	};
	try {
		await untilUp(server, `${origin}/version`);
	} catch (error) {
		await host.stop();
		throw new Error(`VS Code's server did not start:\n${(await host.log()).slice(-4000)}`, { cause: error });
	}
	return host;
}

function spawnServer(options: HostOptions, port: number, logPath: string): ChildProcess {
	const { installation, profile, isTestDriver, asksForTrust, isTraced, defaultFolder, token } = options;
	const log = openSync(logPath, "w");
	const args = [
		installation.server,
		"--accept-server-license-terms",
		...["--host", "127.0.0.1", "--port", String(port)],
		...(token === undefined ? ["--without-connection-token"] : ["--connection-token", token]),
		...["--server-data-dir", join(profile.root, "s")],
		...["--user-data-dir", profile.userDataDir],
		...["--extensions-dir", profile.extensionsDir],
		"--disable-telemetry",
		...(asksForTrust ? [] : ["--disable-workspace-trust"]),
		...(isTraced ? ["--log", "trace"] : []),
		...(isTestDriver ? ["--enable-smoke-test-driver"] : []),
		...(defaultFolder === undefined ? [] : ["--default-folder", defaultFolder]),
	];
	const server = spawn(installation.node, args, {
		env: serverEnvironment(profile.root),
		stdio: ["ignore", log, log],
		detached: true,
	});
	closeSync(log);
	return server;
}

/** A home and a run-time folder of its own, no extension gallery, and nothing of a VS Code that this may run in. */
function serverEnvironment(root: string): NodeJS.ProcessEnv {
	const outer = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON|NODE_TEST)_/.test(name));
	return { ...Object.fromEntries(outer), HOME: join(root, "h"), XDG_RUNTIME_DIR: root, EXTENSIONS_GALLERY: "{}" };
}

/** The port if it is free, else one that is. */
export async function freePort(wanted = 0): Promise<number> {
	const probe = createServer().listen(wanted, "127.0.0.1");
	await once(probe, "listening");
	const address = probe.address();
	probe.close();
	await once(probe, "close");
	if (address === null || typeof address === "string") {
		throw new Error("No free port on 127.0.0.1.");
	}
	return address.port;
}

async function untilUp(server: ChildProcess, url: string): Promise<void> {
	const deadline = performance.now() + startLimit;
	for (;;) {
		const isUp = await fetch(url).then(
			(response) => response.ok,
			() => false,
		);
		if (isUp) {
			return;
		}
		if (server.exitCode !== null || performance.now() > deadline) {
			throw new Error(`${url} does not answer.`);
		}
		await delay(100);
	}
}
