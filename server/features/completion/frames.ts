/** The frame of each document, kept while the user types on in it, and what is known of code from elsewhere. */
import type { Frame, FrameBudget } from "../../completion/frame";
import { typedSince } from "../../completion/frame";
import { LineTokens } from "../../completion/lineTokens";
import { LruMap } from "../../completion/lruMap";
import { makeFrame } from "../../completion/makeFrame";
import type { Place } from "../../completion/place";
import { chooseFor, type OpenDocument, similarChunks } from "../../completion/related";
import type { Engine } from "../../engine/engine";
import type { RelatedCode } from "../../protocol/runs";

/** As many documents as one goes back and forth between. */
const maxDocuments = 16;

export interface FrameSource {
	/** A document's path as the model is shown it. */
	readonly pathOf: (uri: string) => string;
	/** Open documents whose code may be shown to a model, the one used last first. */
	readonly documents: () => Promise<readonly OpenDocument[]>;
}

/** A frame that fits a place, and what was typed since it was made. */
export interface FramedPlace {
	readonly frame: Frame;
	readonly typed: string;
}

export class Frames {
	readonly #source: FrameSource;
	readonly #frames = new LruMap<string, Frame>(maxDocuments);
	readonly #declarations = new LruMap<string, readonly RelatedCode[]>(maxDocuments);
	#tokens: { readonly engine: Engine; readonly path: string; readonly lines: LineTokens } | undefined;

	constructor(source: FrameSource) {
		this.#source = source;
	}

	/** What the code around the cursor uses, as the client knows it; for the frames that are made from now on. */
	setDeclarations(uri: string, declarations: readonly RelatedCode[]): void {
		this.#declarations.set(uri, declarations);
	}

	forget(uri: string): void {
		this.#frames.delete(uri);
		this.#declarations.delete(uri);
	}

	/** The document's frame if that fits the place, else a new one, which becomes the document's. */
	async at(place: Place, engine: Engine, budget: FrameBudget): Promise<FramedPlace> {
		const known = this.#frames.get(place.uri);
		const typed = known && typedSince(known, place);
		if (known && typed !== undefined) return { frame: known, typed };
		const frame = await this.#make(place, this.#countWith(engine), { budget, previous: known });
		this.#frames.set(place.uri, frame);
		return { frame, typed: typedSince(frame, place) ?? "" };
	}

	async #make(
		place: Place,
		{ count }: LineTokens,
		{ budget, previous }: { readonly budget: FrameBudget; readonly previous: Frame | undefined },
	): Promise<Frame> {
		const path = this.#source.pathOf(place.uri);
		const frame = await makeFrame(place, { path, related: [], budget, previous, countTokens: count });
		if (budget.related === 0) return frame;
		const candidates = {
			declarations: this.#declarations.get(place.uri) ?? [],
			chunks: similarChunks(place, await this.#source.documents()),
		};
		const options = { budget: budget.related, countTokens: count, previous: previous?.related ?? [] };
		return { ...frame, related: await chooseFor(frame, candidates, options) };
	}

	/** Another model counts otherwise. */
	#countWith(engine: Engine): LineTokens {
		const path = engine.state.kind === "ready" ? engine.state.model.path : "";
		if (this.#tokens?.engine !== engine || this.#tokens.path !== path) {
			this.#tokens = { engine, path, lines: new LineTokens((texts) => engine.countTokens(texts)) };
		}
		return this.#tokens.lines;
	}
}
