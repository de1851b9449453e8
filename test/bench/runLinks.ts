// The benchmark of links by itself.
import { run } from "./links";

run().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
