/** The command line: a small client of the language server, for a look at what it does without an editor. */
import { join } from "node:path";
import { parseCommand, UsageError, usage } from "./cli/arguments";
import { type Job, prepareJob } from "./cli/job";
import { jsonReport, textReport } from "./cli/report";
import { RunDisplay } from "./cli/runDisplay";
import { type FinishedRun, runOnce } from "./cli/session";
import { createPaint } from "./cli/terminal";

/** What the shell is told of a bad command line, and of one that Ctrl+C ended. */
const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

const print = (text: string) => void process.stdout.write(text);
const complain = (text: string) => void process.stderr.write(`${text}\n`);

main(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		complain(error instanceof Error ? error.message : String(error));
		process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
	},
);

async function main(args: readonly string[]): Promise<number> {
	const command = parseCommand(args);
	if (command.kind === "help") {
		print(usage);
		return exitCodes.done;
	}
	const root = join(__dirname, "..");
	const job = await prepareJob(command, { root, workingFolder: process.cwd(), env: process.env });
	if (job.note) complain(job.note);
	const isJson = command.kind === "run" && command.isJson;
	const display = new RunDisplay({ isQuiet: isJson, stdout: process.stdout, stderr: process.stderr, env: process.env });
	display.begin(job);
	const finished = await runOnce(
		{
			...job,
			script: join(__dirname, "server.js"),
			onStart: (run) => display.beginRun(run),
			onEvents: (events) => display.add(events),
			warn: complain,
		},
		interrupted(),
	);
	display.end();
	if (isJson) print(`${jsonReport(finished)}\n`);
	else print(textReport(finished, job, createPaint(process.stdout, process.env)));
	const code = outcome(finished);
	if (code === exitCodes.done && command.kind === "run" && command.isApplied) await apply(job, finished);
	if (command.kind === "demo" && code === exitCodes.done) print(invitation);
	return code;
}

/** Aborted by the first Ctrl+C; the second one ends the process. */
function interrupted(): AbortSignal {
	const controller = new AbortController();
	process.on("SIGINT", () => {
		if (controller.signal.aborted) process.exit(exitCodes.interrupted);
		controller.abort();
	});
	return controller.signal;
}

/** Says what went wrong, if something did. */
function outcome({ snapshot: { state } }: FinishedRun): number {
	if (state.kind === "stopped") return exitCodes.interrupted;
	if (state.kind === "failed") complain(state.message);
	if (state.kind !== "done") return exitCodes.failed;
	if (state.result.kind !== "refused") return exitCodes.done;
	complain(state.result.message);
	return exitCodes.failed;
}

async function apply({ source }: Job, { edit, snapshot: { state } }: FinishedRun): Promise<void> {
	if (edit.kind === "edit") {
		await source.replace(edit.edit.range, edit.edit.newText);
		complain(`Applied to ${source.path}.`);
	} else if (state.kind === "done" && state.result.kind === "newFile") {
		complain(`Written to ${await source.writeSibling(state.result.name, state.result.text)}.`);
	}
}

const invitation = `
The file is as it was: --apply writes an edit.
See it in VS Code:      npm run vscode
Try it on your own:     npm start -- fix path/to/file.ts:3-12 --model path/to/DeepSeek-R1-Distill.gguf
`;
