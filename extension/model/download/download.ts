// One file from the hub to this disk: whoever is told its path can rely on it.
import { mkdir, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { DownloadFailure, DownloadState } from "../downloadState";
import { sizeText } from "../sizeText";
import { type AttemptLimits, attemptLimits, attemptRepeatedly } from "./attempts";
import { DownloadError, diskError } from "./downloadError";
import { acquireLock } from "./lock";
import { Meter } from "./meter";
import { PartFile } from "./partFile";
import { pathBelow, type Source } from "./source";
import { transfer } from "./transfer";

export interface DownloadOptions {
	readonly source: Source;
	readonly folder: string;
	readonly token: string | undefined;
	/** Bytes that may still be written to a folder. */
	readonly freeSpace: (folder: string) => Promise<number>;
	readonly limits: DownloadLimits;
	readonly onState: (state: DownloadState) => void;
}

export interface DownloadLimits extends AttemptLimits {
	/** Milliseconds between two looks at another process' lock, and how many of them show it dead. */
	readonly lockInterval: number;
	readonly lockPatience: number;
	/** Milliseconds between two states while bytes come. */
	readonly stateInterval: number;
}

export type DownloadOutcome =
	| { readonly kind: "done"; readonly path: string }
	| { readonly kind: "paused"; readonly done: number; readonly total: number }
	| { readonly kind: "failed"; readonly reason: DownloadFailure; readonly message: string; readonly done: number };

export const downloadLimits: DownloadLimits = {
	...attemptLimits,
	lockInterval: 1000,
	lockPatience: 30,
	stateInterval: 250,
};

export const lockExtension = ".lock";

/** Bytes that are left on the disk for what else is written there. */
const reserve = 256e6;

/** Goes on with what is there. When the signal is aborted, what was fetched stays. */
export async function download(options: DownloadOptions, signal: AbortSignal): Promise<DownloadOutcome> {
	const { source, folder } = options;
	const path = pathBelow(folder, source.file);
	let part: PartFile | undefined;
	let lost: AbortSignal | undefined;
	const progress = () => ({ done: part?.size ?? 0, total: part?.note?.total ?? source.file.bytes });
	try {
		await mkdir(dirname(path), { recursive: true });
		const lock = await acquireLock(path + lockExtension, lockOptions(options), signal);
		lost = lock.lost;
		try {
			if (!(await isThere(path, source))) {
				part = await PartFile.open(path);
				await complete(part, options, AbortSignal.any([signal, lost]));
			}
			return { kind: "done", path };
		} finally {
			await part?.close();
			await lock.release();
		}
	} catch (error) {
		if (signal.aborted) {
			return { kind: "paused", ...progress() };
		}
		if (lost?.aborted) {
			// Another process goes on with it; this one waits for that.
			return download(options, signal);
		}
		const known = diskError(error, dirname(path));
		if (known instanceof DownloadError) {
			return { kind: "failed", reason: known.reason, message: known.message, done: progress().done };
		}
		throw known;
	}
}

/** Bytes that this user may still write to a folder; without end where the system does not say. */
export async function freeSpaceOf(folder: string): Promise<number> {
	try {
		const { bavail, bsize } = await statfs(folder);
		return bavail * bsize;
	} catch {
		// The disk tells when it is full.
		return Number.POSITIVE_INFINITY;
	}
}

function lockOptions({ limits, onState }: DownloadOptions) {
	const onWait = () => onState({ kind: "waiting" });
	return { interval: limits.lockInterval, patience: limits.lockPatience, onWait };
}

/** Only what was checked has its name; but a user may have put another file there. */
async function isThere(path: string, { file }: Source): Promise<boolean> {
	const found = await stat(path).catch(() => undefined);
	if (found && file.sha256 !== null && found.size !== file.bytes) {
		const text = `${path} is another file: of ${found.size} bytes, not of ${file.bytes}. Move it or delete it first.`;
		throw new DownloadError("failed", text);
	}
	return found !== undefined;
}

async function complete(part: PartFile, options: DownloadOptions, signal: AbortSignal): Promise<void> {
	await requireSpace(part, options);
	await fetchRest(part, options, signal);
	await check(part, options, signal);
	await part.finish();
}

async function requireSpace(part: PartFile, { source, folder, freeSpace }: DownloadOptions): Promise<void> {
	const needed = (part.note?.total ?? source.file.bytes) - part.size;
	const free = await freeSpace(folder);
	if (needed > 0 && free < needed + reserve) {
		const text = `${sizeText(needed)} are to come, but ${folder} has room for ${sizeText(Math.max(0, free - reserve))}. Make room, or choose another folder in the setting rationale.model.download.`;
		throw new DownloadError("diskFull", text);
	}
}

async function fetchRest(part: PartFile, options: DownloadOptions, signal: AbortSignal): Promise<void> {
	const { source, token, limits, onState } = options;
	const meter = new Meter();
	let trouble: { readonly text: string; readonly at: number } | undefined;
	const tell = () => {
		const done = part.size;
		const total = part.note?.total ?? source.file.bytes;
		meter.add(performance.now(), done);
		const running = { done, total, bytesPerSecond: meter.bytesPerSecond, secondsLeft: meter.secondsLeft(total) };
		onState({ kind: "running", ...running, ...(trouble?.at === done ? { trouble: trouble.text } : {}) });
	};
	tell();
	const timer = setInterval(tell, limits.stateInterval);
	try {
		const attempts = {
			limits,
			attempt: () => transfer(part, { source, token, silence: limits.silence }, signal),
			done: () => part.size,
			onTrouble: (text: string) => {
				trouble = { text, at: part.size };
				tell();
			},
		};
		await attemptRepeatedly(attempts, signal);
	} finally {
		clearInterval(timer);
	}
}

/** Where nobody has said what the SHA-256 should be, the size has to do. */
async function check(part: PartFile, { source, limits, onState }: DownloadOptions, signal: AbortSignal): Promise<void> {
	const { sha256, total } = part.note ?? { sha256: null, total: 0 };
	if (sha256 === null) {
		return;
	}
	let told = performance.now();
	const onProgress = (done: number) => {
		if (performance.now() - told >= limits.stateInterval) {
			told = performance.now();
			onState({ kind: "checking", done, total });
		}
	};
	const found = await part.sha256(onProgress, signal);
	if (found !== sha256) {
		await part.discard();
		const text = `What came of ${source.file.file} is not what was published: its SHA-256 is ${found}, not ${sha256}. It was deleted.`;
		throw new DownloadError("checksum", text);
	}
}
