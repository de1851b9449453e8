import type { CatalogueFile } from "../../server/protocol/catalogue";

/** Of a file that the user chose, until it is there or given up. */
export interface Download {
	readonly file: CatalogueFile;
	readonly state: DownloadState;
}

export type DownloadState =
	/** Another window downloads the same file. */
	| { readonly kind: "waiting" }
	/** Bytes; `bytesPerSecond` of the last seconds; `secondsLeft` is null as long as that is not known. */
	| {
			readonly kind: "running";
			readonly done: number;
			readonly total: number;
			readonly bytesPerSecond: number;
			readonly secondsLeft: number | null;
			/** Why nothing comes just now, and what is done about it. */
			readonly trouble?: string;
	  }
	/** All is there, and its SHA-256 is being computed. */
	| { readonly kind: "checking"; readonly done: number; readonly total: number }
	/** Broken off by the user or a restart: what was fetched is kept. */
	| { readonly kind: "paused"; readonly done: number; readonly total: number }
	| { readonly kind: "failed"; readonly reason: DownloadFailure; readonly message: string; readonly done: number };

export type DownloadFailure =
	| "offline"
	| "refused"
	| "unauthorized"
	| "notFound"
	| "tooManyRequests"
	| "checksum"
	| "diskFull"
	| "failed";
