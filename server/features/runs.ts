import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { RunSnapshot } from "../protocol/run";
import {
	getRunRequest,
	type ResolvedEdit,
	type RunEventsParams,
	resolveEditRequest,
	runEventsNotification,
	type StartRunParams,
	startRunRequest,
	stopRunRequest,
} from "../protocol/runs";
import type { Settings } from "../protocol/settings";
import type { Respond } from "../requests";
import type { Assignment } from "./assignment";
import { resolveEdit } from "./resolvedEdit";
import { Run, type RunCollaborators } from "./run";
import { targetOf } from "./target";

/** Runs that can still be asked for. */
const maxRuns = 50;

export interface RunsCollaborators extends RunCollaborators {
	readonly documents: TextDocuments<TextDocument>;
	readonly settings: () => Settings;
	/** A document's path as the model is shown it. */
	readonly pathOf: (uri: string) => string;
}

export type Start =
	/** `ended` resolves when the last event has been sent. */
	| { readonly kind: "started"; readonly run: Run; readonly ended: Promise<void> }
	| { readonly kind: "noModel" }
	| { readonly kind: "invalid"; readonly message: string };

/** The runs of this session, queued, under way and over. */
export class Runs {
	readonly #with: RunsCollaborators;
	readonly #started = new Map<string, { readonly run: Run; readonly ended: Promise<void> }>();

	constructor(collaborators: RunsCollaborators) {
		this.#with = collaborators;
	}

	/** Begins a run, whose events go to `send`. */
	start(params: StartRunParams, send: (params: RunEventsParams) => void): Start {
		const { documents, pathOf, settings: currentSettings } = this.#with;
		const settings = currentSettings();
		if (settings.model.path === "") return { kind: "noModel" };
		const target = targetOf(documents.get(params.uri), params, pathOf);
		if (typeof target === "string") return { kind: "invalid", message: target };
		const id = crypto.randomUUID();
		const assignment: Assignment = {
			id,
			root: id,
			origin: { kind: "start" },
			date: this.#with.clock.date(),
			effort: params.effort ?? settings.reasoning.effort,
			action: params.action,
			instruction: params.instruction?.trim() ?? "",
			target,
			diagnostics: params.diagnostics ?? [],
			related: params.related ?? [],
			settings,
			seed: settings.sampling.seed ?? randomSeed(),
		};
		const run = new Run(assignment, this.#with, send);
		const ended = run.execute();
		this.#started.set(run.id, { run, ended });
		this.#forgetOldest();
		return { kind: "started", run, ended };
	}

	snapshot(id: string): RunSnapshot | undefined {
		return this.#started.get(id)?.run.snapshot;
	}

	/** Resolves when the run has ended. */
	async stop(id: string): Promise<void> {
		const started = this.#started.get(id);
		started?.run.stop();
		await started?.ended;
	}

	async stopAll(): Promise<void> {
		await Promise.all([...this.#started.keys()].map((id) => this.stop(id)));
	}

	/** The run's edit, placed in its document as that is now. */
	resolveEdit(id: string): ResolvedEdit {
		const run = this.#started.get(id)?.run;
		return run ? resolveEdit(run, this.#with.documents.get(run.snapshot.uri)) : { kind: "none" };
	}

	#forgetOldest(): void {
		for (const [id, { run }] of this.#started) {
			if (this.#started.size <= maxRuns) return;
			if (run.hasEnded) this.#started.delete(id);
		}
	}
}

/** The server's own requests about runs. */
export function registerRuns(connection: Connection, runs: Runs, respond: Respond): void {
	connection.onRequest(startRunRequest, (params, token) =>
		respond(startRunRequest.method, token, () => {
			const start = runs.start(params, (events) => void connection.sendNotification(runEventsNotification, events));
			return start.kind === "started" ? { kind: start.kind, run: start.run.snapshot } : start;
		}),
	);
	connection.onRequest(stopRunRequest, ({ id }, token) => respond(stopRunRequest.method, token, () => runs.stop(id)));
	connection.onRequest(getRunRequest, ({ id }, token) =>
		respond(getRunRequest.method, token, () => runs.snapshot(id) ?? null),
	);
	connection.onRequest(resolveEditRequest, ({ id }, token) =>
		respond(resolveEditRequest.method, token, () => runs.resolveEdit(id)),
	);
}

function randomSeed(): number {
	const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
	return seed;
}
