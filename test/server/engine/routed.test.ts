import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Engine, FileOptions, ServerOptions } from "../../../server/engine/engine";
import { OpenAiEngine } from "../../../server/engine/openai";
import { RoutedEngine } from "../../../server/engine/routed";
import type { ModelState } from "../../../server/protocol/model";
import { createEngine, tinyOptions } from "../../engine/tinyEngine";

const nowhere: ServerOptions = {
	kind: "server",
	url: "http://192.0.2.1/v1",
	model: "r1",
	api: "auto",
	allowHttp: false,
	contextSize: 2048,
};

suite("one engine of two", () => {
	test("has the model that was loaded last, and frees the other's memory", async () => {
		const files: Engine<FileOptions> = createEngine();
		const engine = new RoutedEngine(files, new OpenAiEngine({ keyOf: () => undefined }));
		const states: ModelState["kind"][] = [];
		engine.onDidChangeState(({ kind }) => states.push(kind));
		const { signal } = new AbortController();
		try {
			assert.equal((await engine.load(tinyOptions(), signal)).server, null);
			assert.equal(engine.state.kind, "ready");
			await assert.rejects(engine.load(nowhere, signal), { reason: "notEncrypted" });
			assert.equal(engine.state.kind, "failed");
			assert.equal(files.state.kind, "stopped");
			assert.deepEqual([...new Set(states)], ["loading", "ready", "failed"]);
		} finally {
			await engine.dispose();
		}
	});
});
