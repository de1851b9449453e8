import { join, resolve } from "node:path";
import type { Range } from "vscode-languageserver-protocol";
import type { StartRunParams } from "../protocol/runs";
import type { Settings } from "../protocol/settings";
import { parseSettings } from "../settings";
import { type Command, type RunCommand, UsageError } from "./arguments";
import { SourceFile } from "./sourceFile";

/** Everything that a run from the command line needs. */
export interface Job {
	readonly source: SourceFile;
	/** The workspace folder's path: the model is shown the file's path within it. */
	readonly folder: string;
	readonly settings: Settings;
	readonly request: Omit<StartRunParams, "uri">;
	/** Where the run is to be resumed once it has ended. */
	readonly resume: Resume | undefined;
	/** Something that the user should know before. */
	readonly note: string | undefined;
}

export interface Resume {
	/** Index of a step. */
	readonly step: number;
	/** What stands in its place; empty: it is thought anew. */
	readonly text: string;
}

export interface Surroundings {
	/** The folder of package.json. */
	readonly root: string;
	readonly workingFolder: string;
	readonly env: NodeJS.ProcessEnv;
}

/** Throws {@link UsageError} where the file is not what the command says. */
export function prepareJob(
	command: Exclude<Command, { kind: "help" }>,
	{ env, root, workingFolder }: Surroundings,
): Promise<Job> {
	const tinyModel = join(root, "test", "tiny-r1", "tiny-r1.gguf");
	return command.kind === "demo"
		? prepareDemo(join(root, "test", "fixtures", "workspace"), tinyModel)
		: prepareRun(command, { workingFolder, tinyModel, chosen: command.model ?? env["RATIONALE_MODEL"] });
}

/** The sample's bug: a loop that goes one step too far. */
const bug = "i <= prices.length";

async function prepareDemo(folder: string, tinyModel: string): Promise<Job> {
	const source = await SourceFile.read(join(folder, "src", "cart.ts"));
	const line = source.lines.findIndex((it) => it.includes(bug));
	if (line < 0) throw new UsageError(`The sample ${source.path} has lost its bug: there is no "${bug}" in it.`);
	const cursor = { line, character: 0 };
	return {
		source,
		folder,
		settings: tinySettings(tinyModel, { contextSize: undefined, isGreedy: true, seed: undefined }),
		request: { action: "fix", selection: { start: cursor, end: cursor } },
		resume: undefined,
		note: undefined,
	};
}

interface Choice {
	readonly workingFolder: string;
	readonly tinyModel: string;
	readonly chosen: string | undefined;
}

async function prepareRun(command: RunCommand, { chosen, tinyModel, workingFolder }: Choice): Promise<Job> {
	const { action, instruction } = command;
	const source = await SourceFile.read(resolve(workingFolder, command.file));
	return {
		source,
		folder: workingFolder,
		settings: chosen ? modelSettings(resolve(workingFolder, chosen), command) : tinySettings(tinyModel, command),
		request: {
			action,
			instruction,
			selection: action === "complete" ? cursorOf(source, command) : selectionOf(source, command),
			...(command.effort && { effort: command.effort }),
			...(command.resumeFrom === undefined && { thought: command.thought }),
		},
		resume: command.resumeFrom === undefined ? undefined : { step: command.resumeFrom - 1, text: command.thought },
		note: chosen
			? undefined
			: "This is tiny-r1, a toy for tests and demos. Give a real model with --model, or in the variable RATIONALE_MODEL.",
	};
}

function selectionOf(source: SourceFile, { lines }: RunCommand): Range {
	return lines ? source.rangeOf(lines.first, lines.last) : source.rangeOf(1, source.lines.length);
}

/** An empty range; a column after the end of its line is at the end. */
function cursorOf(source: SourceFile, { cursor }: RunCommand): Range {
	const line = cursor?.line ?? source.lines.length;
	const { end } = source.rangeOf(line, line);
	const at = { ...end, character: Math.min(end.character, (cursor?.column ?? Number.POSITIVE_INFINITY) - 1) };
	return { start: at, end: at };
}

type ModelOptions = Pick<RunCommand, "contextSize" | "isGreedy" | "seed">;

function modelSettings(path: string, { contextSize, isGreedy, seed }: ModelOptions): Settings {
	return parseSettings({
		model: { path, contextSize },
		sampling: { seed, ...(isGreedy && { temperature: 0 }) },
	});
}

/** tiny-r1 is best when greedy, slower on two threads than on one, and knows prompts of a few hundred tokens. */
function tinySettings(path: string, { contextSize, isGreedy, seed }: ModelOptions): Settings {
	return parseSettings({
		model: { path, contextSize, threads: 1 },
		sampling: { seed, ...((isGreedy || seed === undefined) && { temperature: 0 }) },
		context: { maxTokens: 0 },
	});
}
