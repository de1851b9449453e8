// What a run with a first thought of the user's needs to know.
import * as vscode from "vscode";
import { type Action, actions } from "../server/protocol/action";
import { actionEntries } from "./actions";

export async function pickAction(): Promise<Action | undefined> {
	const items = actions.map((action) => ({
		action,
		label: actionEntries[action].title,
		iconPath: new vscode.ThemeIcon(actionEntries[action].icon),
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title: "Run with a First Thought",
		placeHolder: "What is to be done with the code?",
	});
	return chosen?.action;
}

export async function askThought(): Promise<string | undefined> {
	const typed = await vscode.window.showInputBox({
		title: "Run with a First Thought",
		prompt: "The model thinks on from here, as if it had thought this itself.",
		placeHolder: "I must keep the public signature.",
	});
	return typed?.trim() || undefined;
}
