/** Types stretches of a file into a real server, and takes what ghost text is right now and then. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { LogTraceNotification, SetTraceNotification } from "vscode-languageserver-protocol/node";
import type { CompletionCounters } from "../../../server/protocol/completion";
import type { Settings } from "../../../server/protocol/settings";
import { TestServer, tinySettings } from "../../support/connect";
import { randomNumbers } from "../../support/random";
import { repositoryRoot } from "../../support/repositoryRoot";
import { CompletingEditor } from "./completingEditor";
import { EditedText } from "./editedText";
import { agreeing, type GhostText } from "./ghostText";
import { mistaken, pauseBefore } from "./rhythm";
import { stretchesOf } from "./stretches";
import { Tally } from "./tally";
import { nextKey, restOf, type Stretch } from "./typist";

export interface TypedFile {
	/** From the repository's root. */
	readonly path: string;
	readonly languageId: string;
	/** Where the stretches begin that are typed, as shares of its lines. */
	readonly at: readonly number[];
	/** What one level is indented by. */
	readonly unit: string;
}

interface ReplayOptions {
	/** What is open. */
	readonly files: readonly TypedFile[];
	readonly prompt: Settings["completion"]["prompt"];
}

export interface Replayed {
	readonly tally: Tally;
	readonly counters: CompletionCounters;
	/** As they were traced, those included for which the model was not asked any more. */
	readonly prompts: readonly string[];
}

/** Characters of a stretch, about. */
const stretchLength = 150;
/** Milliseconds of reading before a stretch is begun. */
const orientation = 1500;
/** Milliseconds that ghost text has been there before somebody takes it. */
const reaction = 200;
/** Of the completions that are just what is to be typed. */
const acceptedShare = 0.3;

export async function replay(file: TypedFile, { files, prompt }: ReplayOptions): Promise<Replayed> {
	const server = await TestServer.start({ settings: { ...tinySettings, context: {}, completion: { prompt } } });
	try {
		const prompts = await tracePrompts(server);
		for (const { languageId, path } of files) await server.open(uriOf(path), languageId, textOf(path));
		const tally = new Tally();
		const editor = new CompletingEditor(uriOf(file.path), { server, tally });
		const random = randomNumbers(1);
		for (const stretch of stretchesOf(textOf(file.path), file.at, stretchLength)) {
			await typeStretch(stretch, { editor, random, tally, unit: file.unit });
		}
		const counters = server.completionStatuses.at(-1)?.counters;
		if (!counters) throw new Error("The server has told of no completion.");
		return { counters, prompts, tally };
	} finally {
		await server.dispose();
	}
}

async function tracePrompts({ connection }: TestServer): Promise<readonly string[]> {
	const prompts: string[] = [];
	connection.onNotification(LogTraceNotification.type, ({ message, verbose = "" }) => {
		if (message.includes("Prompt of a completion")) prompts.push(verbose);
	});
	await connection.sendNotification(SetTraceNotification.type, { value: "verbose" });
	return prompts;
}

interface Typing {
	readonly editor: CompletingEditor;
	readonly tally: Tally;
	readonly unit: string;
	readonly random: () => number;
}

async function typeStretch(stretch: Stretch, { editor, random, tally, unit }: Typing): Promise<void> {
	const edited = new EditedText(stretch.before, stretch.after, unit);
	const rest = () => restOf(stretch, edited);
	await editor.replace(edited, rest);
	await setTimeout(orientation);
	const refused = new Set<string>();
	for (let key = nextKey(stretch, edited); key; key = nextKey(stretch, edited)) {
		const pressed = mistaken(key, random);
		await setTimeout(pauseBefore(pressed, edited.before, random));
		const { ghost } = editor;
		if (ghost && !refused.has(ghost.id) && isTempting(ghost, rest())) {
			if (random() < acceptedShare) {
				await editor.accept(ghost);
				continue;
			}
			refused.add(ghost.id);
		}
		await editor.press(pressed);
		tally.keys++;
	}
	editor.close();
}

/** All of it is right, and it has been read. */
function isTempting(ghost: GhostText, rest: string | undefined): boolean {
	return agreeing(ghost, rest) === ghost.text.length && performance.now() - ghost.shownAt >= reaction;
}

function textOf(path: string): string {
	return readFileSync(join(repositoryRoot(), path), "utf8").replaceAll("\r\n", "\n");
}

function uriOf(path: string): string {
	return `file:///workspace/${path}`;
}
