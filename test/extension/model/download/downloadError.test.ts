import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { DownloadError, diskError, networkError } from "../../../../extension/model/download/downloadError";

/** As the system says it. */
function systemError(code: string, message = code): Error {
	return Object.assign(new Error(message), { code });
}

/** As `fetch` hands it on. */
const fetchFailed = (cause: Error) => new TypeError("fetch failed", { cause });

suite("what went wrong with a download", () => {
	test("on the network is told from the code", () => {
		for (const [code, reason, isPassing, message] of [
			["ENOTFOUND", "offline", true, /cannot be found/],
			["EAI_AGAIN", "offline", true, /cannot be found/],
			["ENETUNREACH", "offline", true, /cannot be reached/],
			["UND_ERR_CONNECT_TIMEOUT", "offline", true, /cannot be reached/],
			["ECONNREFUSED", "refused", true, /refuses the connection/],
			["ECONNRESET", "failed", true, /broke off \(ECONNRESET\)/],
			["UND_ERR_SOCKET", "failed", true, /broke off/],
			["SELF_SIGNED_CERT_IN_CHAIN", "failed", false, /is not trusted/],
			["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "failed", false, /is not trusted/],
			["CERT_HAS_EXPIRED", "failed", false, /is not trusted/],
			["ERR_TLS_CERT_ALTNAME_INVALID", "failed", false, /is not trusted/],
		] as const) {
			const error = networkError(fetchFailed(systemError(code)), "hub.example");
			assert.deepEqual([error.reason, error.isPassing], [reason, isPassing], code);
			assert.match(error.message, message);
			assert.match(error.message, /hub\.example/);
		}
	});

	test("at a proxy is told from what it answered", () => {
		const cause = systemError("UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling");
		const { reason, isPassing, message } = networkError(fetchFailed(cause), "hub.example");
		assert.deepEqual([reason, isPassing], ["refused", false]);
		assert.match(message, /The proxy on the way to hub\.example answered 407/);
	});

	test("is not told anew where it is known", () => {
		const known = new DownloadError("notFound", "It is not there.");
		assert.equal(networkError(known, "hub.example"), known);
		assert.equal(diskError(known, "/models"), known);
	});

	test("on the disk is that it is full, or cannot be written to", () => {
		for (const [code, reason] of [
			["ENOSPC", "diskFull"],
			["EDQUOT", "diskFull"],
			["EACCES", "failed"],
			["EROFS", "failed"],
		] as const) {
			const error = diskError(systemError(code), "/models");
			assert.ok(error instanceof DownloadError && error.reason === reason && error.message.includes("/models"), code);
		}
		const unknown = systemError("ESOMETHING");
		assert.equal(diskError(unknown, "/models"), unknown);
	});
});
