#!/usr/bin/env node
// Stands in for VS Code's `code` executable where there is no desktop: takes the arguments that @vscode/test-electron
// passes, runs the suite in the extension host of VS Code's server with the workbench in headless Chromium, prints what
// the host prints, and exits with the suite's code.
import { format, parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { installChromium, launchChromium } from "../support/chromium";
import { temporaryFolder } from "../support/profile";
import { portVariable } from "../support/twoHosts";
import { startVSCode, type VSCodeHost } from "../support/vscodeHost";
import { installVSCode } from "../support/vscodeInstall";

/** Milliseconds for the whole suite. */
const timeLimit = 20 * 60_000;

/** Milliseconds in which the server's log tells how the extension host ended. */
const logLimit = 5_000;

/** What the workbench writes of itself, among what the suite writes. */
const workbenchLine = /^(\[[\w :-]+\] |Resolv(ing|ed) connection|Creating a socket|\w+ (fetching )?additional builtin)/;

interface Launch {
	readonly folder: string;
	readonly userDataDir: string;
	readonly extensionsDir: string;
	readonly developmentPath: string;
	readonly testsPath: string;
	readonly hasExtensions: boolean;
}

async function main(): Promise<number> {
	const launch = readLaunch(process.argv.slice(2));
	const executable = await installChromium();
	const port = process.env[portVariable];
	const host = await startVSCode({
		...(port === undefined ? {} : { port: Number(port) }),
		installation: await installVSCode(),
		profile: { root: temporaryFolder("rt-"), ...launch },
		isTestDriver: true,
	});
	let browser: Browser | undefined;
	try {
		browser = await launchChromium(executable);
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		const code = await runSuite(page, host, launch);
		return code === 0 ? await codeOfExtensionHost(host) : code;
	} finally {
		await browser?.close();
		await host.stop();
	}
}

function readLaunch(args: readonly string[]): Launch {
	const { values, positionals } = parseArgs({ args: [...args], strict: false, allowPositionals: true });
	const [folder] = positionals;
	const text = (name: string): string => {
		const value = values[name];
		if (typeof value !== "string") {
			throw new Error(`--${name} is missing.`);
		}
		return value;
	};
	if (folder === undefined) {
		throw new Error("The folder to open is missing.");
	}
	return {
		folder,
		userDataDir: text("user-data-dir"),
		extensionsDir: text("extensions-dir"),
		developmentPath: text("extensionDevelopmentPath"),
		testsPath: text("extensionTestsPath"),
		hasExtensions: values["disable-extensions"] !== true,
	};
}

/** Resolves to the code that the workbench says the suite ended with. */
async function runSuite(page: Page, host: VSCodeHost, launch: Launch): Promise<number> {
	// The two functions that the workbench calls in the page when it is driven by a test.
	await page.exposeFunction("codeAutomationLog", (_type: string, args: readonly unknown[]) => {
		const line = format(...args);
		if (!workbenchLine.test(line)) {
			console.log(line);
		}
	});
	const suite = new Promise<number>((resolve) => {
		void page.exposeFunction("codeAutomationExit", resolve);
	});
	const crash = new Promise<never>((_resolve, reject) => {
		page.once("crash", () => reject(new Error("The workbench's page crashed.")));
	});
	const late = new Promise<never>((_resolve, reject) => {
		setTimeout(() => reject(new Error(`The suite did not end in ${timeLimit / 60_000} minutes.`)), timeLimit).unref();
	});
	await page.goto(
		host.pageUrl(launch.folder, [
			["extensionDevelopmentPath", host.remoteUri(launch.developmentPath)],
			["extensionTestsPath", host.remoteUri(launch.testsPath)],
			...(launch.hasExtensions ? [] : [["disableExtensions", "true"] as const]),
		]),
	);
	return Promise.race([suite, crash, late]);
}

/** The workbench says 0 when the extension host dies in the middle of the run; the server's log tells how it ended. */
async function codeOfExtensionHost(host: VSCodeHost): Promise<number> {
	const deadline = performance.now() + logLimit;
	while (performance.now() < deadline) {
		const end = /Extension Host Process exited with code: (\w+), signal: (\w+)/.exec(await host.log());
		if (end !== null) {
			const [line, code, signal] = end;
			if (code === "0" && signal === "null") {
				return 0;
			}
			console.error(line);
			return 1;
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return 0;
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(2);
	},
);
