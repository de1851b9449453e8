// The workbench in Chromium, with the extension installed and a copy of the sample workspace open.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { installChromium, launchChromium } from "../support/chromium";
import { findEngines } from "../support/engineProcess";
import {
	copySampleWorkspace,
	createProfile,
	installExtension,
	type Settings,
	temporaryFolder,
	tinyModelSettings,
} from "../support/profile";
import { repositoryRoot } from "../support/repositoryRoot";
import { type HostOptions, startVSCode, type VSCodeHost } from "../support/vscodeHost";
import { installVSCode } from "../support/vscodeInstall";

export type ColorScheme = "light" | "dark" | "high-contrast";

/** Milliseconds until the workbench stands, on a machine that is busy. */
const startLimit = 90_000;

/** Milliseconds for whatever comes after that. */
const stepLimit = 30_000;

/** Milliseconds after which the palette is opened once more. */
const paletteLimit = 5000;

/** One server and one browser; each window is a fresh workbench with an extension host of its own. */
export class WorkbenchServer {
	private constructor(
		private readonly host: VSCodeHost,
		private readonly browser: Browser,
		/** Where VS Code keeps what belongs to the user. */
		readonly userDataDir: string,
	) {}

	static async start(
		settings: Settings = {},
		options: Pick<HostOptions, "asksForTrust" | "isTraced"> = {},
	): Promise<WorkbenchServer> {
		const profile = await createProfile({
			...tinyModelSettings(),
			"window.autoDetectColorScheme": true,
			"editor.minimap.enabled": false,
			...settings,
		});
		await installExtension(profile.extensionsDir);
		const executable = await installChromium();
		const host = await startVSCode({ ...options, installation: await installVSCode(), profile });
		const browser = await launchChromium(executable).catch(async (error: unknown) => {
			await host.stop();
			throw error;
		});
		return new WorkbenchServer(host, browser, profile.userDataDir);
	}

	/** Opens a file of a new copy of the sample workspace, which has settings of its own. */
	async open(file: string, colorScheme: ColorScheme, settings: Settings = {}): Promise<Workbench> {
		const workspace = await copySampleWorkspace(temporaryFolder("rt-"));
		await mkdir(join(workspace, ".vscode"));
		await writeFile(join(workspace, ".vscode", "settings.json"), JSON.stringify(settings));
		const page = await this.browser.newPage({
			viewport: { width: 1280, height: 800 },
			deviceScaleFactor: 1.5,
			colorScheme: colorScheme === "light" ? "light" : "dark",
			forcedColors: colorScheme === "high-contrast" ? "active" : "none",
		});
		const payload = [["openFile", this.host.remoteUri(join(workspace, file))]] as const;
		await page.goto(this.host.pageUrl(workspace, payload));
		await page.locator(".editor-instance .view-line").first().waitFor({ timeout: startLimit });
		page.setDefaultTimeout(stepLimit);
		return new Workbench(page, workspace, colorScheme);
	}

	/** The engines of all windows. */
	engines(): Promise<readonly number[]> {
		return findEngines(this.host.pid);
	}

	/** From now on the extension's server cannot start. */
	async breakServer(): Promise<void> {
		const folder = join(dirname(this.userDataDir), "e");
		for (const name of (await readdir(folder)).filter((it) => it.startsWith("rationale."))) {
			await rm(join(folder, name, "dist", "server.js"), { force: true });
		}
	}

	async stop(): Promise<void> {
		await this.browser.close();
		await this.host.stop();
	}
}

/** What a user sees of one window, and does in it. */
export class Workbench {
	constructor(
		readonly page: Page,
		readonly workspace: string,
		private colorScheme: ColorScheme,
	) {}

	/** Runs a command from the palette. `look` sees the palette before the command is picked. */
	async runCommand(title: string, look?: () => Promise<void>): Promise<void> {
		const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
		// A workbench that still starts may take the focus, and the palette closes.
		await until(`the palette offers ${title}`, async () => {
			await this.page.keyboard.press("F1");
			await this.page.locator(".quick-input-widget .quick-input-box input").fill(`>${title}`);
			return row.waitFor({ timeout: paletteLimit }).then(
				() => true,
				() => false,
			);
		});
		await look?.();
		await row.click();
	}

	/** A row of the picker that is open. */
	pickerRow(text: string): Locator {
		return this.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
	}

	/** The picker that is open has all that it waited for. */
	async pickerFilled(): Promise<void> {
		const progress = this.page.locator(".quick-input-widget .quick-input-progress.active");
		await until("the picker is filled", async () => (await progress.count()) === 0);
	}

