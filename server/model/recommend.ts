/** Which of the catalogue's models to take on a machine, and why. */
import { completionContext } from "../completion/budget";
import type { CatalogueEntry, Machine, ModelFit, ModelPurpose } from "../protocol/catalogue";
import { fitOf } from "./fit";
import { catalogueFile, type PublishedFile, type PublishedModel } from "./published";
import { weightsOf } from "./quantization";

/** Every file of the models, and what it would be like on the machine; one of each purpose is recommended. */
export function judge(models: readonly PublishedModel[], machine: Machine, contextSize: number): CatalogueEntry[] {
	const judged = models.flatMap((model) =>
		model.files.map((file): Judged => {
			const weights = weightsOf(model.shape, file.quantization);
			const fit = fitOf(machine, { shape: model.shape, weights }, contextFor(model, machine, contextSize));
			return { model, file, fit };
		}),
	);
	const recommended = [recommendedForRuns(judged), recommendedForCompletions(judged, machine)];
	return judged.map(({ model, file, fit }, at) => ({
		...catalogueFile(model, file),
		fit,
		isRecommended: recommended.some((it) => it === judged[at]),
		reason: reasonOf(model, fit),
	}));
}

interface Judged {
	readonly model: PublishedModel;
	readonly file: PublishedFile;
	readonly fit: ModelFit;
}

/** Completions have a context of their own. */
function contextFor({ purpose }: PublishedModel, { gpu }: Machine, contextSize: number): number {
	return purpose === "reason" ? contextSize : completionContext[gpu ? "gpu" : "cpu"];
}

/** Tokens a second: a thought of a thousand tokens takes four minutes. */
const fluent = 4;
/** A model that solves less is worth twice the wait for a better one. In percent of LiveCodeBench. */
const goodEnough = 30;
const patient = 2;
/** Two models that are nearer to each other are as good as the other, and the faster one is taken. */
const sameScore = 1;
/** Faster than one reads: here a finer quantization costs nothing. */
const fasterThanReading = 20;

/**
 * Of the models that write fluently, the one that solves the most. Of its files Q4_K_M, which on these models is near
 * lossless (arXiv 2504.04823), and a finer one where that is no slower to the eye.
 */
function recommendedForRuns(all: readonly Judged[]): Judged | undefined {
	const runnable = runnableOf(all, "reason");
	const within = (speed: number) => runnable.filter(({ fit }) => fit.tokensPerSecond >= speed);
	const good = [within(fluent), within(patient)].find((them) => bestScore(them) >= goodEnough);
	const fastEnough = good ?? within(patient);
	// Where nothing is bearable, the fastest is the best.
	if (fastEnough.length === 0) return fastestOf(runnable);
	const best = bestScore(fastEnough);
	const choice = fastestOf(fastEnough.filter(({ model }) => scoreOf(model) >= best - sameScore));
	const finer = fastEnough.filter(({ model, fit }) => {
		return model === choice?.model && fit.place === choice.fit.place && fit.tokensPerSecond >= fasterThanReading;
	});
	return finer.at(-1) ?? choice;
}

/** Tokens a second: a line in a second, after its prompt. */
const keepsUp = 20;
/** Of the memory where it goes: the model of the runs stands beside it. */
const shareOfMemory = 0.25;

/** The largest that keeps up with typing and leaves room for a model beside it, else the smallest. */
function recommendedForCompletions(all: readonly Judged[], machine: Machine): Judged | undefined {
	const runnable = runnableOf(all, "complete");
	const fitting = runnable.filter(({ fit: { memory, place, tokensPerSecond } }) => {
		const available = place === "gpu" && machine.gpu ? machine.gpu.memory : machine.memory;
		return tokensPerSecond >= keepsUp && memory <= shareOfMemory * available;
	});
	return fitting.at(-1) ?? runnable[0];
}

/** The catalogue's order: the small ones first. */
function runnableOf(all: readonly Judged[], purpose: ModelPurpose): Judged[] {
	return all.filter(({ fit, model }) => model.purpose === purpose && model.isForWork && fit.place !== "tooBig");
}

function scoreOf({ liveCodeBench }: PublishedModel): number {
	return liveCodeBench ?? 0;
}

function bestScore(judged: readonly Judged[]): number {
	return Math.max(0, ...judged.map(({ model }) => scoreOf(model)));
}

function fastestOf(judged: readonly Judged[]): Judged | undefined {
	return judged.toSorted((a, b) => b.fit.tokensPerSecond - a.fit.tokensPerSecond)[0];
}

/** Such as `10.9 GB at 8k context; about 7 tokens a second; 53.1 on LiveCodeBench.` */
function reasonOf({ isForWork, licence, liveCodeBench, shape }: PublishedModel, fit: ModelFit): string {
	const parts = [`${(fit.memory / 1e9).toFixed(1)} GB at ${contextText(fit.contextSize)} context`];
	if (fit.place === "tooBig") parts.push("more than this machine has");
	else parts.push(speedText(fit.tokensPerSecond));
	if (fit.place === "split") parts.push(`${fit.gpuLayers} of ${shape.layers + 1} layers on the GPU`);
	if (liveCodeBench !== null) parts.push(`${liveCodeBench.toFixed(1)} on LiveCodeBench`);
	if (!isForWork) parts.push(licence);
	return `${parts.join("; ")}.`;
}

function contextText(tokens: number): string {
	return tokens >= 1024 ? `${Math.round(tokens / 1024)}k` : String(tokens);
}

function speedText(tokensPerSecond: number): string {
	if (tokensPerSecond < 1) return "less than 1 token a second";
	const step = tokensPerSecond < 20 ? 1 : tokensPerSecond < 100 ? 5 : 10;
	const rounded = Math.round(tokensPerSecond / step) * step;
	return rounded === 1 ? "about 1 token a second" : `about ${rounded} tokens a second`;
}
