import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { CurrentModel, Shown } from "../../../extension/model/entry";
import type { FoundModel } from "../../../extension/model/findModels";
import { firstChoice, modelEntries } from "../../../extension/model/modelEntries";
import type { ModelSources } from "../../../extension/model/modelSources";
import type { Program } from "../../../extension/model/places";
import type { CatalogueEntry, LocalModel, ModelFit } from "../../../server/protocol/catalogue";
import type { ModelDescription } from "../../../server/protocol/model";
import { distill7B as describedDistill } from "../../support/modelDescription";

const nothing: ModelSources = {
	state: { kind: "stopped" },
	found: [],
	local: [],
	catalogue: [],
	downloads: [],
	server: null,
};

const distill7B = "lm/R1 · DeepSeek-R1-Distill-Qwen-7B-Q4_K_M";
const coder = "qwen/coder · Qwen2.5-Coder-1.5B-Q4_K_M";

function file(program: Program, name: string, size = 4_683_073_536): FoundModel {
	return { path: `/home/me/${name}`, realPath: `/real/${name}`, name, program, size };
}

function current(name: string): CurrentModel {
	return { kind: "file", path: `/home/me/${name}`, realPath: `/real/${name}` };
}

const cpu: ModelFit = { place: "cpu", memory: 5.5e9, gpuLayers: 0, contextSize: 8192, tokensPerSecond: 7.4 };
const tooBig: ModelFit = { ...cpu, place: "tooBig", memory: 45e9 };

function local({ path, size, name }: FoundModel, fit: ModelFit): LocalModel {
	return { path, bytes: size, name, architecture: "qwen2", quantization: "Q4_K_M", fit };
}

function published(size: string, fit: ModelFit, more: Partial<CatalogueEntry> = {}): CatalogueEntry {
	const model = `R1-Distill-Qwen-${size}`;
	return {
		id: model,
		purpose: "reason",
		model,
		quantization: "Q4_K_M",
		repository: `hub/${model}`,
		file: `${model}-Q4_K_M.gguf`,
		bytes: 4_683_073_536,
		sha256: null,
		licence: "MIT",
		contextSize: 131_072,
		liveCodeBench: null,
		fit,
		isRecommended: false,
		reason: `${size} in a sentence.`,
		...more,
	};
}

const catalogue = [
	published("7B", cpu),
	published("14B", cpu, { isRecommended: true, bytes: 8_988_110_976 }),
	published("70B", tooBig, { bytes: 42.5e9 }),
	published("Coder", cpu, { purpose: "complete" }),
];

function entries(sources: Partial<ModelSources>, shown: Partial<Shown>) {
	const all: Shown = {
		purpose: "reason",
		current: { kind: "none" },
		home: "/home/me",
		canReveal: false,
		isSmaller: false,
		...shown,
	};
	const made = modelEntries({ ...nothing, ...sources }, all);
	return { made, first: firstChoice(made, all) };
}

/** One line for each entry, as it reads; without those that are always there. */
function lines(sources: Partial<ModelSources>, shown: Partial<Shown> = {}): readonly string[] {
	return entries(sources, shown)
		.made.map((it) =>
			it.kind === "separator"
				? `-- ${it.label}`
				: [it.label, it.description, it.detail, ...it.buttons].filter((text) => text !== "").join(" | "),
		)
		.filter((it) => !/^-- (Servers)?$|^Use a Server|^Select Model File/.test(it));
}

const ready: ModelDescription = { ...describedDistill, path: `/home/me/${distill7B}` };

