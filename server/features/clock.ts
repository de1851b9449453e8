/** The time, as an argument: tests turn the hands themselves. */
export interface Clock {
	/** Milliseconds; never goes back. */
	now(): number;
	/** Milliseconds since 1970. */
	date(): number;
	/** Calls back once, in `delay` milliseconds, unless the returned function is called before. Keeps no process alive. */
	after(delay: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
	now: () => performance.now(),
	date: () => Date.now(),
	after: (delay, callback) => {
		const timer = setTimeout(callback, delay);
		timer.unref();
		return () => clearTimeout(timer);
	},
};
