import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, suite, test } from "node:test";
import { EngineError } from "../../server/engine/engine";
import type { ForkedEngine } from "../../server/engine/forked";
import { createEngine, endless, never, tinyOptions, write } from "./tinyEngine";

function isRunning(pid: number | undefined): boolean {
	assert.ok(pid !== undefined);
	try {
		process.kill(pid, 0);
		// Where nobody collects orphans, one that has ended stays in the table of processes.
		return process.platform !== "linux" || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
	} catch {
		return false;
	}
}

suite("the engine's process", () => {
	let engine: ForkedEngine;
	beforeEach(() => {
		engine = createEngine();
	});
	afterEach(() => engine.dispose());

	test("is started though the folder that the server works in is gone", async () => {
		const home = process.cwd();
		const options = tinyOptions();
		const folder = mkdtempSync(join(tmpdir(), "rationale-"));
		process.chdir(folder);
		rmSync(folder, { recursive: true });
		try {
			assert.equal((await engine.load(options, never())).name, "Tiny R1");
		} finally {
			process.chdir(home);
		}
	});

	test("is started by the first load, and the state tells of it", async () => {
		const states: string[] = [];
		const end = engine.onDidChangeState(({ kind }) => states.push(kind));
		assert.equal(engine.pid, undefined);
		const model = await engine.load(tinyOptions(), never());
		end();
		assert.deepEqual(model, {
			path: tinyOptions().path,
			server: null,
			name: "Tiny R1",
			basename: "tiny-r1",
			architecture: "qwen2",
			quantization: "Q8_0",
			contextSize: 2048,
			device: "cpu",
			gpuLayers: 0,
			threads: 1,
			infill: { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" },
			canReason: true,
			thinks: true,
			canSteer: true,
		});
		assert.deepEqual(engine.state, { kind: "ready", model });
		assert.deepEqual([...new Set(states)], ["loading", "ready"]);
	});

	test("is kept when the same model is loaded again, also by two at once", async () => {
		await Promise.all([engine.load(tinyOptions(), never()), engine.load(tinyOptions(), never())]);
		const { pid } = engine;
		await engine.load(tinyOptions(), never());
		assert.equal(engine.pid, pid);
	});

	test("gives way to another when something else is loaded, also in mid-thought", async () => {
		await engine.load(tinyOptions(), never());
		const { pid } = engine;
		let loading: Promise<unknown> | undefined;
		const { end } = await write(engine, endless, () => {
			loading ??= engine.load(tinyOptions({ contextSize: 1024 }), never());
		});
		await loading;
		assert.equal(end, "stopped");
		assert.ok(!isRunning(pid));
		assert.ok(engine.state.kind === "ready" && engine.state.model.contextSize === 1024);
	});

	test("a context that is longer than the model was trained on is lowered", async () => {
		const { contextSize } = await engine.load(tinyOptions({ contextSize: 8192 }), never());
		assert.equal(contextSize, 2048);
	});

	test("is gone after unload, and back after the next load", async () => {
		await engine.load(tinyOptions(), never());
		const { pid } = engine;
		await engine.unload();
		assert.ok(!isRunning(pid));
		assert.deepEqual(engine.state, { kind: "stopped" });
		await assert.rejects(write(engine, {}), { reason: "noModel" });
		await engine.load(tinyOptions(), never());
		assert.equal((await write(engine, {})).end, "complete");
	});

	test("unload ends a generation as stopped", async () => {
		await engine.load(tinyOptions(), never());
		let unloading: Promise<void> | undefined;
		const { end, thought } = await write(engine, endless, () => {
			unloading ??= engine.unload();
		});
		await unloading;
		assert.equal(end, "stopped");
		assert.ok(thought.length > 0);
		assert.deepEqual(engine.state, { kind: "stopped" });
	});

	test("a load that is aborted throws the reason and leaves nothing behind", async () => {
		const controller = new AbortController();
		const pids: (number | undefined)[] = [];
		engine.onDidChangeState(({ kind }) => {
			if (kind === "loading" && engine.pid !== undefined) pids.push(engine.pid);
			if (pids.length > 0) controller.abort(new Error("enough"));
		});
		await assert.rejects(engine.load(tinyOptions(), controller.signal), { message: "enough" });
		assert.deepEqual(engine.state, { kind: "stopped" });
		assert.ok(!isRunning(pids[0]));
		assert.ok((await engine.load(tinyOptions(), never())).contextSize > 0);
	});

	test("two generations take turns", async () => {
		await engine.load(tinyOptions(), never());
		const [first, second] = await Promise.all([write(engine, {}), write(engine, {})]);
		assert.equal(second.answer, first.answer);
		assert.equal(second.end, "complete");
	});

	test("killed in mid-thought, it costs the generation and not its text, and the next load brings it back", async () => {
		await engine.load(tinyOptions(), never());
		const { pid } = engine;
		assert.ok(pid !== undefined);
		let text = "";
		const generating = write(engine, endless, (piece) => {
			if (!text) process.kill(pid, "SIGKILL");
			text += piece;
		});
		await assert.rejects(generating, (error) => error instanceof EngineError && error.reason === "crashed");
		assert.ok(text.length > 0);
		assert.ok(engine.state.kind === "failed" && engine.state.reason === "crashed");
		await engine.load(tinyOptions(), never());
		assert.equal((await write(engine, {})).end, "complete");
	});

	test("killed while idle, it shows in the state", async () => {
		await engine.load(tinyOptions(), never());
		const { pid } = engine;
		assert.ok(pid !== undefined);
		const failed = new Promise<void>((resolve) => {
			engine.onDidChangeState(({ kind }) => kind === "failed" && resolve());
		});
		process.kill(pid, "SIGKILL");
		await failed;
		assert.ok(engine.state.kind === "failed" && engine.state.reason === "crashed");
		await assert.rejects(write(engine, {}), { reason: "noModel" });
	});

	test("is gone after dispose, also in mid-thought", async () => {
		await engine.load(tinyOptions(), never());
		const { pid } = engine;
		let disposing: Promise<void> | undefined;
		await write(engine, endless, () => {
			disposing ??= engine.dispose();
		});
		await disposing;
		assert.ok(!isRunning(pid));
		await assert.rejects(engine.load(tinyOptions(), never()), { reason: "noEngine" });
	});

	test("does not outlive a server that is killed in mid-thought", async () => {
		const server: ChildProcess = fork(join(__dirname, "server.js"));
		const [pid]: [number] = (await once(server, "message")) as [number];
		assert.ok(isRunning(pid));
		server.kill("SIGKILL");
		await once(server, "exit");
		while (isRunning(pid)) await new Promise(setImmediate);
	});
});
