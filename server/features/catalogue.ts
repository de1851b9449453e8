import type { Connection } from "vscode-languageserver";
import { EngineError } from "../engine/engine";
import { catalogue } from "../model/catalogue";
import { fitOf } from "../model/fit";
import type { ModelFile } from "../model/modelFile";
import { judge } from "../model/recommend";
import { sizedModelOf } from "../model/shape";
import {
	type ListModelsParams,
	type ListModelsResult,
	type LocalModel,
	listModelsRequest,
	type Machine,
} from "../protocol/catalogue";
import type { Settings } from "../protocol/settings";
import { RequestError, type Respond } from "../requests";

export interface CatalogueCollaborators {
	/** Throws {@link EngineError} where no model can run at all. */
	readonly machine: () => Promise<Machine>;
	/** Throws {@link EngineError} where it is no model, or not all of it. */
	readonly readModelFile: (path: string) => Promise<ModelFile>;
	readonly settings: () => Settings;
	readonly respond: Respond;
}

/** Tells the client which models there are to be had, and what they and its own would be like on this machine. */
export function registerCatalogue(
	connection: Connection,
	{ machine, readModelFile, respond, settings }: CatalogueCollaborators,
): void {
	connection.onRequest(listModelsRequest, (params, token) =>
		respond(listModelsRequest.method, token, (signal) => list(params, signal)),
	);

	async function list({ contextSize, paths }: ListModelsParams, signal: AbortSignal): Promise<ListModelsResult> {
		const measured = await machine().catch(failed);
		// A GPU that is not to be used might as well not be there.
		const usable = settings().model.gpu === "off" ? { ...measured, gpu: null } : measured;
		const local: LocalModel[] = [];
		for (const path of paths) {
			signal.throwIfAborted();
			const file = await readModelFile(path).catch(notAModel);
			if (file) local.push(localModel(path, file, usable, contextSize));
		}
		return { machine: measured, entries: judge(catalogue, usable, contextSize), local };
	}
}

function failed(error: unknown): never {
	throw error instanceof EngineError ? new RequestError(error.message) : error;
}

/** It was asked whether it is one: who loads it is told what is wrong with it. */
function notAModel(error: unknown): undefined {
	if (!(error instanceof EngineError)) throw error;
}

function localModel(path: string, file: ModelFile, machine: Machine, contextSize: number): LocalModel {
	const { architecture, bytes, name, quantization } = file;
	const sized = sizedModelOf(file);
	return { path, bytes, name, architecture, quantization, fit: sized ? fitOf(machine, sized, contextSize) : null };
}
