// Questions that follow one another in VS Code's quick input, with a way back from each.
import * as vscode from "vscode";

/** The user goes back to the question before. */
export const back = Symbol("back");

/** Undefined: the user has left, and nothing is to be done. */
export type Answer<T> = T | typeof back | undefined;

interface Step {
	readonly title: string;
	/** From 1 on. */
	readonly step: number;
	readonly totalSteps: number;
}

interface ChoiceItem<T> extends vscode.QuickPickItem {
	readonly value: T;
}

export interface Choices<T> {
	readonly placeholder: string;
	readonly items: readonly ChoiceItem<T>[];
}

export interface Choice<T> extends Step {
	/** Shown while what there is to choose from is being found. */
	readonly placeholder: string;
	/** Aborted when the user goes back or leaves. */
	readonly find: (signal: AbortSignal) => Promise<Choices<T>>;
}

export async function askChoice<T>({ find, ...question }: Choice<T>): Promise<Answer<T>> {
	const input = vscode.window.createQuickPick<ChoiceItem<T>>();
	prepare(input, question);
	input.placeholder = question.placeholder;
	input.busy = true;
	input.matchOnDescription = true;
	const closed = new AbortController();
	const found = find(closed.signal).then(({ placeholder, items }) => {
		if (!closed.signal.aborted) {
			input.placeholder = placeholder;
			input.items = items;
			input.busy = false;
		}
	});
	try {
		// What goes wrong in finding ends the question.
		const failed = found.then(() => new Promise<never>(() => {}));
		return await Promise.race([shown(input, () => input.selectedItems[0]?.value), failed]);
	} finally {
		closed.abort();
		input.dispose();
	}
}

export interface TextQuestion extends Step {
	readonly prompt: string;
	readonly placeholder: string;
	readonly value: string;
	readonly isSecret?: boolean;
	/** What is wrong with a text, in a sentence. */
	readonly problemOf?: (text: string) => string | undefined;
}

export async function askText({ problemOf = () => undefined, ...question }: TextQuestion): Promise<Answer<string>> {
	const input = vscode.window.createInputBox();
	prepare(input, question);
	input.prompt = question.prompt;
	input.placeholder = question.placeholder;
	input.value = question.value;
	input.password = question.isSecret ?? false;
	// Nobody is told of a mistake before the text is there.
	input.onDidChangeValue(() => {
		input.validationMessage = undefined;
	});
	try {
		return await shown(input, () => {
			input.validationMessage = problemOf(input.value);
			return input.validationMessage === undefined ? input.value : undefined;
		});
	} finally {
		input.dispose();
	}
}

type Input = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

function prepare(input: Input, { title, step, totalSteps }: Step): void {
	input.title = title;
	input.step = step;
	input.totalSteps = totalSteps;
	// Addresses and keys are copied from elsewhere.
	input.ignoreFocusOut = true;
	input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
}

/** Resolves with the first answer that is one. The input's listeners end with it. */
function shown<T>(input: Input, answer: () => T | undefined): Promise<Answer<T>> {
	return new Promise((resolve) => {
		input.onDidAccept(() => {
			const value = answer();
			if (value !== undefined) {
				resolve(value);
			}
		});
		input.onDidTriggerButton((button) => {
			if (button === vscode.QuickInputButtons.Back) {
				resolve(back);
			}
		});
		input.onDidHide(() => resolve(undefined));
		input.show();
	});
}
