import * as vscode from "vscode";

const key = "rationale.testCommands";

export interface Question {
	readonly command: string;
	readonly folder: string;
	readonly file: string;
}

/** Whether the user wants a test command to run: asked once for each command and folder, in each workspace. */
export class TestConsent {
	/** Refused in this window. */
	readonly #refused = new Set<string>();

	constructor(private readonly memento: vscode.Memento) {}

	async ask({ command, folder, file }: Question): Promise<boolean> {
		// To the letter: any other command is another question.
		const asked = JSON.stringify([folder, command]);
		const agreed = this.memento.get<readonly string[]>(key, []);
		if (agreed.includes(asked)) {
			return true;
		}
		if (this.#refused.has(asked)) {
			return false;
		}
		const run = "Save and Run";
		const detail = [
			command,
			`It runs in ${folder} after each proposed edit, and judges it by its exit code. For that ${file}, and any other file that is edited, is saved with the edit in it; rejecting the edit saves it as it was.`,
			"The command comes from the setting rationale.answers.testCommand. A changed one is shown again.",
		].join("\n\n");
		const question = "Run this command to test proposed edits?";
		const isAgreed = (await vscode.window.showWarningMessage(question, { modal: true, detail }, run)) === run;
		if (isAgreed) {
			await this.memento.update(key, [...agreed, asked]);
		} else {
			this.#refused.add(asked);
		}
		return isAgreed;
	}
}
