// npm test: every check and every test that runs on this machine, one part after the other, and their sum.
// `all.js unit` runs the tests that need nothing but Node.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { installChromium } from "./support/chromium";
import { findNpm } from "./support/npm";
import { installPython } from "./support/python";
import { repositoryRoot } from "./support/repositoryRoot";
import { forgetResult, readResult, resultVariable, type TestResult } from "./support/result";
import { type CommandOptions, runCommand } from "./support/subprocess";
import { installVSCode } from "./support/vscodeInstall";

interface Part {
	readonly title: string;
	readonly run: () => Promise<TestResult>;
}

interface PartResult extends TestResult {
	readonly title: string;
	/** Milliseconds. */
	readonly time: number;
}

const minute = 60_000;
const root = repositoryRoot();
const results = join(root, "out", "results");

const checks: readonly Part[] = ["typecheck", "lint", "knip"].map((script) => ({
	title: script,
	run: () => runCheck(script),
}));
const unit: Part = {
	title: "unit tests",
	run: () => runNodeTests("unit", ["extension", "media", "server", "bench", "."]),
};
const engine: Part = { title: "engine", run: () => runNodeTests("engine", ["engine"]) };
const vscode: Part = { title: "installation of VS Code and Chromium", run: installEditor };
const sidebar: Part = { title: "sidebar", run: () => runNodeTests("sidebar", ["media/page"]) };
const host: Part = { title: "extension host", run: runExtensionHost };
const ui: Part = { title: "workbench", run: () => runNodeTests("ui", ["ui"]) };

async function main(): Promise<boolean> {
	await mkdir(results, { recursive: true });
	await installPython();
	if (process.argv[2] === "unit") {
		return report([await measure(unit)]);
	}
	const done: PartResult[] = [];
	for (const part of [...checks, unit, engine, vscode]) {
		done.push(await measure(part));
	}
	const hasEditor = done.at(-1)?.failed === 0;
	for (const part of [sidebar, host, ui]) {
		done.push(hasEditor ? await measure(part) : { title: `${part.title} (not run)`, passed: 0, failed: 1, time: 0 });
	}
	return report(done);
}

async function measure({ title, run }: Part): Promise<PartResult> {
	console.log(`\n== ${title}`);
	const start = performance.now();
	const result = await run().catch((error: unknown) => {
		console.error(error);
		return { passed: 0, failed: 1 };
	});
	return { title, ...result, time: performance.now() - start };
}

/** The last line is the sum; the exit code says whether all is well. */
function report(parts: readonly PartResult[]): boolean {
	console.log();
	for (const { title, passed, failed, time } of parts) {
		const seconds = (time / 1000).toFixed(1).padStart(7);
		console.log(`${failed > 0 ? "✖" : "✔"} ${seconds} s  ${title}: ${passed} passed, ${failed} failed`);
	}
	const passed = parts.reduce((sum, part) => sum + part.passed, 0);
	const failed = parts.reduce((sum, part) => sum + part.failed, 0);
	console.log(`${passed} passed, ${failed} failed`);
	return failed === 0;
}

/** A check counts as one test. */
async function runCheck(script: string): Promise<TestResult> {
	const isPassed = await runShown([await findNpm(), "run", "--silent", script], { timeLimit: 5 * minute });
	return isPassed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Node's test runner on the test files of some folders; of "." only those that lie in it. */
async function runNodeTests(name: string, folders: readonly string[]): Promise<TestResult> {
	const files = (await Promise.all(folders.map(testFiles))).flat();
	if (files.length === 0) {
		throw new Error(`There is no test file in ${folders.join(", ")}.`);
	}
	const tap = join(results, `${name}.tap`);
	await forgetResult(tap);
	const reporters = [
		["spec", "stdout"],
		["tap", tap],
	].flatMap(([reporter, destination]) => [`--test-reporter=${reporter}`, `--test-reporter-destination=${destination}`]);
	// One file at a time: the engine's tests need the core that they measure on.
	const args = ["--enable-source-maps", "--test", "--test-concurrency=1", ...reporters, ...files];
	const isPassed = await runShown(args, { timeLimit: 15 * minute });
	const text = existsSync(tap) ? await readFile(tap, "utf8") : "";
	// The sums are at the end; what a test prints may look like one.
	const count = (what: string) => Number([...text.matchAll(new RegExp(`^# ${what} (\\d+)$`, "gm"))].at(-1)?.[1] ?? 0);
	return judge({ passed: count("pass"), failed: count("fail") + count("cancelled") }, isPassed);
}

/** Tests that need Chromium, among others that do not. */
const browserFolder = "page";

/** Bundles of tests whose source is there: an earlier build may have left others. */
async function testFiles(folder: string): Promise<readonly string[]> {
	const sources = join(root, "test", folder);
	const names = existsSync(sources) ? await readdir(sources, { recursive: folder !== "." }) : [];
	return names
		.filter((name) => name.endsWith(".test.ts") && dirname(name) !== browserFolder)
		.map((name) => join(root, "dist", "test", folder, name.replace(/\.ts$/, ".js")));
}

async function installEditor(): Promise<TestResult> {
	const { server } = await installVSCode();
	console.log(`${server}\n${await installChromium()}`);
	return { passed: 1, failed: 0 };
}

/** The same suite as npm run test:desktop, in the VS Code that the tests bring. */
async function runExtensionHost(): Promise<TestResult> {
	const path = join(results, "vscode.json");
	await forgetResult(path);
	const tests = join(root, "dist", "test", "vscode");
	const env = { ...process.env, VSCODE_EXE: join(tests, "codeShim.js"), [resultVariable]: path };
	const isPassed = await runShown([join(tests, "desktop.js")], { env, timeLimit: 25 * minute });
	return judge((await readResult(path)) ?? { passed: 0, failed: 1 }, isPassed);
}

/** A part that failed, or ran no test, has failed whatever it counted. */
function judge(result: TestResult, isPassed: boolean): TestResult {
	const isSound = isPassed && result.passed > 0;
	return isSound || result.failed > 0 ? result : { ...result, failed: 1 };
}

/** Runs Node with its output shown. */
async function runShown(args: readonly string[], options: CommandOptions): Promise<boolean> {
	const { code, isLate } = await runCommand(process.execPath, args, { cwd: root, isShown: true, ...options });
	if (isLate) {
		console.error(`Ended after ${options.timeLimit / minute} minutes.`);
	}
	return code === 0;
}

main().then(
	(isPassed) => process.exit(isPassed ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