	/** Puts the cursor on a line of the file that is open; the first one is 1. */
	async goToLine(line: number): Promise<void> {
		await this.page.keyboard.press("Control+G");
		await this.page.locator(".quick-input-widget .quick-input-box input").fill(`:${line}`);
		await this.page.keyboard.press("Enter");
	}

	/** The lines of the editor that hold a text; a view draws spaces as no-break spaces. */
	line(text: string): Locator {
		return this.page.locator(".editor-instance .view-line", { hasText: text.replaceAll(" ", "\u00a0") });
	}

	/** Text that a completion would insert. */
	ghostText(text: string | RegExp): Locator {
		return this.page.locator(".editor-instance .ghost-text-decoration", { hasText: text });
	}

	/** A CodeLens of the editor, by its title. */
	lens(title: string): Locator {
		return this.page.locator(".codelens-decoration a", { hasText: title });
	}

	/** The extension's item in the status bar, which is there as soon as the extension is. */
	get status(): Locator {
		return this.page.locator("#rationale\\.rationale\\.rationale\\.status");
	}

	/** What the status bar says of the cursor, such as "Ln 5, Col 1". */
	cursor(text: string): Locator {
		return this.page.locator("#status\\.editor\\.selection", { hasText: text });
	}

	notification(text: string | RegExp): Locator {
		return this.page.locator(".notifications-toasts .notification-list-item", { hasText: text });
	}

	/** The page of the reasoning sidebar. */
	get sidebar(): FrameLocator {
		// VS Code has pages of its own, for the pictures of a walkthrough.
		const page = 'iframe.webview.ready[src*="extensionId=rationale"]';
		return this.page.frameLocator(page).frameLocator("#active-frame");
	}

	/** The steps of the thought that the sidebar shows. */
	get steps(): Locator {
		return this.sidebar.getByRole("list", { name: "Thought, step by step" }).getByRole("listitem");
	}

	/** The words in which the sidebar says how far the run is. */
	state(text: RegExp): Locator {
		return this.sidebar.locator(".state-text", { hasText: text });
	}

	async openSidebar(): Promise<void> {
		await this.page.locator('.activitybar .action-item a[aria-label="Rationale"]').click();
		await this.sidebar.getByRole("textbox").waitFor();
	}

	/** Drags the edge of the sidebar to a width in pixels. */
	async resizeSidebar(width: number): Promise<void> {
		const box = await this.page.locator(".part.sidebar").boundingBox();
		if (box === null) {
			throw new Error("The sidebar is not on the screen.");
		}
		const y = box.y + box.height / 2;
		await this.page.mouse.move(box.x + box.width, y);
		await this.page.mouse.down();
		await this.page.mouse.move(box.x + width, y, { steps: 5 });
		await this.page.mouse.up();
	}

	/** The file's text on the disk. */
	read(file: string): Promise<string> {
		return readFile(join(this.workspace, file), "utf8");
	}

	/** Saves the active editor and waits for what the disk is to hold. */
	async save(file: string, expected: string): Promise<void> {
		await this.page.keyboard.press("Control+S");
		await until(`${file} is saved`, async () => (await this.read(file)) === expected);
	}

	/** As if the user's system changed its colours; the open sidebar has taken them up, too. */
	async setColorScheme(scheme: "light" | "dark"): Promise<void> {
		if (scheme === this.colorScheme) {
			return;
		}
		const before = await this.#keywordColor();
		await this.page.emulateMedia({ colorScheme: scheme });
		await until(`the colours are ${scheme}`, async () => (await this.#keywordColor()) !== before);
		this.colorScheme = scheme;
	}

	/** Kept in out/screenshots, where they can be looked at after the run. */
	async screenshot(name: string): Promise<void> {
		// Where the pointer rests there may be a hover; an edge that was dragged shows it for a while.
		await this.page.mouse.move(1000, 700);
		await until("no edge is lit", async () => !(await this.page.locator(".monaco-sash:is(.hover, .active)").count()));
		const folder = join(repositoryRoot(), "out", "screenshots");
		await mkdir(folder, { recursive: true });
		await this.page.screenshot({ path: join(folder, `${name}-${this.colorScheme}.png`), animations: "disabled" });
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}

	/** Of code in the sidebar. */
	#keywordColor(): Promise<string> {
		return this.sidebar
			.locator("html")
			.evaluate((element: { style: { getPropertyValue(name: string): string } }) =>
				element.style.getPropertyValue("--rationale-token-keyword"),
			);
	}
}

/** Waits until a probe holds. */
export async function until(what: string, probe: () => Promise<boolean>): Promise<void> {
	const deadline = performance.now() + stepLimit;
	while (!(await probe())) {
		assert.ok(performance.now() < deadline, `Waited in vain until ${what}.`);
		await delay(50);
	}
}
