// Writes test/fixtures/links.json anew: what tiny-r1 thinks and changes on its tasks, through the real server. Labels
// stay with runs that came out as before; the others are for someone to read.
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import { startRunRequest } from "../../server/protocol/runs";
import { TestServer } from "../support/connect";
import { type LabelledRun, labelledRunsPath, readLabelledRuns } from "../support/labelledRuns";
import { followed } from "../support/runs";
import { readTasks, type Task } from "../support/tasks";

/** Runs of each family that came to one change, and as many that came to several, where there are so many. */
const runsOfFamily = 3;

async function main(): Promise<void> {
	const known = existsSync(labelledRunsPath) ? readLabelledRuns() : [];
	const server = await TestServer.start({});
	const runs: LabelledRun[] = [];
	for (const task of readTasks()) {
		for (const variant of [task, untidy(task)]) {
			const run = await record(server, variant);
			if (run && isWanted(run, runs, variant === task)) runs.push(withLabels(run, known));
		}
	}
	await server.dispose();
	await writeFile(labelledRunsPath, `${JSON.stringify(runs, undefined, 1)}\n`);
	const unread = runs.flatMap(({ hunks }) => hunks).filter(({ named }) => named === null).length;
	console.log(`${runs.length} runs, ${unread} hunks without a label`);
}

function isWanted({ family, hunks }: LabelledRun, runs: readonly LabelledRun[], isTidy: boolean): boolean {
	const isAlike = (it: LabelledRun) => it.family === family && it.hunks.length > 1 === hunks.length > 1;
	return (isTidy || hunks.length > 1) && runs.filter(isAlike).length < runsOfFamily;
}

/** Without the last semicolon, which the model may put back unasked: a change of which no step speaks. */
function untidy(task: Task): Task {
	return { ...task, code: task.code.replace(/;(?=[^;]*$)/, "") };
}

async function record(server: TestServer, task: Task): Promise<LabelledRun | undefined> {
	const { state, steps } = await follow(server, task);
	if (state.kind !== "done" || state.result.kind !== "edit") return undefined;
	const hunks = state.result.hunks.map((hunk) => ({ ...hunk, named: null }));
	const { family, path, code } = task;
	return { family, path, code, steps: steps.map(({ kind, text }) => ({ kind, text })), hunks };
}

async function follow(server: TestServer, { action, instruction, languageId, path, code }: Task): Promise<RunSnapshot> {
	const uri = `file:///workspace/${path}`;
	await server.open(uri, languageId, code);
	const end = { line: code.split("\n").length, character: 0 };
	const selection = { start: { line: 0, character: 0 }, end };
	const started = await server.connection.sendRequest(startRunRequest, { action, instruction, uri, selection });
	if (started.kind !== "started") throw new Error(`A run was not started: ${JSON.stringify(started)}`);
	const ended = await server.until(() => {
		const now = followed(server, started.run);
		return hasEnded(now.state) ? now : undefined;
	});
	// Another task may have the same path, which the model is shown.
	await server.close(uri);
	return ended;
}

function withLabels(run: LabelledRun, known: readonly LabelledRun[]): LabelledRun {
	return known.find((it) => withoutLabels(it) === withoutLabels(run)) ?? run;
}

function withoutLabels(run: LabelledRun): string {
	return JSON.stringify({ ...run, hunks: run.hunks.map((hunk) => ({ ...hunk, named: null })) });
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
