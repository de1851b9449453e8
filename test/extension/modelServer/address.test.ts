import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { readAddress } from "../../../extension/modelServer/address";
import { serverPrograms } from "../../../extension/modelServer/programs";
import { hostOf, isLoopback } from "../../../server/protocol/address";
import { serverApis } from "../../../server/protocol/settings";

function read(typed: string): string {
	const address = readAddress(typed);
	return address.kind === "address" ? address.url : `invalid: ${address.message}`;
}

suite("an address that is typed", () => {
	const accepted: readonly (readonly [typed: string, url: string])[] = [
		["http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"],
		["  https://api.deepseek.com/  ", "https://api.deepseek.com"],
		["https://api.deepseek.com/v1///", "https://api.deepseek.com/v1"],
		["HTTPS://GPU.Example.com:443/V1", "https://gpu.example.com/V1"],
		["http://[0:0:0:0:0:0:0:1]:8080/v1", "http://[::1]:8080/v1"],
		["http://0x7f.1:8000/v1", "http://127.0.0.1:8000/v1"],
		["http://[::1]", "http://[::1]"],
		// As a browser would go to it: what is shown afterwards is the machine that it leads to.
		["http://xn--d1acpjx3f.xn--p1ai/v1", "http://xn--d1acpjx3f.xn--p1ai/v1"],
		["http://раураl.com/v1", "http://xn--l-7sba6dbr.com/v1"],
	];
	for (const [typed, url] of accepted) {
		test(`${typed} reads ${url}`, () => assert.equal(read(typed), url));
	}

	const refused: readonly (readonly [typed: string, why: RegExp])[] = [
		["", /Enter the address/],
		["   ", /Enter the address/],
		["127.0.0.1:8000", /begins with http/],
		["localhost:8000/v1", /begins with http/],
		["ftp://127.0.0.1/v1", /begins with http/],
		["http:\\\\127.0.0.1\\v1", /begins with http/],
		["file:///etc/passwd", /begins with http/],
		["javascript:alert(1)", /begins with http/],
		["http://", /no address/],
		["http://a b/v1", /no address/],
		["http://127.0.0.1:99999/v1", /no address/],
		["http://[::1/v1", /no address/],
		["http://localhost@evil.com", /before the @/],
		["http://127.0.0.1:8000@evil.com/v1", /before the @/],
		["https://user:sk-123@api.deepseek.com", /before the @/],
		["https://api.deepseek.com/v1?key=sk-123", /ends with its path/],
		["https://api.deepseek.com/v1#x", /ends with its path/],
	];
	for (const [typed, why] of refused) {
		test(`${typed || "nothing"} is refused`, () => assert.match(read(typed), why));
	}
});

suite("the programs and services to choose from", () => {
	test("have addresses that are read as they stand", () => {
		for (const { url } of serverPrograms.filter((it) => it.url !== "")) assert.equal(read(url), url);
	});

	test("are one for each way to serve, named once", () => {
		const apis = serverPrograms.map(({ api }) => api);
		assert.deepEqual(apis.toSorted(), serverApis.filter((it) => it !== "openai").toSorted());
		assert.equal(new Set(serverPrograms.map(({ name }) => name)).size, serverPrograms.length);
	});

	test("want a key where they are not on this machine", () => {
		for (const { url, wantsKey } of serverPrograms) assert.equal(wantsKey, !isLoopback(url), hostOf(url));
	});
});
