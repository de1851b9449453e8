// The engine, held still and let go for moments: a thought can be looked at while it grows, however fast the machine is.
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { until, type WorkbenchServer } from "./workbench";

/** Milliseconds that the engine may run before it is held still again; it writes a token in one. */
const pulse = 4;

/** Milliseconds in which what the engine wrote gets to the sidebar. */
const rest = 150;

export class HeldEngine {
	private constructor(private readonly pids: readonly number[]) {}

	/** Of all windows: that of a window which was just closed may still be there, too. */
	static async hold(server: WorkbenchServer): Promise<HeldEngine> {
		const held = new HeldEngine(await server.engines());
		assert.notEqual(held.pids.length, 0, "There is no engine.");
		held.#signal("SIGSTOP");
		return held;
	}

	/** Lets it run, moment by moment, until a probe holds. */
	advance(what: string, probe: () => Promise<boolean>): Promise<void> {
		return until(what, async () => {
			this.#signal("SIGCONT");
			const end = performance.now() + pulse;
			while (performance.now() < end) {
				// On a busy machine a timer may come so late that the run is over by then.
			}
			this.#signal("SIGSTOP");
			await delay(rest);
			return probe();
		});
	}

	letGo(): void {
		this.#signal("SIGCONT");
	}

	#signal(signal: "SIGSTOP" | "SIGCONT"): void {
		for (const pid of this.pids) {
			try {
				process.kill(pid, signal);
			} catch {
				// Its window was closed.
			}
		}
	}
}
