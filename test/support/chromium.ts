import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { canInstallDebianPackages, findCommand, installDebianPackages } from "./debianPackages";

/** The browser that shows the workbench: one that is there, else Debian's. */
export async function installChromium(): Promise<string> {
	const chosen = process.env["CHROMIUM"];
	if (chosen !== undefined && !existsSync(chosen)) {
		throw new Error(`CHROMIUM names ${chosen}, which does not exist.`);
	}
	const found = chosen ?? findInstalled();
	if (found !== undefined) {
		return found;
	}
	if (canInstallDebianPackages()) {
		await installDebianPackages(["chromium", "fonts-dejavu-core"]);
	}
	const installed = findInstalled();
	if (installed === undefined) {
		throw new Error(
			"The tests need Chromium: install it (Debian: apt-get install chromium fonts-dejavu-core) or name it in CHROMIUM.",
		);
	}
	return installed;
}

/** Headless; ends when this process does. */
export function launchChromium(executablePath: string): Promise<Browser> {
	return chromium.launch({
		executablePath,
		args: [
			// Chromium's sandbox refuses to start as root, which is who runs the tests in a container.
			"--no-sandbox",
			"--disable-gpu",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
	});
}

function findInstalled(): string | undefined {
	return findCommand("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
}
