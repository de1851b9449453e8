import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { runShellCommand } from "../../../extension/verify/shellCommand";

const folder = mkdtempSync(join(tmpdir(), "rationale-shell-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const node = `"${process.execPath}"`;

/** How a command ended, and what it printed. */
async function run(command: string, signal = new AbortController().signal, timeLimit = 30_000) {
	let output = "";
	const onOutput = (text: string) => {
		output = text;
	};
	const end = await runShellCommand({ command, folder, timeLimit, onOutput }, signal);
	return { end, output };
}

suite("A test command", () => {
	test("is judged by its exit code", async () => {
		assert.deepEqual((await run("exit 0")).end, { kind: "exited", code: 0 });
		assert.deepEqual((await run("exit 3")).end, { kind: "exited", code: 3 });
	});

	test("runs in the folder, through the shell, and its output is told", async () => {
		const script = "console.log(process.cwd()); console.error('to', 'both')";
		const { output } = await run(`${node} -e "${script}" && echo end`);
		assert.match(output, /rationale-shell-/);
		assert.match(output, /to both/);
		assert.match(output, /end/);
	});

	test("keeps the end of a long output", async () => {
		const { output } = await run(`${node} -e "console.log('x'.repeat(200000)); console.log('last')"`);
		assert.equal(output.length, 64 * 1024);
		assert.match(output, /last\s*$/);
	});

	test("that does not exist has failed", async () => {
		const { end } = await run("rationale-no-such-command");
		assert.ok(end.kind === "exited" && end.code !== 0);
	});

	test("that takes too long is ended", async () => {
		const { end } = await run(`${node} -e "setInterval(() => {}, 1000)"`, undefined, 500);
		assert.deepEqual(end, { kind: "late" });
	});

	test("that was cancelled before it began comes to its end", async () => {
		const { end } = await run(`${node} -e "setInterval(() => {}, 1000)"`, AbortSignal.abort());
		assert.deepEqual(end, { kind: "cancelled" });
	});

	test("is cancelled with all that it started", async () => {
		const cancel = new AbortController();
		// The child keeps the output open: as long as it runs, the command has not ended.
		const script = [
			"const child = ['-e', 'setInterval(() => {}, 1000)']",
			"require('child_process').spawn(process.execPath, child, { stdio: 'inherit' })",
			"require('fs').writeFileSync('started', '')",
		].join("; ");
		const running = run(`${node} -e "${script}"; true`, cancel.signal);
		while (!existsSync(join(folder, "started"))) {
			await delay(20);
		}
		cancel.abort();
		assert.deepEqual((await running).end, { kind: "cancelled" });
	});
});
