import assert from "node:assert/strict";
import { join } from "node:path";
import { suite, test } from "node:test";
import { hubAddress, isPrivate, isSafe, pathBelow, sourceOf } from "../../../../extension/model/download/source";

const file = {
	id: "Tiny",
	purpose: "reason",
	model: "Tiny",
	quantization: "Q8_0",
	repository: "tests/Tiny-GGUF",
	file: "Tiny.gguf",
	bytes: 1,
	sha256: null,
	licence: "MIT",
	contextSize: 1,
	liveCodeBench: null,
} as const;

suite("where a file lies", () => {
	test("on the hub is where Hugging Face and its mirrors have it", () => {
		for (const [hub, url] of [
			["https://huggingface.co", "https://huggingface.co/tests/Tiny-GGUF/resolve/main/Tiny.gguf"],
			["https://huggingface.co/", "https://huggingface.co/tests/Tiny-GGUF/resolve/main/Tiny.gguf"],
			["https://host/repository/hf/", "https://host/repository/hf/tests/Tiny-GGUF/resolve/main/Tiny.gguf"],
			["http://127.0.0.1:8080", "http://127.0.0.1:8080/tests/Tiny-GGUF/resolve/main/Tiny.gguf"],
		] as const) {
			assert.equal(sourceOf(hub, file).url.href, url);
		}
	});

	test("on this machine is by publisher and repository", () => {
		assert.equal(pathBelow("/models", file), join("/models", "tests", "Tiny-GGUF", "Tiny.gguf"));
		const inFolder = { ...file, file: "Q8_0/Tiny.gguf" };
		assert.equal(pathBelow("/models", inFolder), join("/models", "tests", "Tiny-GGUF", "Tiny.gguf"));
	});

	test("is nowhere for names that lead elsewhere", () => {
		for (const change of [
			{ repository: "../Tiny" },
			{ repository: "tests" },
			{ repository: "tests/Tiny/GGUF" },
			{ repository: "tests/.." },
			{ repository: "/tests" },
			{ file: "../../.bashrc.gguf" },
			{ file: "..\\Tiny.gguf" },
			{ file: "C:Tiny.gguf" },
			{ file: ".gguf" },
			{ file: "Tiny.gguf?x" },
			{ file: "Tiny.gguf." },
			{ file: "Tiny.sh" },
			{ file: "/Tiny.gguf" },
			{ file: "%2e%2e/Tiny.gguf" },
		]) {
			assert.ok(!isSafe({ ...file, ...change }), JSON.stringify(change));
			assert.throws(() => sourceOf("https://huggingface.co", { ...file, ...change }), { name: "DownloadError" });
		}
		assert.ok(isSafe(file));
	});
});

suite("the address of a hub", () => {
	test("is one of the web, without a password", () => {
		for (const hub of [
			"",
			"huggingface.co",
			"ftp://host",
			"file:///models",
			"https://user:secret@host",
			"https://host?a",
		]) {
			assert.throws(() => hubAddress(hub), { name: "DownloadError", reason: "failed" }, hub);
		}
	});

	test("is private over https, or on this machine", () => {
		for (const [hub, expected] of [
			["https://huggingface.co", true],
			["http://127.0.0.1:8080", true],
			["http://localhost:8080", true],
			["http://[::1]:8080", true],
			["http://mirror.local", false],
			["http://127.evil.com", false],
			["http://10.0.0.1", false],
		] as const) {
			assert.equal(isPrivate(hubAddress(hub)), expected, hub);
		}
	});
});
