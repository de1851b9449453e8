import * as vscode from "vscode";
import { solutionLimits } from "../../server/protocol/benchmark";

/** Whether the user wants what the model will write to run: asked each time. `problems` says which, such as `12 problems`. */
export async function askToRunSolutions(problems: string): Promise<boolean> {
	const run = "Run Solutions";
	const where =
		vscode.env.remoteName === undefined ? "on this machine" : "on the machine that this window is connected to";
	const memory = `${solutionLimits.memory / 1024 ** 3} GB of memory`;
	const detail = [
		`The model writes a Python program for each of ${problems}, and every program is run on hidden tests to see whether it is right. Nobody has read it before.`,
		`The programs run ${where}, each in an empty folder and a process of its own, for at most ${solutionLimits.time / 1000} seconds and with ${process.platform === "win32" ? "no limit of memory" : `at most ${memory}`} a test. They are kept from the network, from your files and from starting other programs.`,
		"That stops mistakes; it is no wall against a model that means harm. You are asked each time.",
	].join("\n\n");
	const question = "Run the code that the model will write?";
	return (await vscode.window.showWarningMessage(question, { modal: true, detail }, run)) === run;
}
