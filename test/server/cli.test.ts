// The command line in a process of its own, on files in a temporary folder, with the real server and engine.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, suite, test } from "node:test";
import { repositoryRoot } from "../support/repositoryRoot";
import { cart, fixedSumPrices, longWinded, sumPrices } from "../support/runs";

const folder = mkdtempSync(join(tmpdir(), "rationale-"));
after(() => rmSync(folder, { recursive: true }));

interface Outcome {
	readonly code: unknown;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the command line in the temporary folder; `interruptAt` sends Ctrl+C when standard output has that text. */
async function run(args: readonly string[], interruptAt?: string): Promise<Outcome> {
	const child = spawn(process.execPath, [join(repositoryRoot(), "dist", "cli.js"), ...args], {
		cwd: folder,
		env: { ...process.env, RATIONALE_MODEL: "" },
		stdio: ["ignore", "pipe", "pipe"],
	});
	const exited = once(child, "exit");
	if (interruptAt) {
		let seen = "";
		child.stdout.on("data", (chunk: Buffer) => {
			const isNew = !seen.includes(interruptAt);
			seen += chunk;
			if (isNew && seen.includes(interruptAt)) child.kill("SIGINT");
		});
	}
	const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
	return { code, stdout, stderr };
}

function file(name: string, content: string): string {
	writeFileSync(join(folder, name), content);
	return name;
}

const content = (name: string) => readFileSync(join(folder, name), "utf8");

const keysOfReport = "thought steps effort budget interventions answer edit hunks links stats".split(" ");

/** A value of `--json` without times, and without the tokens of a step: a token between two may count for either. */
function withoutTimes(value: unknown): unknown {
	const names = new Set(["start", "end", "thoughtTime", "totalTime", "tokensPerSecond"]);
	return JSON.parse(JSON.stringify(value), (key, it) => (names.has(key) && typeof it === "number" ? undefined : it));
}

suite("the command line", () => {
	test("alone shows a thought and the fix of a sample", async () => {
		const { code, stderr, stdout } = await run([]);
		assert.equal(stderr, "");
		assert.equal(code, 0);
		assert.match(stdout, /^Fix .*cart\.ts\n\n 1 {2}\S.*\n[\s\S]*plan · \d/);
		assert.match(
			stdout,
			/- {3}for \(let i = 0; i <= prices\.length; i\+\+\) \{\n\+ {3}for \(let i = 0; i < prices\.length/,
		);
		assert.match(stdout, /why: step \d/);
		assert.match(stdout, /npm run vscode/);
	});

	test("gives the same object twice, and nothing of the thought is in the edit", async () => {
		const args = ["fix", `${file("same.ts", cart)}:3-9`, "--json", "--greedy"];
		const [one, other] = [JSON.parse((await run(args)).stdout), JSON.parse((await run(args)).stdout)];
		assert.deepEqual(withoutTimes(one), withoutTimes(other));
		assert.deepEqual(Object.keys(one), keysOfReport);
		assert.equal(one.edit.newText, fixedSumPrices.join("\n"));
		assert.ok(one.thought.length > 100);
		for (const paragraph of one.thought.split("\n\n")) assert.ok(!one.edit.newText.includes(paragraph));
	});

	test("applies an edit and leaves all other bytes", async () => {
		const before = `\uFEFF${cart}// ä\n`.replaceAll("\n", "\r\n");
		const name = file("apply.ts", before);
		const { code } = await run(["fix", `${name}:3-9`, "--greedy", "--apply"]);
		assert.equal(code, 0);
		assert.equal(content(name), before.replace("i <= prices", "i < prices"));
		assert.notEqual(content(name), before);
	});

	test("leaves the file alone unless told to apply", async () => {
		const name = file("look.ts", cart);
		const { code, stdout } = await run(["fix", name, "--greedy"]);
		assert.equal(code, 0);
		assert.match(stdout, /\+ {3}for/);
		assert.equal(content(name), cart);
	});

	test("writes tests to a new file, never over one that is there", async () => {
		const name = file("sum.ts", sumPrices.join("\n"));
		file("sum.test.ts", "mine");
		const { code, stderr } = await run(["tests", name, "--greedy", "--apply"]);
		assert.equal(code, 0, stderr);
		assert.equal(content("sum.test.ts"), "mine");
		assert.match(content("sum.spec.ts"), /sumPrices/);
		assert.equal(content(name), sumPrices.join("\n"));
	});

	test("explains in words", async () => {
		const { code, stdout } = await run(["explain", file("explain.ts", sumPrices.join("\n"))]);
		assert.equal(code, 0);
		assert.match(stdout, /sumPrices/);
	});

	test("completes at a cursor and leaves all other bytes", async () => {
		const before = `\uFEFF${cart.replace("<= prices", "< prices")}// ä\n`.replaceAll("\n", "\r\n");
		const name = file("complete.ts", before.replace("return total", "return "));
		const { code, stdout } = await run(["complete", `${name}:8:10`, "--apply"]);
		assert.equal(code, 0);
		assert.match(stdout, /^Complete complete\.ts\n\n 1 {2}\S/);
		assert.match(stdout, /- {3}return ;\n\+ {3}return total;\n/);
		assert.equal(content(name), before);
	});

	test("begins an empty file with a completion", async () => {
		const name = file("empty.ts", "");
		const { code } = await run(["complete", name, "--apply"]);
		assert.equal(code, 0);
		assert.match(content(name), /^(?:export )?function \w+\(/);
	});

	test("says that tiny-r1 is a toy where it falls back to it", async () => {
		const { stderr } = await run(["explain", file("toy.ts", sumPrices.join("\n"))]);
		assert.match(stderr, /toy/);
	});

	test("stops at Ctrl+C and keeps what there is", async () => {
		const name = file("stop.ts", cart);
		const { code, stdout } = await run(["fix", `${name}:3-9`, "--instruction", longWinded.instruction], " 1  ");
		assert.equal(code, 130);
		assert.match(stdout, /^ 1 {2}/m);
		assert.doesNotMatch(stdout, /why:/);
	});

	const nameless = ["export function f(prices: number[]): number {", "  let total = 0;"]
		.concat(["  for (const price of prices) {", "    total += price;", "  }", "  return total;", "}", ""])
		.join("\n");
	const naming = ["--instruction", "Give this function a better name."];

	test("resumes a thought from a step that says something else, and shows both", async () => {
		const name = file("name.ts", nameless);
		const options = [...naming, "--resume-from", "4", "--thought", "I will call it `totalScore`.", "--greedy"];
		const { code, stdout } = await run(["edit", name, ...options]);
		assert.equal(code, 0);
		assert.match(stdout, /Resumed from step 4\n\n 4 {2}I will call it `totalScore`\./);
		assert.match(stdout, /^\+ export function totalScore\(/m);
		assert.match(stdout, /prompt \d+ tokens, \d+ of them reused/);
	});

	test("says that a thought has no such step", async () => {
		const { code, stderr } = await run(["fix", file("step.ts", cart), "--resume-from", "99"]);
		assert.equal(code, 1);
		assert.match(stderr, /no step 99/);
	});

	test("begins the thought with the user's words", async () => {
		const thought = "I must keep the public signature.";
		const { stdout } = await run(["fix", file("begin.ts", cart), "--thought", thought, "--json"]);
		const { steps } = JSON.parse(stdout);
		assert.ok(steps[0].source === "user" && steps[0].text.startsWith(thought), stdout);
	});

	test("skips the thought on request", async () => {
		const { stdout } = await run(["fix", file("none.ts", cart), "--effort", "none", "--json"]);
		const { budget, edit, effort, thought } = JSON.parse(stdout);
		assert.deepEqual([thought, effort, budget], ["", "none", 0]);
		assert.match(edit.newText, /i < prices\.length/);
	});

	test("says what a guard did to the thought", async () => {
		const { instruction } = longWinded;
		const { stdout } = await run(["fix", file("loop.ts", cart), "--instruction", instruction, "--greedy"]);
		assert.match(stdout, /It repeated itself: the repeats were taken back\./);
	});

	const refused: readonly (readonly [readonly string[], RegExp])[] = [
		[["sing", "a.ts"], /There is no action "sing"/],
		[["fix", "missing.ts"], /Cannot read .*missing\.ts/],
		[["fix", `${file("short.ts", "a\n")}:5`], /has 2 lines, not 5/],
		[["complete", "short.ts:3"], /has 2 lines, not 3/],
		[["complete", "short.ts:1-2"], /complete takes a cursor/],
		[["edit", "short.ts"], /--instruction/],
		[["fix", "short.ts", "--effort", "hard"], /There is no effort "hard": none, brief, normal, deep or unlimited/],
		[["fix", "short.ts", "--resume-from", "0"], /--resume-from takes a whole number from 1/],
	];
	for (const [args, message] of refused) {
		test(`says what is wrong with: ${args.join(" ")}`, async () => {
			const { code, stderr, stdout } = await run(args);
			assert.equal(code, 2);
			assert.match(stderr, message);
			assert.doesNotMatch(stderr, /\n\s+at /);
			assert.equal(stdout, "");
		});
	}

	test("fails with a sentence where the model cannot be loaded", async () => {
		const name = file("model.ts", cart);
		const { code, stderr, stdout } = await run(["fix", name, "--model", file("no.gguf", "text"), "--json"]);
		assert.equal(code, 1);
		assert.match(stderr, /no\.gguf/);
		assert.equal(JSON.parse(stdout).edit, null);
	});

	test("fails with a sentence where there is no code", async () => {
		const { code, stderr } = await run(["fix", file("blank.ts", "\n\n")]);
		assert.equal(code, 1);
		assert.match(stderr, /no code here/);
	});

	test("prints its usage", async () => {
		const { code, stdout } = await run(["--help"]);
		assert.equal(code, 0);
		assert.match(stdout, /^Usage: npm start/);
	});
});
