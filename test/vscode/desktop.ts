// Runs the suite in VS Code's extension host: in the VS Code that VSCODE_EXE names, else in one that is downloaded.
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { copySampleWorkspace, createProfile, tinyModelSettings } from "../support/profile";
import { repositoryRoot } from "../support/repositoryRoot";
import { forgetResult, readResult, resultVariable } from "../support/result";

async function main(): Promise<boolean> {
	const root = repositoryRoot();
	const profile = await createProfile(tinyModelSettings());
	const workspace = await copySampleWorkspace(profile.root);
	const resultFile = process.env[resultVariable] ?? join(profile.root, "result.json");
	await forgetResult(resultFile);
	const executable = process.env["VSCODE_EXE"];
	const problem = await runTests({
		...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
		extensionDevelopmentPath: root,
		extensionTestsPath: join(root, "dist", "test", "vscode", "suite", "index.js"),
		extensionTestsEnv: { [resultVariable]: resultFile },
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
		console.error("The suite did not come to its end.");
	}
	const { passed, failed } = result ?? { passed: 0, failed: 1 };
	console.log(`${passed} passed, ${failed} failed`);
	return problem === undefined && passed > 0 && failed === 0;
}

main().then(
	(isPassed) => process.exit(isPassed ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
