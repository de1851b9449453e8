import { isAbsolute } from "node:path";
import * as vscode from "vscode";
import type { CatalogueFile } from "../../server/protocol/catalogue";
import type { Config } from "../config";
import { reported } from "../report";
import { type DownloadOutcome, download, downloadLimits, freeSpaceOf } from "./download/download";
import { DownloadError } from "./download/downloadError";
import { begunFiles, deleteBegun, deleteWhole, type WholeFile, wholeFiles } from "./download/downloadFolder";
import { isPrivate, pathBelow, sourceOf } from "./download/source";
import { percentOf, stateText } from "./download/stateText";
import { tellOfFailure, tellOfPause } from "./downloadMessages";
import type { Download, DownloadState } from "./downloadState";
import type { HubTokens } from "./hubToken";

interface Collaborators {
	readonly config: Config;
	readonly tokens: HubTokens;
	/** For models, where the settings name none. */
	readonly folder: string;
	readonly log: vscode.LogOutputChannel;
}

export interface FinishedDownload {
	readonly file: CatalogueFile;
	readonly path: string;
}

/** Why a download is stopped that nobody has to hear of. */
const isDiscarded = Symbol("discarded");

interface Running {
	readonly stop: AbortController;
	readonly path: Promise<string | undefined>;
}

