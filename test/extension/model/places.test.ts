import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type Machine, modelPlaces, type Program } from "../../../extension/model/places";

const linux: Machine = { home: "/home/me", platform: "linux", environment: {} };
const windows: Machine = {
	home: "C:\\Users\\me",
	platform: "win32",
	environment: { LOCALAPPDATA: "C:\\Users\\me\\AppData\\Local" },
};

function pathsOf(program: Program, machine: Machine, current: readonly string[] = []): readonly string[] {
	return modelPlaces(machine, current)
		.filter((it) => it.program === program)
		.map(({ path }) => path);
}

suite("the places of models", () => {
	test("are those of LM Studio, old and new", () => {
		const folders = ["/home/me/.lmstudio/models", "/home/me/.cache/lm-studio/models"];
		assert.deepEqual(pathsOf("LM Studio", linux), folders);
		assert.equal(pathsOf("LM Studio", windows)[0], "C:\\Users\\me\\.lmstudio\\models");
	});

	test("are Ollama's of the user and, on Linux, of its service", () => {
		const service = "/usr/share/ollama/.ollama/models";
		assert.deepEqual(pathsOf("Ollama", linux), ["/home/me/.ollama/models", service]);
		assert.deepEqual(pathsOf("Ollama", { ...linux, environment: { OLLAMA_MODELS: "/data/o" } }), ["/data/o", service]);
		assert.deepEqual(pathsOf("Ollama", windows), ["C:\\Users\\me\\.ollama\\models"]);
	});

	test("are llama.cpp's cache on each system", () => {
		assert.deepEqual(pathsOf("llama.cpp", linux), ["/home/me/.cache/llama.cpp"]);
		assert.deepEqual(pathsOf("llama.cpp", { ...linux, platform: "darwin" }), ["/home/me/Library/Caches/llama.cpp"]);
		assert.deepEqual(pathsOf("llama.cpp", windows), ["C:\\Users\\me\\AppData\\Local\\llama.cpp"]);
		assert.deepEqual(pathsOf("llama.cpp", { ...windows, environment: {} }), []);
		const environment = { LLAMA_CACHE: "/data/l", XDG_CACHE_HOME: "/data/c" };
		assert.deepEqual(pathsOf("llama.cpp", { ...linux, environment }), ["/data/l"]);
	});

	test("are Hugging Face's cache, the nearest variable first", () => {
		const hubOf = (environment: Machine["environment"]) => pathsOf("Hugging Face", { ...linux, environment })[0];
		assert.equal(hubOf({}), "/home/me/.cache/huggingface/hub");
		assert.equal(hubOf({ XDG_CACHE_HOME: "/data/c" }), "/data/c/huggingface/hub");
		assert.equal(hubOf({ XDG_CACHE_HOME: "/data/c", HF_HOME: "/data/h" }), "/data/h/hub");
		assert.equal(hubOf({ HF_HOME: "/data/h", HF_HUB_CACHE: "/data/hub" }), "/data/hub");
	});

	test("take no variable that is empty or relative", () => {
		const environment = { OLLAMA_MODELS: "", LLAMA_CACHE: "cache", HF_HOME: " " };
		assert.deepEqual(modelPlaces({ ...linux, environment }, []), modelPlaces(linux, []));
	});

	test("are the folders of the models that are set, each once", () => {
		const set = ["/data/a.gguf", "/data/b.gguf", "", "relative.gguf"];
		assert.deepEqual(pathsOf("Beside the Current Models", linux, set), ["/data"]);
	});
});
