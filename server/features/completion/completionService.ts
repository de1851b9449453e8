/** Puts together what completions need, and tells it what happens elsewhere in the server. */
import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { CompletionCache } from "../../completion/completionCache";
import { CompletionCounts } from "../../completion/completionCounts";
import { IgnoredFiles } from "../../completion/ignored";
import { Pace } from "../../completion/pace";
import { TypingRhythm } from "../../completion/typingRhythm";
import type { CompleteRequest } from "../../engine/engine";
import type { CompletionState } from "../../protocol/completion";
import type { Settings } from "../../protocol/settings";
import { errorText } from "../../requests";
import type { Clock } from "../clock";
import { IdleUnload } from "../models";
import { type CompletionEngines, CompletionModel } from "./completionModel";
import { CompletionStatusReporter } from "./completionStatus";
import { Completions } from "./completions";
import { Frames } from "./frames";
import { OpenDocuments } from "./openDocuments";

export interface CompletionServiceOptions {
	readonly connection: Connection;
	readonly engines: CompletionEngines;
	readonly documents: TextDocuments<TextDocument>;
	readonly clock: Clock;
	readonly settings: () => Settings;
	/** URIs of the workspace's folders. */
	readonly folders: () => readonly string[];
	readonly pathOf: (uri: string) => string;
	/** A file's text; undefined where there is none or it cannot be read. */
	readonly readText: (uri: string) => Promise<string | undefined>;
	/** Whether a run is under way. */
	readonly isRunning: () => boolean;
	/** Called when the model of the runs has been used. */
	readonly onUse: () => void;
}

export class CompletionService {
	readonly completions: Completions;
	readonly #options: CompletionServiceOptions;
	readonly #model: CompletionModel;
	readonly #cache = new CompletionCache();
	readonly #pace = new Pace();
	readonly #counts = new CompletionCounts();
	readonly #ignored: IgnoredFiles;
	readonly #status: CompletionStatusReporter;
	/** Of the model for completions alone. */
	readonly #idleUnload: IdleUnload;
	#modelSettings: string;

	constructor(options: CompletionServiceOptions) {
		const { clock, connection, documents, engines, folders, isRunning, pathOf, readText, settings } = options;
		this.#options = options;
		this.#model = new CompletionModel(engines, settings);
		this.#ignored = new IgnoredFiles(readText);
		this.#status = new CompletionStatusReporter(connection, {
			state: () => this.#state(),
			counters: () => this.#counts.counters,
		});
		const unload = () => engines.own.unload().catch((error) => connection.console.error(errorText(error)));
		this.#idleUnload = new IdleUnload(clock, () => void unload());
		this.#modelSettings = this.#readModelSettings();
		const open = new OpenDocuments(documents, { pathOf, isIgnored: (uri) => this.#ignored.isIgnored(uri, folders()) });
		this.completions = new Completions({
			model: this.#model,
			frames: new Frames({ pathOf, documents: () => open.read() }),
			cache: this.#cache,
			counts: this.#counts,
			rhythm: new TypingRhythm(),
			pace: this.#pace,
			clock,
			settings,
			isRunning,
			onUse: () => this.#used(),
			onPrompt: (prompt, typed) => connection.tracer.log("Prompt of a completion", `${textOf(prompt)}${typed}`),
		});
		for (const engine of [engines.runs, engines.own]) engine.onDidChangeState(this.#status.update);
		documents.onDidSave(({ document }) => this.#ignored.fileChanged(document.uri));
	}

	/** The first run has begun, or the last has ended. */
	runsChanged(): void {
		if (this.#options.isRunning()) this.completions.giveWay();
		this.#status.update();
	}

	/** What was written by another model, or in another way, is not offered any more. */
	async settingsChanged(): Promise<void> {
		const modelSettings = this.#readModelSettings();
		if (modelSettings !== this.#modelSettings) {
			this.#modelSettings = modelSettings;
			this.#cache.clear();
			this.#pace.reset();
			await this.#model.settingsChanged();
		}
		this.#status.update();
	}

	/** The client has put a completion into the document. */
	accepted(id: unknown): void {
		if (typeof id !== "string") return;
		this.#counts.accepted(id);
		this.#status.update();
	}

	/** Frees what is loaded for completions alone. */
	async unload(): Promise<void> {
		await this.#model.unload();
	}

	async dispose(): Promise<void> {
		this.#status.log();
		await this.#options.engines.own.dispose();
	}

	#used(): void {
		const { onUse, settings } = this.#options;
		onUse();
		this.#idleUnload.start(settings().model.unloadAfter);
		this.#status.update();
		this.#status.log();
	}

	#state(): CompletionState {
		const { automatic } = this.#options.settings().completion;
		const { state } = this.#model;
		if (automatic === "off" || state.kind !== "ready") return state;
		if (this.completions.isPaused) return { kind: "paused" };
		return this.#pace.isTooSlow ? { kind: "tooSlow", model: state.model } : state;
	}

	#readModelSettings(): string {
		const { completion, model } = this.#options.settings();
		return JSON.stringify([completion.model, completion.prompt, completion.minProbability, model.path]);
	}
}

/** As the model is shown it, but for the tokens around the turns of a chat. */
function textOf(prompt: CompleteRequest["prompt"]): string {
	return prompt.kind === "chat" ? `${prompt.user}\n\n${prompt.answer}` : prompt.parts.map(({ text }) => text).join("");
}