suite("the models to choose from", () => {
	test("on this machine read by purpose and name, with their programs", () => {
		const found = [
			file("LM Studio", coder, 1_117_320_736),
			file("LM Studio", "lm/R1 · DeepSeek-R1-Distill-Qwen-14B-Q4_K_M"),
			file("LM Studio", distill7B),
			file("Ollama", "deepseek-r1:7b"),
		];
		assert.deepEqual(lines({ found }, { current: current("deepseek-r1:7b") }), [
			"-- Selected",
			"deepseek-r1:7b | current · 4.7 GB · Ollama | ~/deepseek-r1:7b",
			"-- On this machine: R1 distills",
			`${distill7B} | 4.7 GB · LM Studio | ~/${distill7B}`,
			"lm/R1 · DeepSeek-R1-Distill-Qwen-14B-Q4_K_M | 4.7 GB · LM Studio | ~/lm/R1 · DeepSeek-R1-Distill-Qwen-14B-Q4_K_M",
			"-- On this machine: other models",
			`${coder} | 1.1 GB · LM Studio | ~/${coder}`,
		]);
		assert.deepEqual(
			lines({ found }, { purpose: "complete" }).filter((it) => it.startsWith("--")),
			["-- Selected", "-- On this machine: trained to fill in the middle", "-- On this machine: other models"],
		);
	});

	test("show the size of a small one in megabytes, and a path outside the home whole", () => {
		const tiny: FoundModel = { ...file("llama.cpp", "tiny", 6_630_848), path: "/home/melanie/tiny.gguf" };
		assert.deepEqual(lines({ found: [tiny] }), [
			"-- On this machine: other models",
			"tiny | 7 MB · llama.cpp | /home/melanie/tiny.gguf",
		]);
	});

	test("say whether they fit, and those that do not come last", () => {
		const big = file("LM Studio", "DeepSeek-R1-Distill-Llama-70B", 42.5e9);
		const small = file("Ollama", "deepseek-r1:7b");
		const sources = { found: [big, small], local: [local(big, tooBig), local(small, cpu)] };
		assert.deepEqual(lines(sources).slice(1), [
			"deepseek-r1:7b | 4.7 GB · Ollama · CPU, about 7 tokens/s | ~/deepseek-r1:7b",
			"DeepSeek-R1-Distill-Llama-70B | 43 GB · LM Studio · too big: needs 45 GB | ~/DeepSeek-R1-Distill-Llama-70B",
		]);
	});

	test("begin with what is loaded, what it takes and how to be rid of it", () => {
		const found = [file("Ollama", distill7B)];
		const sources = { found, state: { kind: "ready", model: ready } } as const;
		const read = found.map((it) => local(it, cpu));
		assert.deepEqual(lines({ ...sources, local: read }, { current: current(distill7B) }), [
			"-- Loaded",
			`${distill7B} | current · about 5.5 GB of memory · on the CPU | ~/${distill7B} | unload`,
		]);
		assert.deepEqual(lines(sources, { current: current("other.gguf") }), [
			"-- Loaded",
			`${distill7B} | on the CPU | ~/${distill7B} | unload`,
			"-- Selected",
			"other.gguf | current | /home/me/other.gguf",
		]);
	});

	test("can be deleted where Rationale downloaded them, and shown where the system can", () => {
		const found = [file("Rationale", "a"), file("Ollama", "b")];
		assert.deepEqual(lines({ found }, { canReveal: true }).slice(1), [
			"a | 4.7 GB · Rationale | ~/a | reveal | delete",
			"b | 4.7 GB · Ollama | ~/b | reveal",
		]);
	});

	test("to download: the recommended one first, those that are too big last", () => {
		assert.deepEqual(lines({ catalogue }), [
			"-- Download",
			"R1-Distill-Qwen-14B · Q4_K_M | recommended · 9.0 GB · MIT | 14B in a sentence.",
			"R1-Distill-Qwen-7B · Q4_K_M | 4.7 GB · MIT | 7B in a sentence.",
			"-- Download: too big for this machine",
			"R1-Distill-Qwen-70B · Q4_K_M | too big · 43 GB · MIT | 70B in a sentence.",
		]);
		assert.deepEqual(lines({ catalogue }, { purpose: "complete" }), [
			"-- Selected",
			"Use the Reasoning Model | current",
			"-- Download",
			"R1-Distill-Qwen-Coder · Q4_K_M | 4.7 GB · MIT | Coder in a sentence.",
		]);
	});

	test("to download are not those that are here, and say how far they are", () => {
		const here: FoundModel = { ...file("Hugging Face", "7B"), path: "/hub/R1-Distill-Qwen-7B-Q4_K_M.gguf" };
		const downloads = [{ file: published("14B", cpu), state: { kind: "paused", done: 1e9, total: 9e9 } }] as const;
		const read = lines({ catalogue, downloads, found: [here] }).join("\n");
		assert.match(read, /14B · Q4_K_M \| recommended · 9.0 GB · MIT · paused: choose it to go on/);
		assert.doesNotMatch(read, /R1-Distill-Qwen-7B · Q4_K_M/);
	});

	test("of a server are those that it lists, or why it lists none", () => {
		const url = "http://127.0.0.1:8000/v1";
		const set = { kind: "server", url, model: "r1" } as const;
		assert.deepEqual(lines({ server: { url, models: ["r1", "r1-zero"], failure: "" } }, { current: set }), [
			"-- Selected",
			`r1 | current | ${url}`,
			`r1-zero | ${url}`,
		]);
		const failure = `${url} does not answer.`;
		const { made } = entries({ server: { url, models: [], failure } }, {});
		assert.ok(made.some((it) => it.kind === "choice" && it.choice.kind === "addServer" && it.detail === failure));
	});

	test("smaller than one that memory is too short for are those that fit", () => {
		const set = file("Ollama", "deepseek-r1:14b", 8e9);
		const big = file("LM Studio", "DeepSeek-R1-Distill-Llama-70B", 42.5e9);
		const found = [set, big, file("Ollama", "deepseek-r1:7b")];
		const shown = { current: current("deepseek-r1:14b"), isSmaller: true } as const;
		assert.deepEqual(lines({ catalogue, found }, shown), [
			"-- On this machine: R1 distills",
			"deepseek-r1:7b | 4.7 GB · Ollama | ~/deepseek-r1:7b",
			"-- Download",
			"R1-Distill-Qwen-7B · Q4_K_M | 4.7 GB · MIT | 7B in a sentence.",
		]);
	});

	test("are one Enter away: the current one, else a distill that is here, what is recommended, or what there is", () => {
		const found = [file("Ollama", "deepseek-r1:7b")];
		const chosen = (sources: Partial<ModelSources>, set: CurrentModel) => entries(sources, { current: set }).first;
		assert.deepEqual(chosen({ catalogue, found }, current("deepseek-r1:7b")), {
			kind: "file",
			path: "/home/me/deepseek-r1:7b",
		});
		assert.equal(chosen({ catalogue, found }, { kind: "none" })?.kind, "file");
		assert.equal(chosen({ catalogue, found: [file("Ollama", "llama3:8b")] }, { kind: "none" })?.kind, "download");
		assert.equal(chosen({ found }, { kind: "none" })?.kind, "file");
		assert.equal(chosen({}, { kind: "none" })?.kind, "browse");
	});
});
