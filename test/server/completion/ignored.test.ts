import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { IgnoredFiles } from "../../../server/completion/ignored";

type Files = Readonly<Record<string, string>>;

/** What of the paths is ignored in a workspace with these `.gitignore` files, given by their folders. */
async function ignored(rules: Files, paths: readonly string[]): Promise<readonly string[]> {
	const files = new IgnoredFiles(async (uri) => rules[uri.slice("file:///app/".length, -".gitignore".length)]);
	const answers = await Promise.all(paths.map((path) => files.isIgnored(`file:///app/${path}`, ["file:///app"])));
	return paths.filter((_, index) => answers[index]);
}

interface Case {
	readonly name: string;
	readonly rules: Files;
	readonly ignored: readonly string[];
	readonly others: readonly string[];
}

suite("ignored files", () => {
	for (const { name, rules, ...expected } of [
		{ name: "without rules nothing is", rules: {}, ignored: [], others: ["a.ts", "node_modules/b.js"] },
		{
			name: "by name and by folder, at any depth",
			rules: { "": "# built\n*.log\nbuild/\n" },
			ignored: ["a.log", "x/y/b.log", "build/a.ts", "x/build/y/a.ts"],
			others: ["a.ts", "build", "x/log"],
		},
		{
			name: "from the folder on where a slash says so",
			rules: { "": "/local.ts\nsrc/generated\n" },
			ignored: ["local.ts", "src/generated/a.ts"],
			others: ["x/local.ts", "x/src/generated/a.ts"],
		},
		{
			name: "but for what a later rule takes out",
			rules: { "": "*.log\n!keep.log\nbuild/\n!build/keep.ts" },
			ignored: ["a.log", "build/keep.ts"],
			others: ["keep.log", "x/keep.log"],
		},
		{
			name: "a nested file has rules for what lies below it",
			rules: { "x/": "*.tmp\n/here.ts\na/b.ts\n!c.log", "": "*.log" },
			ignored: ["x/a.tmp", "x/y/a.tmp", "x/here.ts", "x/a/b.ts", "c.log", "x/d.log"],
			others: ["a.tmp", "x/y/here.ts", "here.ts", "a/b.ts", "x/y/a/b.ts", "x/c.log", "x/y/c.log"],
		},
		{
			name: "a nested file can take out a folder, with all that is in it",
			rules: { "": "out/", "x/": "!out/" },
			ignored: ["out/a.ts", "y/out/a.ts"],
			others: ["x/out/a.ts"],
		},
		{
			name: "a nested file cannot take out what lies in an ignored folder",
			rules: { "": "out/", "out/": "!a.ts" },
			ignored: ["out/a.ts"],
			others: [],
		},
		{
			name: "folders may be called anything",
			rules: { "a%20%5Bb%5D/%23c/": "/d.ts\r\n\\#e.ts\r\n" },
			ignored: ["a%20%5Bb%5D/%23c/d.ts", "a%20[b]/%23c/x/%23e.ts"],
			others: ["a%20b/%23c/d.ts", "d.ts", "a%20%5Bb%5D/%23c/x/d.ts"],
		},
	] satisfies Case[]) {
		test(name, async () => {
			deepEqual(await ignored(rules, [...expected.ignored, ...expected.others]), expected.ignored);
		});
	}
});

suite("which rules are asked", () => {
	const everything = new IgnoredFiles(async () => "*");

	for (const [name, uri, folders, expected] of [
		["a file of the workspace", "file:///app/a.ts", ["file:///app"], true],
		["a folder that ends in a slash", "file:///app/a.ts", ["file:///app/"], true],
		["a drive written in another way", "file:///c%3A/app/a.ts", ["file:///C:/app"], true],
		[
			"another machine's file",
			"vscode-remote://ssh-remote%2Bbox/app/a.ts",
			["vscode-remote://ssh-remote%2Bbox/app"],
			true,
		],
		["a notebook's cell", "vscode-notebook-cell:/app/a.ipynb#W0", ["file:///app"], true],
		["a file of no workspace", "file:///other/a.ts", ["file:///app"], false],
		["a folder with a longer name", "file:///app2/a.ts", ["file:///app"], false],
		["no folder at all", "file:///app/a.ts", [], false],
		["an untitled document", "untitled:Untitled-1", ["file:///app"], false],
		["an untitled document with a place to be", "untitled:/app/a.ts", ["file:///app"], false],
	] as const) {
		test(name, async () => equal(await everything.isIgnored(uri, folders), expected));
	}

	test("those of the innermost workspace folder alone", async () => {
		const files = new IgnoredFiles(async (uri) => (uri === "file:///app/.gitignore" ? "*" : undefined));
		equal(await files.isIgnored("file:///app/inner/a.ts", ["file:///app", "file:///app/inner"]), false);
	});
});

suite("reading .gitignore files", () => {
	test("each is read once, until one of them changes", async () => {
		const read: string[] = [];
		const rules = new Map([["file:///app/.gitignore", "*.log"]]);
		const files = new IgnoredFiles(async (uri) => {
			read.push(uri);
			return rules.get(uri);
		});
		const ask = () => files.isIgnored("file:///app/x/a.log", ["file:///app"]);
		deepEqual(await Promise.all([ask(), ask()]), [true, true]);
		deepEqual(read.sort(), ["file:///app/.gitignore", "file:///app/x/.gitignore"]);

		rules.set("file:///app/x/.gitignore", "!a.log");
		files.fileChanged("file:///app/x/a.log");
		equal(await ask(), true);
		files.fileChanged("file:///app/x/.gitignore");
		equal(await ask(), false);
		equal(read.length, 4);
	});
});
