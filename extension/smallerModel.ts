import * as vscode from "vscode";
import { listModelsRequest, type ModelFit } from "../server/protocol/catalogue";
import type { Client } from "./client";
import type { Config } from "./config";
import { type SmallerStep, smallerSteps, stepTitle } from "./model/smallerSteps";

interface Collaborators {
	readonly client: Client;
	readonly config: Config;
}

/** Says that memory is too short, and offers what takes less; then has it tried again. */
export async function offerSmaller(deps: Collaborators, message: string, again: () => unknown): Promise<void> {
	const { contextSize, gpu } = deps.config.settings().model;
	const fit = await fitOf(deps);
	// A model takes no more tokens than it was trained for.
	const taken = Math.min(contextSize, fit?.contextSize ?? contextSize);
	const steps = smallerSteps({ gpu, contextSize: taken }, fit?.gpuLayers ?? 0);
	const chosen = await vscode.window.showErrorMessage(message, ...steps.map(stepTitle));
	const step = steps.find((it) => stepTitle(it) === chosen);
	if (step && (await take(deps.config, step))) {
		await again();
	}
}

/** False where nothing is smaller than before. */
async function take(config: Config, step: SmallerStep): Promise<boolean> {
	switch (step.kind) {
		case "gpu":
			await config.setGpu(step.gpu);
			return true;
		case "context":
			await config.setContextSize(step.contextSize);
			return true;
		case "model":
			return (await vscode.commands.executeCommand("rationale.selectModel", "smaller")) === true;
	}
}

/** What the model that is set would be like on this machine; null where that cannot be told: the steps help without it. */
async function fitOf({ client, config }: Collaborators): Promise<ModelFit | null> {
	const { contextSize, path } = config.settings().model;
	try {
		const server = await client.started();
		const { local } = await server.sendRequest(listModelsRequest, { contextSize, paths: [path] });
		return local[0]?.fit ?? null;
	} catch {
		return null;
	}
}
