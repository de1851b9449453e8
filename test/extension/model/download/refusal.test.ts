// What is told of a download that the hub does not give, or gives something else instead of.
import assert from "node:assert/strict";
import { afterEach, beforeEach, suite, test } from "node:test";
import { Hub, modelBytes } from "../../../support/hub";
import { Desk, limits } from "./sample";

const size = 300_000;
const content = modelBytes(size);
const other = modelBytes(size, 2);

suite("a download", () => {
	let hub: Hub;
	beforeEach(async () => {
		hub = await Hub.start(content);
	});
	afterEach(() => hub.stop());

	suite("from a hub that cannot be reached", () => {
		const failureOf = async (address: string) => {
			const desk = new Desk(hub);
			const source = { url: new URL(address), file: desk.file };
			const begin = performance.now();
			const outcome = await desk.download({ source });
			assert.ok(outcome.kind === "failed" && performance.now() - begin < 4000);
			return outcome;
		};

		test("says within seconds that it is refused", async () => {
			const gone = await Hub.start(content);
			await gone.stop();
			const outcome = await failureOf(gone.address);
			assert.equal(outcome.reason, "refused");
			assert.match(outcome.message, /^127\.0\.0\.1:\d+, or the proxy on the way there, refuses the connection\.$/);
		});

		test("says within seconds that there is no such name", async () => {
			const outcome = await failureOf("http://hub.invalid/");
			assert.equal(outcome.reason, "offline");
			assert.match(outcome.message, /^hub\.invalid cannot be (found|reached)/);
		});

		test("says so when nobody answers", async () => {
			hub.behaviour = { holdAfter: 0 };
			const outcome = await new Desk(hub).download({ limits: { ...limits, silence: 150 } });
			assert.ok(outcome.kind === "failed" && outcome.reason === "offline");
		});
	});

	suite("of what is not the file", () => {
		const refused = async (desk: Desk) => {
			const outcome = await desk.download();
			assert.equal(outcome.kind, "failed");
			assert.ok(!(await desk.files()).includes("M"));
			return outcome.kind === "failed" ? outcome : assert.fail();
		};

		test("is deleted when its bytes are others", async () => {
			const desk = new Desk(hub);
			hub.behaviour = { linkedSha256: hub.sha256 };
			hub.replace(other);
			const { reason, message } = await refused(desk);
			assert.equal(reason, "checksum");
			assert.match(
				message,
				/is not what was published: its SHA-256 is [0-9a-f]{64}, not [0-9a-f]{64}. It was deleted\.$/,
			);
			assert.deepEqual(await desk.files(), []);
		});

		test("is checked by what the hub says, where the catalogue says nothing", async () => {
			hub.behaviour = { linkedSha256: "0".repeat(64) };
			const { reason } = await refused(new Desk(hub, hub.file({ sha256: null })));
			assert.equal(reason, "checksum");
			assert.equal(hub.bytesServed, size);
		});

		test("does not begin when hub and catalogue do not agree on the checksum", async () => {
			hub.behaviour = { linkedSha256: "0".repeat(64) };
			const { reason } = await refused(new Desk(hub));
			assert.equal(reason, "checksum");
		});

		test("does not begin when the size is another one", async () => {
			const { reason, message } = await refused(new Desk(hub, hub.file({ bytes: size + 1 })));
			assert.equal(reason, "checksum");
			assert.match(message, /of 300000 bytes, not of 300001\. It was not downloaded\.$/);
		});

		test("does not begin when a server says that it is longer or shorter", async () => {
			for (const statedLength of [size + 1000, size - 1000]) {
				hub.behaviour = { isSilent: true, statedLength };
				assert.equal((await refused(new Desk(hub))).reason, "checksum");
			}
		});

		test("ends when more comes than was said, and nobody knows what it should be", async () => {
			hub.behaviour = { isSilent: true, isUnmeasured: true };
			const desk = new Desk(hub, hub.file({ sha256: null, bytes: size - 1000 }));
			assert.equal((await refused(desk)).reason, "checksum");
		});

		test("ends when less comes than was said, and keeps what came", async () => {
			hub.behaviour = { isSilent: true, isUnmeasured: true };
			const desk = new Desk(hub, hub.file({ sha256: null, bytes: size + 1000 }));
			const { reason, done } = await refused(desk);
			assert.deepEqual([reason, done], ["failed", size]);
		});

		test("is refused when it is a web page", async () => {
			hub.behaviour = { type: "text/html; charset=utf-8" };
			assert.match((await refused(new Desk(hub))).message, /sent a web page instead of the model/);
		});

		test("is refused when it does not begin as a model does", async () => {
			hub.replace(Buffer.alloc(size, "no model "));
			const desk = new Desk(hub);
			hub.behaviour = { holdAfter: 1000 };
			assert.match((await refused(desk)).message, /is no GGUF file/);
			assert.ok(hub.bytesServed < size);
		});
	});

	suite("that the hub does not give", () => {
		for (const [status, reason, token, message] of [
			[401, "unauthorized", undefined, /Set yours with Rationale: Set Hub Token/],
			[401, "unauthorized", "hf_wrong", /does not accept the token/],
			[403, "unauthorized", "hf_right", /may ask to accept a licence/],
			[404, "notFound", undefined, /has no Tiny-Q4_K_M\.gguf in tests\/Tiny-GGUF/],
			[400, "failed", undefined, /answered 400/],
		] as const) {
			test(`says why: ${status}${token ? " with a token" : ""}`, async () => {
				hub.behaviour = { status };
				const outcome = await new Desk(hub).download({ token });
				assert.ok(outcome.kind === "failed");
				assert.equal(outcome.reason, reason);
				assert.match(outcome.message, message);
				assert.equal(hub.requests.length, 1, "it is not asked again");
			});
		}
	});

	suite("with a token", () => {
		test("shows it to the hub, and not to who has the bytes", async () => {
			assert.equal((await new Desk(hub).download({ token: "hf_secret" })).kind, "done");
			assert.deepEqual(
				hub.requests.map(({ from, headers }) => [from, headers.authorization]),
				[
					["hub", "Bearer hf_secret"],
					["bytes", undefined],
				],
			);
		});
	});

	suite("that is redirected", () => {
		test("without end comes to one", async () => {
			hub.behaviour = { location: "/again" };
			const outcome = await new Desk(hub).download();
			assert.ok(outcome.kind === "failed" && /redirects without end/.test(outcome.message));
			assert.ok(hub.requests.length < 10);
		});

		test("to what is no web address is refused", async () => {
			for (const location of ["file:///etc/passwd", "http://user:password@127.0.0.1/", ""]) {
				hub.behaviour = { location };
				const outcome = await new Desk(hub).download();
				assert.ok(outcome.kind === "failed" && !outcome.message.includes("GGUF"), location);
			}
		});
	});
});
