/** The built sidebar in a real browser, with its real page and policy, and a stand-in for VS Code around it. */
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before } from "node:test";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { Uri } from "vscode";
import { reasoningHtml } from "../../../extension/reasoningHtml";
import type { EventView, FromWebview, ToWebview } from "../../../media/reasoning/protocol";
import { postTo } from "./posting";
import { type Theme, themes } from "./themes";

declare global {
	interface Window {
		/** Messages of the page, as the extension would receive them. */
		sent: FromWebview[];
		/** What the page asked VS Code to keep. */
		kept: unknown;
		/** For a test's own notes of what was taken out of the page. */
		removed: string[];
	}
}

export const browserArguments = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

interface PageOptions {
	readonly theme?: Theme;
	readonly width?: number;
	readonly height?: number;
	/** What VS Code kept of an earlier page. */
	readonly kept?: unknown;
	readonly reducedMotion?: boolean;
}

/** Opens the sidebar, posts messages, looks at it, and sees that no script failed and nothing was forbidden. */
export type Look = (
	messages: readonly ToWebview[],
	see: (sidebar: SidebarPage) => Promise<void>,
	options?: PageOptions,
) => Promise<void>;

/** One browser for the tests of a file. */
export function sidebarTests(): Look {
	let browser: SidebarBrowser | undefined;
	before(async () => {
		browser = await SidebarBrowser.launch();
	});
	after(() => browser?.close());
	return async (messages, see, options) => {
		assert.ok(browser);
		const sidebar = await browser.open(options);
		try {
			assert.deepEqual(await sidebar.sent(), [{ kind: "ready" }]);
			await sidebar.post(...messages);
			await see(sidebar);
			assert.deepEqual(sidebar.errors, []);
		} finally {
			await sidebar.close();
		}
	};
}

class SidebarBrowser {
	readonly #server: Server;
	readonly #browser: Browser;

	private constructor(server: Server, browser: Browser) {
		this.#server = server;
		this.#browser = browser;
	}

	static async launch(): Promise<SidebarBrowser> {
		const server = createServer((request, response) => {
			void answer(request.url ?? "").then(({ type, body }) => {
				response.writeHead(body === "" ? 404 : 200, { "content-type": type }).end(body);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
		return new SidebarBrowser(server, await chromium.launch({ executablePath, args: browserArguments }));
	}

	async open(options: PageOptions = {}): Promise<SidebarPage> {
		const { theme = themes.dark, width = 360, height = 800, kept, reducedMotion = false } = options;
		const context = await this.#browser.newContext({
			viewport: { width, height },
			reducedMotion: reducedMotion ? "reduce" : "no-preference",
		});
		const page = await context.newPage();
		const errors: string[] = [];
		page.on("pageerror", (error) => errors.push(error.message));
		page.on("console", (message) => {
			if (message.type() === "error") {
				errors.push(message.text());
			}
		});
		await page.addInitScript(standInForVSCode, { theme: { ...theme }, kept });
		const { port } = addressOf(this.#server);
		await page.goto(`http://127.0.0.1:${port}/`);
		const opened = new SidebarPage(context, page, errors);
		await opened.post({ kind: "colors", colors: theme.colors });
		return opened;
	}

	async close(): Promise<void> {
		await this.#browser.close();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

export class SidebarPage {
	constructor(
		readonly context: BrowserContext,
		readonly page: Page,
		/** Errors of scripts and of the policy. */
		readonly errors: readonly string[],
	) {}

	/** Posts messages in one go, and returns when they are drawn. */
	async post(...messages: readonly ToWebview[]): Promise<void> {
		await postTo(this.page, messages);
	}

	/** Resolves when what was clicked or typed is drawn. */
	drawn(): Promise<void> {
		return this.post();
	}

	/** Posts a run's events, a message for each; returns the sequence that they came to. */
	async stream(id: string, events: readonly EventView[], from = 0): Promise<number> {
		await this.post(
			...events.map((event, i): ToWebview => ({ kind: "events", id, sequence: from + i + 1, events: [event] })),
		);
		return from + events.length;
	}

	/** What the page sent since the last call. */
	async sent(): Promise<readonly FromWebview[]> {
		return this.page.evaluate(() => window.sent.splice(0));
	}

	async texts(selector: string): Promise<readonly string[]> {
		return this.page.locator(selector).allInnerTexts();
	}

	/** Kept in out/screenshots, where it can be looked at after the run. */
	async screenshot(name: string): Promise<void> {
		const folder = join("out", "screenshots");
		await mkdir(folder, { recursive: true });
		await this.page.screenshot({ path: join(folder, `sidebar-${name}.png`) });
	}

	async close(): Promise<void> {
		await this.context.close();
	}
}

export function standInForVSCode({ theme, kept }: { readonly theme: Theme; readonly kept: unknown }): void {
	window.sent = [];
	window.kept = kept;
	Object.assign(window, {
		acquireVsCodeApi: () => ({
			postMessage: (message: FromWebview) => window.sent.push(message),
			getState: () => window.kept,
			setState: (state: unknown) => {
				window.kept = state;
			},
		}),
	});
	// The body comes later than this script.
	new MutationObserver((_, observer) => {
		if (document.body !== null) {
			document.body.className = theme.classes;
			observer.disconnect();
		}
	}).observe(document, { childList: true, subtree: true });
	addEventListener("DOMContentLoaded", () => {
		for (const [name, value] of Object.entries(theme.variables)) {
			document.documentElement.style.setProperty(name, value);
		}
	});
}

async function answer(path: string): Promise<{ readonly type: string; readonly body: string }> {
	if (path === "/") {
		const webview = { cspSource: "'self'", asWebviewUri: (uri: Uri) => uri };
		return { type: "text/html", body: reasoningHtml(webview, pathUri("")) };
	}
	const name = /^\/dist\/media\/(reasoning\.(js|css))$/.exec(path);
	return name?.[1] === undefined
		? { type: "text/plain", body: "" }
		: {
				type: name[2] === "js" ? "text/javascript" : "text/css",
				body: await readFile(join("dist/media", name[1]), "utf8"),
			};
}

/** A URI that is only a path of the test's server. */
export function pathUri(path: string): Uri {
	return {
		scheme: "http",
		authority: "",
		path,
		query: "",
		fragment: "",
		fsPath: path,
		with: (change) => pathUri(change.path ?? path),
		toString: () => path,
		toJSON: () => path,
	};
}

export function addressOf(server: Server): AddressInfo {
	const address = server.address();
	if (address === null || typeof address === "string") {
		throw new Error("The server has no port.");
	}
	return address;
}
