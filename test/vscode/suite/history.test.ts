import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { findRunsFolder, type Handover, handoverPath, userDataVariable } from "../../support/twoHosts";
import { proposeName } from "./naming";
import {
	click,
	exported,
	hunkCount,
	keptFamily,
	lenses,
	propose,
	proposedRun,
	read,
	resetWorkspace,
	until,
	untilSettled,
	untilTrue,
} from "./sample";

const fix = "rationale.fixCode";
const userDataDir = process.env[userDataVariable] ?? "";

suite("The history", () => {
	setup(resetWorkspace);
	teardown(resetWorkspace);

	test("exports a run with its thought and what was decided, for the host that comes after this one", async () => {
		const document = await propose(fix, "src/scores.ts", "addPoints");
		const id = await proposedRun(document);
		await click(document, "Accept");
		await untilTrue("one hunk is left", async () => (await hunkCount(document)) === 1);
		await click(document, "Reject");
		await untilSettled(document);
		const markdown = await exported(id);
		assert.match(markdown, /^# Fix `scores\.ts`$/m);
		assert.match(markdown, /^### Step 1: \w+ \(0\.0 s to .*\n\n> \w/m);
		assert.match(markdown, /^### Change 1, `scores\.ts:\d+`: accepted$/m);
		assert.match(markdown, /^### Change 2, `scores\.ts:\d+`: rejected$/m);
		assert.match(markdown, /^Why: step \d/m);
		const { run: named } = await proposeName();
		await untilTrue("it is kept", async () => (await keptFamily(named)).length === 1);
		const handover: Handover = { id, markdown, named };
		await writeFile(handoverPath(userDataDir), JSON.stringify(handover));
	});

	test("keeps a file for each run, and none for one that was deleted", async () => {
		const document = await propose(fix, "src/cart.ts", "sumPrices");
		const id = await proposedRun(document);
		const folder = await until("there is a history", () => findRunsFolder(userDataDir));
		const path = join(folder, `${id}.json`);
		await untilTrue("the run is kept", () => existsSync(path));
		await vscode.commands.executeCommand("rationale.deleteRun", id);
		assert.equal(existsSync(path), false);
		assert.ok((await readdir(folder)).length > 0, "The others are still there.");
		assert.notDeepEqual(await lenses(document), [], "Its proposal can still be decided on.");
		await click(document, "Reject");
		await untilSettled(document);
		assert.equal(document.getText(), await read("src/cart.ts"));
		assert.equal(existsSync(path), false);
	});
});