/** Downloads of models that the user chose. What is paused, or was cut short by a crash, is still in the list after a restart. */
export class Downloads implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #finished = new vscode.EventEmitter<FinishedDownload>();
	readonly #downloads = new Map<string, Download>();
	readonly #running = new Map<string, Running>();
	#isDisposed = false;

	readonly onDidChange = this.#changed.event;
	/** One that was resumed: nobody may wait for its path any more. */
	readonly onDidFinishResumed = this.#finished.event;

	constructor(private readonly deps: Collaborators) {
		this.refresh().catch((error: unknown) => deps.log.warn(`The folder for models could not be read: ${error}`));
	}

	/** Absolute path of the folder that models are downloaded to. */
	get folder(): string {
		return this.deps.config.download().folder || this.deps.folder;
	}

	/** Under way, paused and failed. */
	list(): readonly Download[] {
		return [...this.#downloads.values()];
	}

	/** Reads from the disk which downloads were begun, in this window or another one. */
	async refresh(): Promise<void> {
		const begun = await begunFiles(this.folder);
		for (const [id, { state }] of this.#downloads) {
			if (state.kind === "paused") this.#downloads.delete(id);
		}
		for (const { note, done } of begun) {
			const { file, total } = note;
			if (!this.#downloads.has(file.id)) {
				this.#downloads.set(file.id, { file, state: { kind: "paused", done, total } });
			}
		}
		this.#changed.fire();
	}

	/**
	 * Resolves with the path when the file is there and checked; undefined when it was paused or has failed, which the user
	 * is told. One that is under way already is not started twice.
	 */
	start(file: CatalogueFile): Promise<string | undefined> {
		const running = this.#running.get(file.id);
		if (running) {
			return running.path;
		}
		const stop = new AbortController();
		this.#set(file, { kind: "running", done: 0, total: file.bytes, bytesPerSecond: 0, secondsLeft: null });
		const path = this.#run(file, stop.signal).finally(() => this.#running.delete(file.id));
		this.#running.set(file.id, { stop, path });
		return path;
	}

	/** What was fetched is kept. */
	async pause(id: string): Promise<void> {
		const running = this.#running.get(id);
		running?.stop.abort();
		await running?.path;
	}

	/** As `start`, of one in the list. */
	async resume(id: string): Promise<string | undefined> {
		const file = this.#downloads.get(id)?.file;
		if (!file) {
			return undefined;
		}
		const path = await this.start(file);
		if (path !== undefined) {
			this.#finished.fire({ file, path });
		}
		return path;
	}

	/** Deletes what was fetched. */
	async discard(id: string): Promise<void> {
		const running = this.#running.get(id);
		running?.stop.abort(isDiscarded);
		await running?.path;
		const file = this.#downloads.get(id)?.file;
		if (file) {
			await deleteBegun(this.folder, pathBelow(this.folder, file));
			this.#downloads.delete(id);
			this.#changed.fire();
		}
	}

	/** Whole files in the folder, whoever put them there. */
	downloaded(): Promise<readonly WholeFile[]> {
		return wholeFiles(this.folder);
	}

	/** Deletes a whole file of the folder; of a split one all parts. */
	async delete(path: string): Promise<void> {
		await deleteWhole(this.folder, path);
		this.#changed.fire();
	}

	/** Pauses all, without a word: the window closes. */
	async stop(): Promise<void> {
		this.#isDisposed = true;
		const running = [...this.#running.values()];
		for (const { stop } of running) stop.abort();
		await Promise.allSettled(running.map(({ path }) => path));
	}

	dispose(): void {
		void this.stop();
		this.#changed.dispose();
		this.#finished.dispose();
	}

	async #run(file: CatalogueFile, stop: AbortSignal): Promise<string | undefined> {
		const { log } = this.deps;
		log.info(`Downloading ${file.repository}/${file.file}.`);
		const outcome = await this.#showing(file, stop);
		log.info(`The download of ${file.file} has ended: ${outcome.kind === "failed" ? outcome.message : outcome.kind}.`);
		if (outcome.kind === "done") {
			this.#downloads.delete(file.id);
			this.#changed.fire();
			return outcome.path;
		}
		this.#set(file, outcome);
		if (!this.#isDisposed && stop.reason !== isDiscarded) {
			// It is done when it is told; the message may stay for as long as it likes.
			void reported(log, () =>
				outcome.kind === "failed" ? tellOfFailure(this, file, outcome) : tellOfPause(this, file, outcome),
			);
		}
		return undefined;
	}

	/** In a notification, whose button pauses. */
	#showing(file: CatalogueFile, stop: AbortSignal): Thenable<DownloadOutcome> {
		const title = `Downloading ${file.id}`;
		const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
		return vscode.window.withProgress(options, async (progress, token) => {
			const cancel = new AbortController();
			token.onCancellationRequested(() => cancel.abort());
			let shown = 0;
			const onState = (state: DownloadState) => {
				this.#set(file, state);
				// A bar does not go back, should a download start over.
				const percent = state.kind === "running" ? Math.max(shown, percentOf(state)) : shown;
				progress.report({ message: stateText(state), increment: percent - shown });
				shown = percent;
			};
			return this.#download(file, onState, AbortSignal.any([stop, cancel.signal]));
		});
	}

	async #download(
		file: CatalogueFile,
		onState: (state: DownloadState) => void,
		signal: AbortSignal,
	): Promise<DownloadOutcome> {
		try {
			const source = sourceOf(this.deps.config.download().hub, file);
			if (!isAbsolute(this.folder)) {
				throw new DownloadError("failed", "The folder in the setting rationale.model.download is no absolute path.");
			}
			const token = await this.#tokenFor(source.url);
			const options = { source, token, folder: this.folder, freeSpace: freeSpaceOf, limits: downloadLimits, onState };
			return await download(options, signal);
		} catch (error) {
			this.deps.log.error(error instanceof Error ? error : String(error));
			const reason = error instanceof DownloadError ? error.reason : "failed";
			return { kind: "failed", reason, message: error instanceof Error ? error.message : String(error), done: 0 };
		}
	}

	async #tokenFor(hub: URL): Promise<string | undefined> {
		try {
			return isPrivate(hub) ? await this.deps.tokens.get(hub) : undefined;
		} catch (error) {
			// Most files are for everybody.
			this.deps.log.warn(`The token of ${hub.host} could not be read: ${error}`);
			return undefined;
		}
	}

	#set(file: CatalogueFile, state: DownloadState): void {
		this.#downloads.set(file.id, { file, state });
		if (!this.#isDisposed) this.#changed.fire();
	}
}
