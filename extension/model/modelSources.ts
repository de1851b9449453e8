/** What is known of models while the picker is open; it grows as answers come. */
import type { CatalogueEntry, LocalModel } from "../../server/protocol/catalogue";
import type { ModelState } from "../../server/protocol/model";
import type { Download } from "./downloadState";
import type { FoundModel } from "./findModels";

export interface ModelSources {
	/** Of the engine for runs. */
	readonly state: ModelState;
	/** Files on this machine. */
	readonly found: readonly FoundModel[];
	/** What the server read of them. */
	readonly local: readonly LocalModel[];
	readonly catalogue: readonly CatalogueEntry[];
	/** Of the catalogue: under way, paused or failed. */
	readonly downloads: readonly Download[];
	/** The server that is set up; null where none is. */
	readonly server: ServerModels | null;
}

interface ServerModels {
	readonly url: string;
	readonly models: readonly string[];
	/** Why it has told of none, in a sentence; empty where it has, or has not answered yet. */
	readonly failure: string;
}
