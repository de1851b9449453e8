import assert from "node:assert/strict";
import * as vscode from "vscode";

suite("The extension", () => {
	test("has every command that its manifest contributes", async () => {
		const extension = vscode.extensions.getExtension("rationale.rationale");
		assert.ok(extension);
		await extension.activate();
		const contributed: readonly { readonly command: string }[] = extension.packageJSON.contributes.commands;
		const registered = new Set(await vscode.commands.getCommands(true));
		assert.deepEqual(
			contributed.map(({ command }) => command).filter((command) => !registered.has(command)),
			[],
		);
	});
});
