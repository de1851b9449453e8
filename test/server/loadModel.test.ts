// A load that the user asked for without a run, over stdio, with the real engine.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { CancellationTokenSource, LSPErrorCodes, type ResponseError } from "vscode-languageserver-protocol/node";
import { loadModelRequest, unloadModelRequest } from "../../server/protocol/model";
import { stopRunRequest } from "../../server/protocol/runs";
import { tinySettings, useServer } from "../support/connect";
import { startThinking } from "../support/runs";

suite("a load that is asked for", () => {
	const server = useServer();
	const load = (token = new CancellationTokenSource().token) =>
		server().connection.sendRequest(loadModelRequest, token);

	test("has the model ready before the first run", async () => {
		assert.deepEqual(await load(), { kind: "loaded" });
		assert.equal(server().modelStates.at(-1)?.kind, "ready");
		await server().connection.sendRequest(unloadModelRequest);
	});

	test("says why it failed, and leaves it at that", async () => {
		await server().configure({ ...tinySettings, model: { ...tinySettings.model, path: "/nowhere/model.gguf" } });
		const result = await load();
		assert.equal(result.kind === "failed" && result.reason, "notFound");
		assert.equal(server().modelStates.at(-1)?.kind, "failed");
		await server().configure({ ...tinySettings, model: { ...tinySettings.model, path: "" } });
		const without = await load();
		assert.equal(without.kind === "failed" && without.reason, "noModel");
		await server().configure(tinySettings);
	});

	test("waits for the run under way, and is given up when it is cancelled", async () => {
		const { first } = await startThinking(server());
		const source = new CancellationTokenSource();
		const waiting = load(source.token);
		source.cancel();
		await assert.rejects(waiting, ({ code }: ResponseError<void>) => code === LSPErrorCodes.RequestCancelled);
		await server().connection.sendRequest(stopRunRequest, { id: first.id });
	});
});
