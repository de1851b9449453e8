// In the second extension host on the profile of the first one, which was ended; and somebody was killed while it wrote.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { findRunsFolder, type Handover, handoverPath, userDataVariable } from "../../support/twoHosts";

const userDataDir = process.env[userDataVariable] ?? "";

suite("After a restart of the extension host", () => {
	test("a run has the thought, the answer and the decisions that it had before", async () => {
		const { id, markdown }: Handover = JSON.parse(await readFile(handoverPath(userDataDir), "utf8"));
		await vscode.commands.executeCommand("rationale.exportRun", id);
		assert.equal(vscode.window.activeTextEditor?.document.getText(), markdown);
	});

	test("a file that was cut off is set aside, one that got no name is gone, and the others are there", async () => {
		const folder = await findRunsFolder(userDataDir);
		assert.ok(folder);
		const names = await readdir(folder);
		assert.deepEqual(
			names.filter((name) => !/^[\w-]+\.json$/.test(name)),
			["damaged"],
		);
		assert.ok(names.length > 2 && !names.includes("cut.json"), names.join());
		assert.deepEqual(await readdir(join(folder, "damaged")), ["cut.json"]);
	});
});
