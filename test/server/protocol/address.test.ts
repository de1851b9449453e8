import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { hostOf, isExposed, isLoopback, originOf } from "../../../server/protocol/address";

suite("an address", () => {
	const onThisMachine = [
		"http://127.0.0.1:8000/v1",
		"http://127.1.2.3/v1",
		"http://0x7f.1:8000",
		"http://2130706433",
		"http://localhost:11434/v1",
		"http://LOCALHOST",
		"https://localhost",
		"http://[::1]:8080/v1",
		"http://[0:0:0:0:0:0:0:1]",
		"http://[::ffff:127.0.0.1]:8000",
	];
	for (const url of onThisMachine) {
		test(`${url} is on this machine`, () => {
			assert.equal(isLoopback(url), true);
			assert.equal(isExposed(url), false);
		});
	}

	const elsewhere = [
		"http://127.0.0.1.evil.com/v1",
		"http://localhost@evil.com",
		"http://127.0.0.1:8000@evil.com/v1",
		"http://evil.com/127.0.0.1",
		"http://evil.com#localhost",
		"http://localhost.evil.com",
		"http://my-localhost",
		"http://box.localhost",
		"http://0.0.0.0:8000",
		"http://192.168.1.20:8000/v1",
		"http://10.0.0.7",
		"http://[::]:8000",
		"http://[::2]",
		"http://[fe80::1]:8000",
		"http://[::ffff:192.168.1.20]",
		"http://128.0.0.1",
	];
	for (const url of elsewhere) {
		test(`${url} is on another machine`, () => {
			assert.equal(isLoopback(url), false);
			assert.equal(isExposed(url), true);
			assert.equal(isExposed(url.replace("http:", "https:")), false);
		});
	}

	test("that is none leads nowhere", () => {
		for (const url of ["", "localhost:8000", "127.0.0.1:8000", "http://", "not an address"]) {
			assert.equal(isLoopback(url), false, url);
			assert.equal(originOf(url), undefined, url);
		}
	});

	test("is shown by its host, with a port that is not the usual one", () => {
		assert.equal(hostOf("https://api.deepseek.com/v1"), "api.deepseek.com");
		assert.equal(hostOf("http://127.0.0.1:8000/v1"), "127.0.0.1:8000");
		assert.equal(hostOf("https://user:secret@gpu.example:443/v1"), "gpu.example");
		assert.equal(hostOf("nowhere"), "nowhere");
	});
});
