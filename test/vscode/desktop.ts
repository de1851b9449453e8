// Runs the suites in VS Code's extension host: in the VS Code that VSCODE_EXE names, else in one that is downloaded. A
// second host on the same profile sees what the first one left, and what a process leaves that is killed while it writes.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { copySampleWorkspace, createProfile, type Profile, tinyModelSettings } from "../support/profile";
import { repositoryRoot } from "../support/repositoryRoot";
import { forgetResult, readResult, resultVariable, type TestResult, writeResult } from "../support/result";
import { findRunsFolder, portVariable, suiteVariable, userDataVariable } from "../support/twoHosts";
import { freePort } from "../support/vscodeHost";

interface Place {
	readonly profile: Profile;
	readonly workspace: string;
	readonly port: number;
}

async function main(): Promise<boolean> {
	const profile = await createProfile(tinyModelSettings());
	const place = { profile, workspace: await copySampleWorkspace(profile.root), port: await freePort() };
	const first = await runSuite("suite", place);
	await leaveUnfinishedWrites(profile.userDataDir);
	const second = await runSuite("restarted", place);
	const sum = { passed: first.passed + second.passed, failed: first.failed + second.failed };
	const resultFile = process.env[resultVariable];
	if (resultFile !== undefined) {
		await writeResult(resultFile, sum);
	}
	console.log(`${sum.passed} passed, ${sum.failed} failed`);
	return sum.failed === 0;
}

/** A suite that ends with an error, or without a result, has failed. */
async function runSuite(suite: string, { profile, workspace, port }: Place): Promise<TestResult> {
	const root = repositoryRoot();
	const resultFile = join(profile.root, `${suite}.json`);
	await forgetResult(resultFile);
	const executable = process.env["VSCODE_EXE"];
	const problem = await runTests({
		...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
		extensionDevelopmentPath: root,
		extensionTestsPath: join(root, "dist", "test", "vscode", "suite", "index.js"),
		extensionTestsEnv: {
			[resultVariable]: resultFile,
			[suiteVariable]: suite,
			[portVariable]: String(port),
			[userDataVariable]: profile.userDataDir,
		},
		launchArgs: [
			workspace,
			`--user-data-dir=${profile.userDataDir}`,
			`--extensions-dir=${profile.extensionsDir}`,
			"--disable-extensions",
		],
	}).then(
		() => undefined,
		(error: unknown) => String(error),
	);
	if (problem !== undefined) {
		console.error(problem);
	}
	// The suite's own file is the proof that it came to its end: an extension host that dies can look like success.
	const result = await readResult(resultFile);
	if (result === undefined || result.passed + result.failed === 0) {
		console.error(`The ${suite} did not come to its end.`);
		return { passed: 0, failed: 1 };
	}
	return problem !== undefined && result.failed === 0 ? { ...result, failed: 1 } : result;
}

/** A file that was cut off, and one that had not got its name yet. */
async function leaveUnfinishedWrites(userDataDir: string): Promise<void> {
	const folder = await findRunsFolder(userDataDir);
	const name = folder && (await readdir(folder)).find((it) => it.endsWith(".json"));
	if (!folder || !name) {
		throw new Error("The first host kept no run.");
	}
	const half = (await readFile(join(folder, name), "utf8")).slice(0, 1000);
	await writeFile(join(folder, "cut.json"), half);
	await writeFile(join(folder, "late.json.tmp"), half);
}

main().then(
	(isPassed) => process.exit(isPassed ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
