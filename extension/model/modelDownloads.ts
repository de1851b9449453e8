import type { CatalogueFile } from "../../server/protocol/catalogue";
import type { Disposable } from "../disposable";
import type { Download } from "./downloadState";

/** A file that was downloaded whole. */
interface DownloadedFile {
	readonly path: string;
	readonly bytes: number;
}

/** Fetches models of the catalogue, and keeps those that are there. */
export interface ModelDownloads {
	readonly onDidChange: (listener: () => void) => Disposable;
	/** Under way, paused or failed. */
	list(): readonly Download[];
	/** Goes on with one that was broken off. Gives the path when all is there and checked; undefined where it did not come to that. */
	start(file: CatalogueFile): Promise<string | undefined>;
	pause(id: string): unknown;
	resume(id: string): unknown;
	/** Deletes what was fetched of it. */
	discard(id: string): unknown;
	downloaded(): Promise<readonly DownloadedFile[]>;
	delete(path: string): Promise<void>;
}
