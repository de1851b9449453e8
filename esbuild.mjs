// Builds the bundles: extension, server, engine process and command line for Node, the sidebar for the webview; with
// --tests also every test file. --watch rebuilds on change, --production minifies.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { build, context } from "esbuild";

const flags = new Set(process.argv.slice(2));
const isProduction = flags.has("--production");

const common = {
	bundle: true,
	logLevel: flags.has("--watch") ? "info" : "warning",
	minify: isProduction,
	sourcemap: !isProduction,
	sourcesContent: false,
	target: "es2023",
	// The judge's runner, and problems: they are of no use as files.
	loader: { ".py": "text", ".jsonl": "text" },
};

const node = {
	...common,
	platform: "node",
	target: "node20",
	format: "cjs",
	// node-llama-cpp is an ES module with binaries beside it: only import() from its own folder works.
	external: ["node-llama-cpp"],
	// Some packages' "main" is UMD, whose require() calls a bundler cannot follow.
	mainFields: ["module", "main"],
};

const bundles = [
	{
		...node,
		entryPoints: { extension: "extension/extension.ts" },
		external: ["vscode"],
		outdir: "dist",
	},
	{
		...node,
		entryPoints: {
			server: "server/main.ts",
			engine: "server/engine/child.ts",
			bandwidth: "server/engine/bandwidthWorker.ts",
			cli: "server/cli.ts",
		},
		outdir: "dist",
	},
	{
		...common,
		entryPoints: { reasoning: "media/reasoning/main.ts", benchmark: "media/benchmark/main.ts" },
		platform: "browser",
		format: "iife",
		outdir: "dist/media",
	},
];

async function testFiles() {
	const names = await readdir("test", { recursive: true });
	return names.filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts")).map((name) => join("test", name));
}

if (flags.has("--tests")) {
	bundles.push({
		...node,
		entryPoints: await testFiles(),
		external: [...node.external, "vscode", "mocha", "playwright-core", "@vscode/test-electron", "esbuild"],
		outbase: "test",
		outdir: "dist/test",
	});
}

if (flags.has("--watch")) {
	const watching = await Promise.all(bundles.map((options) => context(options)));
	await Promise.all(watching.map((it) => it.watch()));
} else {
	await Promise.all(bundles.map((options) => build(options)));
}
