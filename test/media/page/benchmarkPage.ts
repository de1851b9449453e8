/** The built page of benchmarks in a real browser, with its real policy, and a stand-in for VS Code around it. */
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { after, before } from "node:test";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Uri } from "vscode";
import { pageHtml } from "../../../extension/pageHtml";
import type { FromBenchmarkPage, ToBenchmarkPage } from "../../../media/benchmark/protocol";
import { addressOf, browserArguments, pathUri, standInForVSCode } from "./page";
import { postTo } from "./posting";
import { type Theme, themes } from "./themes";

type ThemeName = keyof typeof themes;

interface PageOptions {
	readonly theme?: ThemeName;
	readonly width?: number;
	readonly height?: number;
	/** What VS Code kept of an earlier page. */
	readonly kept?: unknown;
}

/** Opens the page, posts messages, looks at it, and sees that no script failed and nothing was forbidden. */
export type LookAtBenchmarks = (
	messages: readonly ToBenchmarkPage[],
	see: (opened: OpenedPage) => Promise<void>,
	options?: PageOptions,
) => Promise<void>;

/** What VS Code's own themes give charts. */
const chartColors: Readonly<Record<ThemeName, readonly string[]>> = {
	dark: ["#59a4f9", "#d18616", "#89d185", "#b180d7", "#f14c4c", "#cca700"],
	light: ["#0063d3", "#d18616", "#388a34", "#652d90", "#e51400", "#bf8803"],
	highContrast: ["#59a4f9", "#d18616", "#89d185", "#b180d7", "#f48771", "#ffd370"],
	highContrastLight: ["#0063d3", "#0f4a85", "#374e06", "#652d90", "#b5200d", "#895503"],
};

/** One browser for the tests of a file. */
export function benchmarkPageTests(): LookAtBenchmarks {
	let browser: Browser | undefined;
	let server: Server | undefined;
	before(async () => {
		server = createServer((request, response) => {
			void answer(request.url ?? "").then(({ type, body }) => {
				response.writeHead(body === "" ? 404 : 200, { "content-type": type }).end(body);
			});
		});
		await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
		browser = await chromium.launch({
			executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
			args: browserArguments,
		});
	});
	after(async () => {
		await browser?.close();
		server?.close();
	});
	return async (messages, see, options = {}) => {
		assert.ok(browser && server);
		const opened = await open(browser, addressOf(server).port, options);
		try {
			assert.deepEqual(await opened.sent(), [{ kind: "ready" }]);
			await opened.post(...messages);
			await see(opened);
			assert.deepEqual(opened.errors, []);
		} finally {
			await opened.page.close();
		}
	};
}

export class OpenedPage {
	constructor(
		readonly page: Page,
		readonly errors: readonly string[],
	) {}

	/** Posts messages in one go, and returns when they are drawn. */
	async post(...messages: readonly ToBenchmarkPage[]): Promise<void> {
		await postTo(this.page, messages);
	}

	/** What the page sent since the last call. */
	async sent(): Promise<readonly FromBenchmarkPage[]> {
		return this.page.evaluate((): unknown[] => window.sent.splice(0)) as Promise<FromBenchmarkPage[]>; // The page is typed so.
	}

	/** Kept in out/screenshots, where it can be looked at after the run. */
	async screenshot(name: string): Promise<void> {
		const folder = join("out", "screenshots");
		await mkdir(folder, { recursive: true });
		await this.page.screenshot({ path: join(folder, `benchmark-${name}.png`), fullPage: true });
	}
}

async function open(
	browser: Browser,
	port: number,
	{ theme: name = "dark", width = 1000, height = 800, kept }: PageOptions,
): Promise<OpenedPage> {
	const page = await browser.newPage({ viewport: { width, height } });
	const errors: string[] = [];
	page.on("pageerror", (error) => errors.push(error.message));
	page.on("console", (message) => {
		if (message.type() === "error") {
			errors.push(message.text());
		}
	});
	const charts = ["blue", "orange", "green", "purple", "red", "yellow"].map(
		(color, index) => [`--vscode-charts-${color}`, chartColors[name][index] ?? ""] as const,
	);
	const theme: Theme = { ...themes[name], variables: { ...themes[name].variables, ...Object.fromEntries(charts) } };
	await page.addInitScript(standInForVSCode, { theme, kept });
	await page.goto(`http://127.0.0.1:${port}/`);
	return new OpenedPage(page, errors);
}

async function answer(path: string): Promise<{ readonly type: string; readonly body: string }> {
	if (path === "/") {
		const webview = { cspSource: "'self'", asWebviewUri: (uri: Uri) => uri };
		return { type: "text/html", body: pageHtml(webview, pathUri(""), { name: "benchmark", title: "Benchmarks" }) };
	}
	const name = /^\/dist\/media\/(benchmark\.(js|css))$/.exec(path);
	return name?.[1] === undefined
		? { type: "text/plain", body: "" }
		: {
				type: name[2] === "js" ? "text/javascript" : "text/css",
				body: await readFile(join("dist/media", name[1]), "utf8"),
			};
}
