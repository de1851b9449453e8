// npm run bench [name]: what is measured rather than tested, each benchmark by its name, or all of them.
import { benchmarkConfidence } from "./confidence";
import { benchmarkFit } from "./fit";
import { benchmarkGuards } from "./guards";
import { run as benchmarkLinks } from "./links";
import { benchmarkTyping } from "./typing";

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
	confidence: benchmarkConfidence,
	fit: benchmarkFit,
	guards: benchmarkGuards,
	links: benchmarkLinks,
	typing: benchmarkTyping,
};

async function main(names: readonly string[]): Promise<void> {
	const unknown = names.find((name) => !(name in benchmarks));
	if (unknown !== undefined) {
		throw new Error(`There is no benchmark ${unknown}. There are: ${Object.keys(benchmarks).join(", ")}.`);
	}
	for (const [name, run] of Object.entries(benchmarks)) {
		if (names.length > 0 && !names.includes(name)) continue;
		console.log(`\n== ${name}`);
		await run();
	}
}

main(process.argv.slice(2)).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
