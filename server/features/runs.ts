import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { hasEnded, type RunSnapshot } from "../protocol/run";
import {
	type ContinueRunParams,
	continueRunRequest,
	getRunRequest,
	type ResolvedEdit,
	type RunEventsParams,
	resolveEditRequest,
	restoreRunRequest,
	runEventsNotification,
	type StartRunParams,
	type Steer,
	startRunRequest,
	steerRunRequest,
	stopRunRequest,
} from "../protocol/runs";
import { hasModel, type Settings } from "../protocol/settings";
import type { Respond } from "../requests";
import type { Assignment } from "./assignment";
import { continuingAssignment, type Parent, restoredAssignment, startingAssignment } from "./newAssignment";
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

type Send = (params: RunEventsParams) => void;

/** The runs of this session, queued, under way and over, and those of earlier ones that it was told of. */
export class Runs {
	readonly #with: RunsCollaborators;
	readonly #started = new Map<string, { readonly run: Run; readonly ended: Promise<void> }>();
	readonly #restored = new Map<string, Parent>();

	constructor(collaborators: RunsCollaborators) {
		this.#with = collaborators;
	}

	/** Begins a run, whose events go to `send`. */
	start(params: StartRunParams, send: Send): Start {
		const { clock, documents, pathOf, settings: currentSettings } = this.#with;
		const settings = currentSettings();
		if (!hasModel(settings.model)) return { kind: "noModel" };
		const target = targetOf(documents.get(params.uri), params, pathOf);
		if (typeof target === "string") return { kind: "invalid", message: target };
		return this.#execute(startingAssignment(params, target, { date: clock.date(), settings }), send);
	}

	/** Begins a run that takes over another's thought. */
	continue(params: ContinueRunParams, send: Send): Start | { readonly kind: "unknown" } {
		const { clock, settings: currentSettings } = this.#with;
		const settings = currentSettings();
		if (!hasModel(settings.model)) return { kind: "noModel" };
		const parent = this.#known(params.id);
		if (!parent) return { kind: "unknown" };
		if (!hasEnded(parent.snapshot.state)) {
			return { kind: "invalid", message: "The run still goes on. Stop it, or wait for its end, to continue from it." };
		}
		const assignment = continuingAssignment(parent, params, { date: clock.date(), settings });
		if (typeof assignment === "string") return { kind: "invalid", message: assignment };
		return this.#execute(assignment, send);
	}

	/** Takes in a run that an earlier server made. */
	restore(snapshot: RunSnapshot): void {
		const { documents, pathOf, settings } = this.#with;
		if (this.#started.has(snapshot.id)) return;
		const options = { path: pathOf(snapshot.uri), settings: settings() };
		const assignment = restoredAssignment(snapshot, documents.get(snapshot.uri), options);
		this.#restored.set(snapshot.id, { assignment, snapshot });
		forgetOldest(this.#restored, () => true);
	}

	snapshot(id: string): RunSnapshot | undefined {
		return this.#known(id)?.snapshot;
	}

	/** Harmless for a run that is over or unknown. */
	steer(id: string, steer: Steer): void {
		this.#started.get(id)?.run.steer(steer);
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
		const run = this.#known(id);
		return run ? resolveEdit(run, this.#with.documents.get(run.snapshot.uri)) : { kind: "none" };
	}

	#execute(assignment: Assignment, send: Send): Start {
		const run = new Run(assignment, this.#with, send);
		const ended = run.execute();
		this.#started.set(run.id, { run, ended });
		forgetOldest(this.#started, (started) => started.run.hasEnded);
		return { kind: "started", run, ended };
	}

	#known(id: string): Parent | undefined {
		return this.#started.get(id)?.run ?? this.#restored.get(id);
	}
}

function forgetOldest<T>(runs: Map<string, T>, isForgettable: (run: T) => boolean): void {
	for (const [id, run] of runs) {
		if (runs.size <= maxRuns) return;
		if (isForgettable(run)) runs.delete(id);
	}
}

/** The server's own requests about runs. */
export function registerRuns(connection: Connection, runs: Runs, respond: Respond): void {
	const send = (events: RunEventsParams) => void connection.sendNotification(runEventsNotification, events);
	connection.onRequest(startRunRequest, (params, token) =>
		respond(startRunRequest.method, token, () => answerOf(runs.start(params, send))),
	);
	connection.onRequest(continueRunRequest, (params, token) =>
		respond(continueRunRequest.method, token, () => {
			const start = runs.continue(params, send);
			return start.kind === "unknown" ? start : answerOf(start);
		}),
	);
	connection.onRequest(restoreRunRequest, ({ run }, token) =>
		respond(restoreRunRequest.method, token, () => runs.restore(run)),
	);
	connection.onRequest(steerRunRequest, ({ id, steer }, token) =>
		respond(steerRunRequest.method, token, () => runs.steer(id, steer)),
	);
	connection.onRequest(stopRunRequest, ({ id }, token) => respond(stopRunRequest.method, token, () => runs.stop(id)));
	connection.onRequest(getRunRequest, ({ id }, token) =>
		respond(getRunRequest.method, token, () => runs.snapshot(id) ?? null),
	);
	connection.onRequest(resolveEditRequest, ({ id }, token) =>
		respond(resolveEditRequest.method, token, () => runs.resolveEdit(id)),
	);
}

function answerOf(start: Start) {
	return start.kind === "started" ? { kind: start.kind, run: start.run.snapshot } : start;
}
