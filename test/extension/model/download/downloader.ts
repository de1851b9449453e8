// A process of its own that downloads a file: `node downloader.js <hub> <folder> <file as JSON>`. It says each state and,
// at the end, the outcome.
import { download } from "../../../../extension/model/download/download";
import { sourceOf } from "../../../../extension/model/download/source";
import { limits } from "./sample";

async function main([hub = "", folder = "", file = ""]: readonly string[]): Promise<void> {
	const say = (value: unknown) => void process.stdout.write(`${JSON.stringify(value)}\n`);
	const options = {
		source: sourceOf(hub, JSON.parse(file)),
		folder,
		token: undefined,
		freeSpace: async () => 1e12,
		limits,
		onState: say,
	};
	say(await download(options, new AbortController().signal));
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
