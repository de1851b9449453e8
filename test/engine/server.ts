/** A process that has the model think without end, and tells its parent the engine's process id once it does. */
import { createEngine, endless, never, tinyOptions, write } from "./tinyEngine";

async function main(): Promise<void> {
	const engine = createEngine();
	for (;;) {
		await engine.load(tinyOptions(), never());
		await write(engine, endless, () => process.send?.(engine.pid));
	}
}

void main();
