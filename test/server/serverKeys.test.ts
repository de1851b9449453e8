// Keys of servers in the language server: whose they are, and where they do not get to.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, suite, test } from "node:test";
import {
	LogMessageNotification,
	LogTraceNotification,
	SetTraceNotification,
} from "vscode-languageserver-protocol/node";
import { getRunRequest } from "../../server/protocol/runs";
import { serverKeysVariable } from "../../server/protocol/servers";
import { keysIn } from "../../server/serverKeys";
import { TestServer } from "../support/connect";
import { ended, fix, startRun } from "../support/runs";

const keysOf = (value: unknown) => keysIn({ [serverKeysVariable]: JSON.stringify(value) });

suite("the key for an address", () => {
	const keyOf = keysOf({
		"https://api.deepseek.com": "sk-1",
		"http://box.lan:8000": "sk-2",
		"https://[::1]:8443/v1": "sk-3",
	});

	test("is that of its origin, whatever its path", () => {
		assert.equal(keyOf("https://api.deepseek.com"), "sk-1");
		assert.equal(keyOf("https://api.deepseek.com:443/beta/v1"), "sk-1");
		assert.equal(keyOf("https://API.DeepSeek.com/v1"), "sk-1");
		assert.equal(keyOf("http://box.lan:8000/v1"), "sk-2");
		assert.equal(keyOf("https://[0:0::1]:8443"), "sk-3");
	});

	test("is given to no other scheme, host or port", () => {
		const others = [
			"http://api.deepseek.com",
			"https://api.deepseek.com:8443",
			"https://api.deepseek.com.evil.com",
			"https://evil.com/https://api.deepseek.com",
			"https://api.deepseek.com@evil.com",
			"https://deepseek.com",
			"https://box.lan:8000",
			"http://box.lan",
			"ftp://box.lan:8000",
			"api.deepseek.com",
			"",
		];
		for (const url of others) assert.equal(keyOf(url), undefined, url);
	});

	test("is none where the variable is missing or malformed", () => {
		const url = "https://api.deepseek.com";
		assert.equal(keysIn({})(url), undefined);
		assert.equal(keysIn({ [serverKeysVariable]: "{sk-1" })(url), undefined);
		for (const value of [null, "sk-1", ["sk-1"], { [url]: 7 }, { [url]: "" }, { nowhere: "sk-1" }]) {
			assert.equal(keysOf(value)(url), undefined, JSON.stringify(value));
		}
	});

	test("is in the environment no longer", () => {
		const environment: Record<string, string | undefined> = { [serverKeysVariable]: "{}", HOME: "/home/me" };
		keysIn(environment);
		assert.deepEqual(environment, { HOME: "/home/me" });
	});
});

suite("a server that has a key", () => {
	const secret = "sk-never-to-be-seen";
	let server: TestServer;
	const said: string[] = [];

	before(async () => {
		server = await TestServer.start({
			environment: { [serverKeysVariable]: JSON.stringify({ "https://api.deepseek.com": secret }) },
		});
		server.connection.onNotification(LogMessageNotification.type, ({ message }) => void said.push(message));
		server.connection.onNotification(LogTraceNotification.type, ({ message, verbose }) => {
			said.push(message, verbose ?? "");
		});
		await server.connection.sendNotification(SetTraceNotification.type, { value: "verbose" });
	});
	after(() => server?.dispose());

	test("writes it to no log and no trace, and does not hand it to its engine", async () => {
		const { id } = await ended(server, await startRun(server, fix));
		await server.connection.sendRequest(getRunRequest, { id });
		const log = said.join("\n");
		assert.match(log, /sumPrices/);
		assert.doesNotMatch(log, /never-to-be-seen/);
		const engine = await server.enginePid();
		// Other systems have no file that says it.
		if (process.platform === "linux") {
			const environment = await readFile(`/proc/${engine}/environ`, "utf8");
			assert.match(environment, /PATH=/);
			assert.doesNotMatch(environment, /never-to-be-seen|RATIONALE_SERVER_KEYS/);
		}
	});
});
