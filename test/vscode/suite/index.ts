// Runs inside VS Code's extension host, which calls run(): the files that end in .test.js beside this one, or in the
// folder that is named.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { resultVariable, writeResult } from "../../support/result";
import { suiteVariable } from "../../support/twoHosts";

/** Milliseconds for one test. The first one waits for the server and the model on a machine that is busy. */
const timeLimit = 90_000;

/** Rejects when a test failed, which VS Code turns into the exit code. */
export async function run(): Promise<void> {
	// An ES module, which the extension host's require() may not load.
	const { default: Mocha } = await import("mocha");
	const mocha = new Mocha({ ui: "tdd", timeout: timeLimit, forbidOnly: true, forbidPending: true, reporter: "spec" });
	const folder = join(__dirname, "..", process.env[suiteVariable] ?? "suite");
	const names = (await readdir(folder)).filter((name) => name.endsWith(".test.js"));
	for (const name of names.sort()) {
		mocha.addFile(join(folder, name));
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
