import * as vscode from "vscode";
import type { Action } from "../../server/protocol/action";
import { hasEnded, type RunSnapshot, type RunState } from "../../server/protocol/run";
import {
	type ContinueRunParams,
	getRunRequest,
	type RunEventsParams,
	type StartRunParams,
	type StartRunResult,
	type Steer,
	startRunRequest,
	steerRunRequest,
	stopRunRequest,
} from "../../server/protocol/runs";
import type { Effort } from "../../server/protocol/settings";
import type { Client } from "../client";
import type { Config } from "../config";
import { DisposableStore } from "../disposable";
import { offerModel } from "../offerModel";
import { splitLines } from "../proposal/lineSplice";
import { reported } from "../report";
import { continueRun } from "./continue";
import { cursorNow } from "./cursorNow";
import { givenThought } from "./givenThought";
import { type RunTarget, surroundingsOf } from "./request";
import { RunLog } from "./runLog";
import { TrackedCode } from "./trackedCode";
import type { LineRange } from "./trackedRange";

/** What a run is to be like, beside what it is about. */
export type RunManner = Pick<StartRunParams, "effort" | "thought" | "isResampled">;

/** Starts, steers and stops runs, and keeps what they have written so far. */
export class Runs implements vscode.Disposable {
	readonly #log = new RunLog();
	/** What the user had each run of this window begin with. */
	readonly #thoughts = new Map<string, string>();
	readonly #store = new DisposableStore();
	readonly #tracked = this.#store.add(new TrackedCode());
	readonly #started = this.#store.add(new vscode.EventEmitter<RunSnapshot>());
	readonly #received = this.#store.add(new vscode.EventEmitter<RunEventsParams>());
	readonly #replaced = this.#store.add(new vscode.EventEmitter<RunSnapshot>());
	readonly #ended = this.#store.add(new vscode.EventEmitter<RunSnapshot>());
	readonly #restored = this.#store.add(new vscode.EventEmitter<readonly RunSnapshot[]>());
	readonly #forgotten = this.#store.add(new vscode.EventEmitter<readonly string[]>());

	readonly onDidStart = this.#started.event;
	/** Events that followed what was known, and are contained in it now. */
	readonly onDidReceiveEvents = this.#received.event;
	/** What is known of a run was replaced as a whole. */
	readonly onDidReplace = this.#replaced.event;
	readonly onDidEnd = this.#ended.event;
	/** Runs of earlier windows are known, newest first. */
	readonly onDidRestore = this.#restored.event;
	readonly onDidForget = this.#forgotten.event;

	constructor(
		private readonly client: Client,
		private readonly config: Config,
		private readonly log: vscode.LogOutputChannel,
	) {
		this.#store.add(client.onDidReceiveEvents((params) => this.#apply(params)));
		this.#store.add(client.onDidStop(({ wasAsked }) => this.#endAll(wasAsked)));
	}

	/** Newest first. */
	all(): readonly RunSnapshot[] {
		return this.#log.all();
	}

	get(id: string): RunSnapshot | undefined {
		return this.#log.get(id);
	}

	active(): RunSnapshot | undefined {
		return this.#log.active();
	}

	/** Where the run's code stands now. */
	codeOf(id: string) {
		return this.#tracked.get(id);
	}

	/** Whether that is known: nobody followed the code of an earlier window's runs meanwhile. */
	isPlaced(id: string): boolean {
		return this.#tracked.isPlaced(id);
	}

	/** The code of a run of an earlier window was found on these lines. */
	placeCode(id: string, lines: LineRange): void {
		this.#tracked.place(id, lines);
	}

	/** Takes in the runs of earlier windows. */
	restore(earlier: readonly RunSnapshot[]): void {
		this.#log.restore(earlier);
		for (const run of earlier) {
			this.#tracked.restore(run);
		}
		this.#restored.fire(earlier.toSorted((a, b) => b.date - a.date));
	}

	forget(ids: readonly string[]): void {
		for (const id of ids) {
			this.#log.delete(id);
			this.#tracked.forget(id);
		}
		this.#forgotten.fire(ids);
	}

