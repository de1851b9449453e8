// A download in a folder that is thrown away, with patience for a test.
import { mkdtempSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import {
	type DownloadOptions,
	type DownloadOutcome,
	download,
	downloadLimits,
} from "../../../../extension/model/download/download";
import { pathBelow, sourceOf } from "../../../../extension/model/download/source";
import type { DownloadState } from "../../../../extension/model/downloadState";
import type { CatalogueFile } from "../../../../server/protocol/catalogue";
import type { Hub } from "../../../support/hub";
import { temporaryFolder } from "../../../support/profile";

export const limits = {
	...downloadLimits,
	attempts: 3,
	firstPatience: 100,
	wait: 5,
	longestWait: 20,
	longestAskedWait: 1500,
	lockInterval: 20,
	stateInterval: 5,
} as const;

const root = temporaryFolder("rt-");

/** Where a user keeps models, and what becomes of one file there. */
export class Desk {
	readonly folder = mkdtempSync(join(root, "d-"));
	readonly states: DownloadState[] = [];
	readonly path: string;
	#watchers: (() => void)[] = [];

	constructor(
		readonly hub: Hub,
		readonly file: CatalogueFile = hub.file(),
	) {
		this.path = pathBelow(this.folder, file);
	}

	download(change: Partial<DownloadOptions> = {}, signal = new AbortController().signal): Promise<DownloadOutcome> {
		const options = {
			source: sourceOf(this.hub.address, this.file),
			folder: this.folder,
			token: undefined,
			freeSpace: async () => 1e12,
			limits,
			onState: (state: DownloadState) => {
				this.states.push(state);
				for (const watcher of this.#watchers) watcher();
			},
			...change,
		};
		return download(options, signal);
	}

	/** Resolves when there has been such a state. */
	until(isIt: (state: DownloadState) => boolean): Promise<void> {
		return new Promise((resolve) => {
			const look = () => {
				const last = this.states.at(-1);
				if (last && isIt(last)) resolve();
			};
			this.#watchers.push(look);
			look();
		});
	}

	/** Downloads until so many bytes are there, and pauses. */
	async downloadUpTo(bytes: number, change: Partial<DownloadOptions> = {}): Promise<DownloadOutcome> {
		this.hub.next.push({ ...this.hub.behaviour, holdAfter: bytes });
		const pause = new AbortController();
		const outcome = this.download(change, pause.signal);
		await this.until((it) => it.kind === "running" && it.done >= bytes);
		pause.abort();
		return outcome;
	}

	/** What lies in the folder of the file, whose name is `M`. */
	async files(): Promise<readonly string[]> {
		const names = await readdir(dirname(this.path));
		return names.map((name) => name.replace(basename(this.path), "M")).sort();
	}

	get troubles(): readonly string[] {
		return this.states.flatMap((it) => (it.kind === "running" && it.trouble ? [it.trouble] : []));
	}
}
