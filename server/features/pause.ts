import type { Clock } from "./clock";

/** Resolves after `delay` milliseconds; rejects with the signal's reason when aborted before. */
export function pause(clock: Clock, delay: number, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	if (delay <= 0) return Promise.resolve();
	return new Promise((resolve, reject) => {
		const cancel = clock.after(delay, () => {
			signal.removeEventListener("abort", giveUp);
			resolve();
		});
		const giveUp = () => {
			cancel();
			reject(signal.reason);
		};
		signal.addEventListener("abort", giveUp, { once: true });
	});
}
