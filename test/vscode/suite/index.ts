// Runs inside VS Code's extension host, which calls run(): the files beside this one that end in .test.js.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { resultVariable, writeResult } from "../../support/result";

/** Milliseconds for one test. The first one waits for the server and the model on a machine that is busy. */
const timeLimit = 90_000;

/** Rejects when a test failed, which VS Code turns into the exit code. */
export async function run(): Promise<void> {
	// An ES module, which the extension host's require() may not load.
	const { default: Mocha } = await import("mocha");
	const mocha = new Mocha({ ui: "tdd", timeout: timeLimit, forbidOnly: true, forbidPending: true, reporter: "spec" });
	const names = (await readdir(__dirname)).filter((name) => name.endsWith(".test.js"));
	for (const name of names.sort()) {
		mocha.addFile(join(__dirname, name));
	}
	let passed = 0;
	const failed = await new Promise<number>((resolve) => {
		mocha.run(resolve).on("pass", () => {
			passed += 1;
		});
	});
	const path = process.env[resultVariable];
	if (path !== undefined) {
		await writeResult(path, { passed, failed });
	}
	if (passed === 0 || failed > 0) {
		throw new Error(`${passed} passed, ${failed} failed`);
	}
}
