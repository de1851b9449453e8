// A process of its own that writes a run over and over, until it is killed: `node writer.js <folder>`.
import { RunFolder } from "../../../extension/history/runFolder";
import { storedRun } from "./storedRun";

/** So long that most of the time is spent in the middle of a file. */
const repeats = 3_000_000;

async function main(path: string): Promise<never> {
	const folder = new RunFolder(path);
	for (let round = 1; ; round++) {
		await folder.write(storedRun({ id: "busy", answer: `${round} `.repeat(repeats) }));
		process.stdout.write("written\n");
	}
}

main(process.argv[2] ?? "").catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
