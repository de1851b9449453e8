import type { ModelDescription, ModelState } from "../protocol/model";
import type {
	CompletedToken,
	CompleteRequest,
	CompleteResult,
	Engine,
	FileOptions,
	GenerateControl,
	GenerateProgress,
	GenerateRequest,
	GenerateResult,
	LoadOptions,
	ServerOptions,
} from "./engine";

/** This machine's engine and that of servers as one: what was loaded last has the model. */
export class RoutedEngine implements Engine {
	readonly #files: Engine<FileOptions>;
	readonly #servers: Engine<ServerOptions>;
	#current: Engine<FileOptions> | Engine<ServerOptions>;

	constructor(files: Engine<FileOptions>, servers: Engine<ServerOptions>) {
		this.#files = files;
		this.#servers = servers;
		this.#current = files;
	}

	get state(): ModelState {
		return this.#current.state;
	}

	onDidChangeState(listener: (state: ModelState) => void): () => void {
		const engines = [this.#files, this.#servers];
		const ends = engines.map((engine) =>
			engine.onDidChangeState((state) => {
				if (engine === this.#current) listener(state);
			}),
		);
		return () => {
			for (const end of ends) end();
		};
	}

	async load(options: LoadOptions, signal: AbortSignal): Promise<ModelDescription> {
		if (options.kind === "file") {
			await this.#turnTo(this.#files, this.#servers);
			return await this.#files.load(options, signal);
		}
		await this.#turnTo(this.#servers, this.#files);
		return await this.#servers.load(options, signal);
	}

	unload(): Promise<void> {
		return this.#current.unload();
	}

	countTokens(texts: readonly string[]): Promise<number[]> {
		return this.#current.countTokens(texts);
	}

	generate(
		request: GenerateRequest,
		onProgress: (progress: GenerateProgress) => void,
		control: GenerateControl,
	): Promise<GenerateResult> {
		return this.#current.generate(request, onProgress, control);
	}

	complete(
		request: CompleteRequest,
		onToken: (token: CompletedToken) => void,
		signal: AbortSignal,
	): Promise<CompleteResult> {
		return this.#current.complete(request, onToken, signal);
	}

	async dispose(): Promise<void> {
		await Promise.all([this.#files.dispose(), this.#servers.dispose()]);
	}

	/** A model that is not used any more frees its memory. */
	async #turnTo(next: Engine<FileOptions> | Engine<ServerOptions>, other: { unload(): Promise<void> }): Promise<void> {
		if (this.#current === next) return;
		this.#current = next;
		await other.unload();
	}
}
