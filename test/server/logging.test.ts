// What the server logs, and what it does not.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
	LogMessageNotification,
	LogTraceNotification,
	SetTraceNotification,
	type TraceValues,
} from "vscode-languageserver-protocol/node";
import { getRunRequest } from "../../server/protocol/runs";
import { useServer } from "../support/connect";
import { ended, fix, startRun } from "../support/runs";

suite("the log", () => {
	const server = useServer();

	/** All that is logged in a run, at the trace level that the client asks for. */
	async function logged(value: TraceValues): Promise<{ log: string; trace: string }> {
		const { connection } = server();
		const log: string[] = [];
		const trace: string[] = [];
		connection.onNotification(LogMessageNotification.type, ({ message }) => void log.push(message));
		connection.onNotification(LogTraceNotification.type, ({ message, verbose }) => {
			trace.push(message, verbose ?? "");
		});
		await connection.sendNotification(SetTraceNotification.type, { value });
		const { id } = await ended(server(), await startRun(server(), { ...fix, instruction: "Mind the empty cart." }));
		// Answered after everything that there was to log.
		await connection.sendRequest(getRunRequest, { id });
		return { log: log.join("\n"), trace: trace.join("\n") };
	}

	const userText = /sumPrices|empty cart|Okay/;

	test("has a line for each request and none of the user's or the model's text", async () => {
		const { log, trace } = await logged("off");
		assert.match(log, /rationale\/startRun took \d+ ms\./);
		assert.match(log, /Run of fix: edit after \d+ ms/);
		assert.doesNotMatch(log, userText);
		assert.equal(trace, "");
	});

	test("has the prompt in a verbose trace alone", async () => {
		assert.doesNotMatch((await logged("messages")).trace, userText);
		const { log, trace } = await logged("verbose");
		assert.match(trace, /sumPrices[\s\S]*empty cart|empty cart[\s\S]*sumPrices/);
		assert.doesNotMatch(log, userText);
	});
});
