import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** What a part of the tests says of itself when it has come to its end. */
export interface TestResult {
	readonly passed: number;
	readonly failed: number;
}

/** Environment variable with the path of the file that a part writes its result to. */
export const resultVariable = "RATIONALE_TEST_RESULT";

export async function writeResult(path: string, result: TestResult): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, JSON.stringify(result));
}

export async function readResult(path: string): Promise<TestResult | undefined> {
	if (!existsSync(path)) {
		return undefined;
	}
	const { passed, failed } = JSON.parse(await readFile(path, "utf8"));
	return { passed: Number(passed), failed: Number(failed) };
}

/** A result that an earlier run left proves nothing. */
export async function forgetResult(path: string): Promise<void> {
	await rm(path, { force: true });
}
