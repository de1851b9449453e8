import type { RunEvent, RunSnapshot, Step } from "../protocol/run";
import { interventionText } from "./interventionText";
import { type Paint, printable, Wrapper } from "./terminal";

export interface Output {
	readonly write: (text: string) => void;
	readonly paint: Paint;
	/** Columns. */
	readonly width: number;
}

const indentation = 4;

/** Writes a thought as it streams, step by step; a step's kind and time stand below it, for only then are they known. */
export class ThoughtWriter {
	readonly #output: Output;
	readonly #steps = new Map<number, Omit<Step, "text">>();
	#current: { readonly step: number; readonly wrapper: Wrapper } | undefined;

	constructor(output: Output) {
		this.#output = output;
	}

	/** A run begins, maybe with a thought that is not its own: of that, what the user wrote is shown. */
	begin({ origin, steps }: RunSnapshot): void {
		const { write, paint } = this.#output;
		this.#steps.clear();
		if (origin.kind === "resumed") write(`${paint("bold", `Resumed from step ${origin.step + 1}`)}\n\n`);
		for (const { text, ...step } of steps) {
			this.#steps.set(step.index, step);
			if (step.source === "user") this.#write(step.index, text);
		}
	}

	/** Takes a batch: an event later in it may say more of a step. */
	add(events: readonly RunEvent[]): void {
		for (const event of events) if (event.kind === "step") this.#steps.set(event.step.index, event.step);
		for (const event of events) {
			if (event.kind === "thought") this.#write(event.step, event.text);
			// What is written already cannot be taken back: a note says that it does not count.
			if (event.kind === "steps") this.end();
			if (event.kind === "intervention") this.#note(interventionText(event.intervention));
		}
	}

	/** The thought is over. */
	end(): void {
		if (!this.#current) return;
		const { step, wrapper } = this.#current;
		const { write, paint } = this.#output;
		this.#current = undefined;
		write(`${paint("dim", wrapper.end())}\n`);
		const known = this.#steps.get(step);
		if (known) write(`${" ".repeat(indentation)}${paint("cyan", known.kind)}${paint("dim", stepFacts(known))}\n\n`);
	}

	#note(text: string): void {
		const { write, paint } = this.#output;
		this.end();
		write(`${" ".repeat(indentation)}${paint("cyan", text)}\n\n`);
	}

	#write(step: number, text: string): void {
		const { write, paint, width } = this.#output;
		if (this.#current?.step !== step) {
			this.end();
			this.#current = { step, wrapper: new Wrapper(width, indentation) };
			write(paint("bold", String(step + 1).padStart(indentation - 2)) + " ".repeat(2));
		}
		const ready = this.#current.wrapper.push(printable(text));
		if (ready) write(paint("dim", ready));
	}
}

function stepFacts({ end, lines, tokens }: Omit<Step, "text">): string {
	const named = lines.length > 0 ? ` · line ${lines.map((line) => line + 1).join(", ")}` : "";
	return ` · ${seconds(end)} · ${tokens} tokens${named}`;
}

/** Milliseconds as seconds. */
export function seconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}
