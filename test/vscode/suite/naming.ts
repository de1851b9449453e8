// A function that tiny-r1 gives the name which it says in its thought: who changes the step changes the edit.
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { openAt, pathOf, proposalIn, proposedRun, untilTrue } from "./sample";

export const unnamed = `// Prices are in cents.

export function calc(prices: number[]): number {
  let total = 0;
  for (const price of prices) {
    total += price;
  }
  return total;
}
`;
export const named = (name: string) => unnamed.replace("calc", name);
/** Zero-based step in which tiny-r1 says what it will call the function. */
export const namingStep = 3;

/** The function without a good name, and the range of all its lines. */
export async function openUnnamed(eol = "\n"): Promise<{ document: vscode.TextDocument; range: vscode.Range }> {
	await writeFile(pathOf("src/calc.ts"), unnamed.replaceAll("\n", eol));
	const { document } = await openAt("src/calc.ts", "calc");
	return { document, range: new vscode.Range(2, 0, 8, 1) };
}

/** Has a name proposed; the run's id comes along. */
export async function proposeName(eol?: string): Promise<{ document: vscode.TextDocument; run: string }> {
	const { document, range } = await openUnnamed(eol);
	const instruction = "Give this function a better name.";
	await vscode.commands.executeCommand("rationale.editCode", { uri: document.uri, range, instruction });
	await proposalIn(document);
	return { document, run: await proposedRun(document) };
}

export function resume(run: string, text: string): Thenable<unknown> {
	return vscode.commands.executeCommand("rationale.resumeFromStep", run, namingStep, text);
}

export async function becomes(document: vscode.TextDocument, text: string): Promise<void> {
	await untilTrue("the document is as expected", () => document.getText() === text);
}
