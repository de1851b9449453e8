/** The language server's process: builds what touches the machine, and starts the server on it. */
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { ForkedEngine } from "./engine/forked";
import { readModelFile } from "./engine/ggufFile";
import type { Log } from "./engine/ipc";
import { MachineProbe } from "./engine/machineProbe";
import { listServerModels, OpenAiEngine } from "./engine/openai";
import { RoutedEngine } from "./engine/routed";
import { systemClock } from "./features/clock";
import { readProblemFile } from "./judge/problemFile";
import { processMemory } from "./judge/processMemory";
import { PythonJudge } from "./judge/pythonJudge";
import { errorText } from "./requests";
import { startServer } from "./server";
import { keysIn } from "./serverKeys";

// First of all: what is started later gets a copy of the environment.
const keyOf = keysIn(process.env);

const connection = createConnection(ProposedFeatures.all);

process.on("unhandledRejection", (reason) => {
	connection.console.error(`A promise was rejected and nobody looked: ${errorText(reason)}`);
});
process.on("uncaughtExceptionMonitor", (error) => {
	process.stderr.write(`The language server crashed: ${errorText(error)}\n`);
});

const script = join(__dirname, "engine.js");
const log: Log = (level, message) => connection.console[level](message);
const newEngine = () => new ForkedEngine({ script, log });
const probe = new MachineProbe(script, log);

const files = newEngine();

startServer(connection, {
	engine: new RoutedEngine(files, new OpenAiEngine({ keyOf })),
	completionEngine: newEngine(),
	listServerModels: (server, signal) => listServerModels(server, keyOf, signal),
	machine: () => probe.machine(),
	readModelFile,
	clock: systemClock,
	exists: (uri) =>
		onDisk(uri, access).then(
			() => true,
			() => false,
		),
	readText: (uri) => onDisk(uri, (path) => readFile(path, "utf8")).catch(() => undefined),
	benchmark: {
		judge: new PythonJudge(),
		readProblemFile,
		engineMemory: async () => (files.pid === undefined ? null : await processMemory(files.pid)),
	},
});

async function onDisk<Result>(uri: string, use: (path: string) => Promise<Result>): Promise<Result> {
	// Files elsewhere are the client's to know.
	if (!uri.startsWith("file:")) throw new Error(`${uri} is not on the disk`);
	return await use(fileURLToPath(uri));
}