	async start(action: Action, instruction: string, target: RunTarget, how: RunManner = {}): Promise<void> {
		const progress = { location: vscode.ProgressLocation.Window, title: "Rationale: reading the code" };
		const asked = await vscode.window.withProgress(progress, () => this.#params(action, instruction, target));
		const params = { ...asked, effort: this.config.effort(), ...how };
		const client = await this.client.started();
		const run = await this.#begun(() => client.sendRequest(startRunRequest, params));
		if (run) {
			this.#thoughts.set(run.id, how.thought ?? "");
			this.#tracked.track(run);
			this.#started.fire(run);
		}
	}

	/** Thinks on from a step, or answers anew: a run of its own, on the code as the first one saw it. Gives its id if it began. */
	async continue(id: string, from: ContinueRunParams["from"], effort?: Effort): Promise<string | undefined> {
		const { run, code } = this.#known(id);
		const client = await this.client.started();
		const params = { id, from, ...(effort && { effort }) };
		const next = await this.#begun(() => continueRun(client, params, { run, uri: code.uri }));
		if (next) {
			this.#tracked.trackLike(next.id, id);
			this.#started.fire(next);
		}
		return next?.id;
	}

	/** Harmless for a run that thinks no more. */
	async steer(id: string, steer: Steer): Promise<void> {
		const client = await this.client.started();
		await client.sendRequest(steerRunRequest, { id, steer });
	}

	/** The same action once more, by another chance, on the code as it is now. */
	async again(id: string): Promise<void> {
		const { run, code } = this.#known(id);
		const document = await vscode.workspace.openTextDocument(code.uri);
		const range = run.cursor ? cursorIn(document, run, code.lines) : wholeLines(document, code.lines);
		const thought = this.#thoughts.get(run.root) ?? givenThought(this.#log.get(run.root) ?? run);
		const how = { effort: run.effort, isResampled: true, ...(thought && { thought }) };
		await this.start(run.action, run.instruction, { uri: code.uri, range }, how);
	}

	async stop(id: string): Promise<void> {
		const client = await this.client.started();
		await client.sendRequest(stopRunRequest, { id });
	}

	dispose(): void {
		this.#store.dispose();
	}

	#known(id: string) {
		const run = this.#log.get(id);
		const code = this.#tracked.get(id);
		if (!run || !code) {
			throw new Error("That run is not known any more. Select the code and start it anew.");
		}
		return { run, code };
	}

	async #params(action: Action, instruction: string, target: RunTarget): Promise<StartRunParams> {
		const document = await vscode.workspace.openTextDocument(target.uri);
		const [client, around] = await Promise.all([this.client.started(), surroundingsOf(action, document, target)]);
		const { asRange, asDiagnostics } = client.code2ProtocolConverter;
		return {
			action,
			instruction,
			uri: client.code2ProtocolConverter.asUri(target.uri),
			selection: asRange(target.range),
			// An editor's range written as JSON is not what LSP calls one.
			symbols: around.symbols.map((it) => asRange(it)),
			diagnostics: await asDiagnostics([...around.diagnostics]),
			related: around.related,
		};
	}

	/** The run that a request began; undefined, and the user is told, if it began none. */
	async #begun(request: () => Promise<StartRunResult>): Promise<RunSnapshot | undefined> {
		const first = await request();
		const result = first.kind === "noModel" && (await offerModel()) ? await request() : first;
		if (result.kind === "invalid") {
			await vscode.window.showWarningMessage(result.message);
		}
		if (result.kind !== "started") {
			return undefined;
		}
		this.#log.put(result.run);
		return result.run;
	}

	#apply(params: RunEventsParams): void {
		const before = this.#log.get(params.id);
		const outcome = this.#log.apply(params);
		if (outcome === "applied") {
			this.#received.fire(params);
			this.#noteEnd(before, params.id);
		} else if (outcome === "missed") {
			void reported(this.log, () => this.#fetch(params.id));
		}
	}

	async #fetch(id: string): Promise<void> {
		const client = await this.client.started();
		const run = await client.sendRequest(getRunRequest, { id });
		if (run) {
			this.#replace(run);
		}
	}

	#replace(run: RunSnapshot): void {
		const before = this.#log.get(run.id);
		if (before && before.sequence > run.sequence) {
			return;
		}
		this.#log.put(run);
		this.#replaced.fire(run);
		this.#noteEnd(before, run.id);
	}

	#noteEnd(before: RunSnapshot | undefined, id: string): void {
		const run = this.#log.get(id);
		if (run && hasEnded(run.state) && !(before && hasEnded(before.state))) {
			this.#ended.fire(run);
		}
	}

	/** The server has gone: its runs go no further, and keep their text. */
	#endAll(wasAsked: boolean): void {
		const state: RunState = wasAsked
			? { kind: "stopped" }
			: { kind: "failed", reason: "crashed", message: "The Rationale server stopped. What it wrote so far is kept." };
		for (const run of this.#log.all().filter((it) => !hasEnded(it.state))) {
			this.#replace({ ...run, state });
		}
	}
}

function wholeLines(document: vscode.TextDocument, { start, end }: LineRange): vscode.Range {
	return document.validateRange(new vscode.Range(start, 0, end, Number.MAX_SAFE_INTEGER));
}

/** An empty range at the cursor of a completion, in its code as that is now. */
function cursorIn(document: vscode.TextDocument, run: RunSnapshot, lines: LineRange): vscode.Range {
	const cursor = cursorNow(run, splitLines(document.getText(wholeLines(document, lines))));
	if (!cursor) {
		throw new Error("The line of the cursor was changed. Put the cursor where the code is to go on and start anew.");
	}
	const position = new vscode.Position(lines.start + cursor.line, cursor.character);
	return new vscode.Range(position, position);
}
