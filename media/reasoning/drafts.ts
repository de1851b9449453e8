/** Steps that the user is rewriting, by run: they outlive the page, and a look at another branch. */

export interface StepDraft {
	readonly run: string;
	readonly step: number;
	readonly text: string;
}

export class StepDrafts {
	#drafts: readonly StepDraft[] = [];

	get all(): readonly StepDraft[] {
		return this.#drafts;
	}

	set all(drafts: readonly StepDraft[]) {
		this.#drafts = drafts;
	}

	get(run: string, step: number): string | undefined {
		return this.#drafts.find((it) => it.run === run && it.step === step)?.text;
	}

	set(run: string, step: number, text: string): void {
		this.delete(run, step);
		this.#drafts = [...this.#drafts, { run, step, text }];
	}

	delete(run: string, step: number): void {
		this.#drafts = this.#drafts.filter((it) => it.run !== run || it.step !== step);
	}
}
