/** What the user typed behind `npm start --`, checked. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Action, actions } from "../protocol/action";
import { type Effort, efforts } from "../protocol/settings";

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

/** Lines counted from 1, both included. */
interface Lines {
	readonly first: number;
	readonly last: number;
}

/** Line and column counted from 1; the line's end, where there is no column. */
interface Cursor {
	readonly line: number;
	readonly column: number | undefined;
}

export interface RunCommand {
	readonly kind: "run";
	readonly action: Action;
	readonly file: string;
	/** The whole file, where undefined. */
	readonly lines: Lines | undefined;
	/** Of `complete`; the file's end, where undefined. */
	readonly cursor: Cursor | undefined;
	readonly instruction: string;
	/** That of the settings, where undefined. */
	readonly effort: Effort | undefined;
	/** What the thought begins with, or what stands in place of the step that is resumed from. */
	readonly thought: string;
	/** Counted from 1. */
	readonly resumeFrom: number | undefined;
	readonly model: string | undefined;
	readonly contextSize: number | undefined;
	readonly seed: number | undefined;
	readonly isGreedy: boolean;
	readonly isJson: boolean;
	readonly isApplied: boolean;
}

export type Command = RunCommand | { readonly kind: "demo" } | { readonly kind: "help" };

export const usage = `Usage: npm start
       npm start -- <action> <file>[:<line>[-<line>]] [options]
       npm start -- complete <file>[:<line>[:<column>]] [options]

Without arguments: fixes a sample with tiny-r1, a toy model for tests and demos.

Actions
  ${actions.join(" ")}

Options
  --model <file>         GGUF of a DeepSeek-R1 distill; else the variable RATIONALE_MODEL, else tiny-r1
  --instruction <words>  what to do: needed by edit, added to the prompt by the others
  --effort <effort>      how long it may think: ${efforts.join(", ")}
  --thought <words>      what the thought begins with
  --resume-from <step>   runs, then thinks on from that step: with the words of --thought in its place, or anew
  --context-size <n>     tokens for prompt, thought and answer together (8192)
  --seed <n>             makes a run repeatable
  --greedy               always takes the likeliest token
  --json                 prints one object with thought, steps, answer, edit, hunks, links and stats
  --apply                writes the edit to the file; tests go to a new file
  --help                 prints this
`;

const options = {
	model: { type: "string" },
	instruction: { type: "string" },
	effort: { type: "string" },
	thought: { type: "string" },
	"resume-from": { type: "string" },
	"context-size": { type: "string" },
	seed: { type: "string" },
	greedy: { type: "boolean" },
	json: { type: "boolean" },
	apply: { type: "boolean" },
	help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

/** Throws {@link UsageError}. */
export function parseCommand(args: readonly string[]): Command {
	if (args.length === 0) return { kind: "demo" };
	const { values, positionals } = parsed(args);
	if (values.help) return { kind: "help" };
	const [name, place, ...rest] = positionals;
	const action = actions.find((it) => it === name);
	if (!action) throw new UsageError(`${name ? `There is no action "${name}"` : "Say what to do"}: ${listed(actions)}.`);
	if (!place) throw new UsageError(`Say which file to ${action}, such as src/cart.ts:3-12.`);
	if (rest.length > 0) throw new UsageError(`One file at a time: "${rest.join(" ")}" is one too many.`);
	const instruction = values.instruction?.trim() ?? "";
	if (action === "edit" && instruction === "") throw new UsageError('Say what to change: --instruction "…".');
	return {
		kind: "run",
		action,
		...(action === "complete" ? parseCursor(place) : parsePlace(place)),
		instruction,
		effort: parseEffort(values.effort),
		thought: values.thought?.trim() ?? "",
		resumeFrom: integer("--resume-from", values["resume-from"], 1, 100_000),
		model: values.model,
		contextSize: integer("--context-size", values["context-size"], 512, 131_072),
		seed: integer("--seed", values.seed, 0, 0xffff_ffff),
		isGreedy: values.greedy ?? false,
		isJson: values.json ?? false,
		isApplied: values.apply ?? false,
	};
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], options, allowPositionals: true });
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

function parseEffort(text: string | undefined): Effort | undefined {
	if (text === undefined) return undefined;
	const effort = efforts.find((it) => it === text);
	if (!effort) throw new UsageError(`There is no effort "${text}": ${listed(efforts)}.`);
	return effort;
}

/** A file with or without lines: `a.ts`, `a.ts:7`, `a.ts:3-12`. */
function parsePlace(place: string): Pick<RunCommand, "file" | "lines" | "cursor"> {
	const [, file, from, to] = /^(.+?):(\d+)(?:-(\d+))?$/.exec(place) ?? [];
	if (!file) return { file: place, lines: undefined, cursor: undefined };
	const first = Number(from);
	const last = to === undefined ? first : Number(to);
	if (first < 1 || last < first) throw new UsageError(`${place}: lines count from 1, and the first comes first.`);
	return { file, lines: { first, last }, cursor: undefined };
}

/** A file with or without a cursor: `a.ts`, `a.ts:7`, `a.ts:7:12`. */
function parseCursor(place: string): Pick<RunCommand, "file" | "lines" | "cursor"> {
	if (/:\d+-\d+$/.test(place)) throw new UsageError(`${place}: complete takes a cursor, such as src/cart.ts:7:12.`);
	const [, file, from, to] = /^(.+?):(\d+)(?::(\d+))?$/.exec(place) ?? [];
	if (!file) return { file: place, lines: undefined, cursor: undefined };
	const line = Number(from);
	const column = to === undefined ? undefined : Number(to);
	if (line < 1 || column === 0) throw new UsageError(`${place}: lines and columns count from 1.`);
	return { file, lines: undefined, cursor: { line, column } };
}

function integer(name: string, text: string | undefined, min: number, max: number): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (!/^\d+$/.test(text) || value < min || value > max) {
		throw new UsageError(`${name} takes a whole number from ${min} to ${max}, not "${text}".`);
	}
	return value;
}

function listed(words: readonly string[]): string {
	return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
