import * as vscode from "vscode";

const key = "rationale.instructions";
const maxInstructions = 20;

/** Asks for the user's own words; earlier ones are offered, the last one first. */
export async function askInstruction(memento: vscode.Memento): Promise<string | undefined> {
	const earlier = memento.get<readonly string[]>(key, []);
	const instruction = (await pick(earlier))?.trim();
	if (instruction) {
		await rememberInstruction(memento, instruction);
	}
	return instruction || undefined;
}

/** Keeps an instruction for next time. */
export async function rememberInstruction(memento: vscode.Memento, instruction: string): Promise<void> {
	const earlier = memento.get<readonly string[]>(key, []).filter((it) => it !== instruction);
	await memento.update(key, [instruction, ...earlier].slice(0, maxInstructions));
}

function pick(earlier: readonly string[]): Promise<string | undefined> {
	const input = vscode.window.createQuickPick();
	input.title = "Edit with Rationale";
	input.placeholder = "What should change? For example: Throw an error if the list is empty.";
	const items = earlier.map((label) => ({ label, iconPath: new vscode.ThemeIcon("history") }));
	input.items = items;
	// A quick pick takes only what it lists: what is typed becomes its first entry.
	input.onDidChangeValue((value) => {
		const typed = value.trim();
		const rest = items.filter((it) => it.label !== typed);
		input.items = typed ? [{ label: typed, iconPath: new vscode.ThemeIcon("edit"), alwaysShow: true }, ...rest] : items;
	});
	return new Promise((resolve) => {
		input.onDidAccept(() => {
			resolve(input.activeItems[0]?.label ?? input.value);
			input.hide();
		});
		input.onDidHide(() => {
			resolve(undefined);
			input.dispose();
		});
		input.show();
	});
}
