// Keeps two processes from one file: who creates the lock has it, and shows by touching it that it is alive.
import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

export interface LockOptions {
	/** Milliseconds between two looks at a lock that another process has, and two touches of an own one. */
	readonly interval: number;
	/** Looks without a touch in between after which who has it is taken for dead. */
	readonly patience: number;
	readonly onWait: () => void;
}

interface Holder {
	readonly text: string;
	readonly touched: number;
}

/** Resolves when this process has the lock: at once, or when another has released it or died. */
export async function acquireLock(path: string, options: LockOptions, signal: AbortSignal): Promise<Lock> {
	const text = JSON.stringify({ token: randomUUID(), pid: process.pid, machine: thisMachine() });
	let seen: Holder | undefined;
	let looks = 0;
	for (;;) {
		signal.throwIfAborted();
		if (await create(path, text)) {
			return new Lock(path, text, options.interval);
		}
		const holder = await holderOf(path);
		// Counted, and not by the clock, which goes on while the machine sleeps.
		looks = holder && holder.text === seen?.text && holder.touched === seen.touched ? looks + 1 : 0;
		seen = holder;
		if (holder && (isDead(holder) || looks >= options.patience)) {
			await takeAway(path, holder);
		} else if (holder) {
			options.onWait();
			await delay(options.interval, undefined, { signal });
		}
	}
}

/** Whether a process that is not known to be dead has the lock. */
export async function isLocked(path: string): Promise<boolean> {
	const holder = await holderOf(path);
	return holder !== undefined && !isDead(holder);
}

export class Lock {
	readonly #lost = new AbortController();
	readonly #timer: NodeJS.Timeout;

	constructor(
		private readonly path: string,
		private readonly text: string,
		interval: number,
	) {
		this.#timer = setInterval(() => void this.#touch(), interval);
	}

	/** Aborted when another process has taken the lock: this one was asleep for too long. */
	get lost(): AbortSignal {
		return this.#lost.signal;
	}

	async release(): Promise<void> {
		clearInterval(this.#timer);
		if ((await holderOf(this.path))?.text === this.text) {
			await rm(this.path, { force: true });
		}
	}

	async #touch(): Promise<void> {
		try {
			if ((await holderOf(this.path))?.text === this.text) {
				const now = new Date();
				await utimes(this.path, now, now);
			} else {
				clearInterval(this.#timer);
				this.#lost.abort();
			}
		} catch {
			// The drive does not answer: the next touch tells whose it is.
		}
	}
}

async function create(path: string, text: string): Promise<boolean> {
	try {
		await writeFile(path, text, { flag: "wx" });
		return true;
	} catch (error) {
		if (codeOf(error) === "EEXIST") return false;
		throw error;
	}
}

async function holderOf(path: string): Promise<Holder | undefined> {
	try {
		return { text: await readFile(path, "utf8"), touched: (await stat(path)).mtimeMs };
	} catch (error) {
		if (codeOf(error) === "ENOENT") return undefined;
		throw error;
	}
}

/** What another process took meanwhile is given back: only what was looked at is taken away. */
async function takeAway(path: string, { text }: Holder): Promise<void> {
	const aside = `${path}.${randomUUID()}`;
	try {
		await rename(path, aside);
	} catch (error) {
		// Somebody else was quicker.
		if (codeOf(error) === "ENOENT") return;
		throw error;
	}
	if ((await readFile(aside, "utf8")) !== text) {
		// Where a third one has it by now, the second finds out at its next touch.
		await link(aside, path).catch(() => undefined);
	}
	await rm(aside, { force: true });
}

function isDead({ text }: Holder): boolean {
	const [, pid, machine] = /"pid":(\d+),"machine":("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
	if (pid === undefined || machine !== JSON.stringify(thisMachine())) {
		return false;
	}
	try {
		process.kill(Number(pid), 0);
		return false;
	} catch (error) {
		// Otherwise it lives, and is another user's.
		return codeOf(error) === "ESRCH";
	}
}

/** Windows and the Linux in it have one name, and each its own processes. */
function thisMachine(): string {
	return `${process.platform} ${hostname()}`;
}

function codeOf(error: unknown): unknown {
	return error instanceof Error && "code" in error ? error.code : undefined;
}
