// What is known of models is asked for in three places at once: this machine's folders, the server, and a server of models.
import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { basename } from "node:path";
import * as vscode from "vscode";
import { listModelsRequest } from "../server/protocol/catalogue";
import { listServerModelsRequest } from "../server/protocol/servers";
import type { Client } from "./client";
import type { Config } from "./config";
import { type FoundModel, findModels } from "./model/findModels";
import type { ModelDownloads } from "./model/modelDownloads";
import type { ModelSources } from "./model/modelSources";
import { modelPlaces } from "./model/places";

export interface SearchDeps {
	readonly client: Client;
	readonly config: Config;
	readonly downloads: ModelDownloads;
	readonly log: vscode.LogOutputChannel;
}

/** Milliseconds: what a drive that does not answer may cost. */
const searchLimit = 10_000;

/** Tells what it finds as it comes. A part that fails is missing, and the log says why; it ends when all have answered. */
export async function searchModels(
	deps: SearchDeps,
	signal: AbortSignal,
	tell: (known: Partial<ModelSources>) => void,
): Promise<void> {
	const parts = [searchFiles, searchCatalogue, searchServer].map(async (search) => {
		try {
			await search(deps, signal, tell);
		} catch (error) {
			if (!signal.aborted) {
				deps.log.warn("Looking for models:", error);
			}
		}
	});
	await Promise.all(parts);
}

type Search = typeof searchModels;

const searchFiles: Search = async (deps, closed, tell) => {
	const { completion, model } = deps.config.settings();
	const machine = { home: homedir(), platform: process.platform, environment: process.env };
	const signal = AbortSignal.any([closed, AbortSignal.timeout(searchLimit)]);
	const [own, others] = await Promise.all([
		downloadedModels(deps.downloads),
		findModels(modelPlaces(machine, [model.path, completion.model]), signal),
	]);
	const isOwn = (found: FoundModel) => own.some((it) => it.realPath === found.realPath);
	const found = [...own, ...others.filter((it) => !isOwn(it))];
	tell({ found });
	if (found.length > 0) {
		const { entries, local } = await list(deps, closed, [...new Set(found.map(({ path }) => path))]);
		tell({ catalogue: entries, local });
	}
};

async function downloadedModels(downloads: ModelDownloads): Promise<readonly FoundModel[]> {
	return Promise.all(
		(await downloads.downloaded()).map(async ({ bytes, path }): Promise<FoundModel> => {
			const name = basename(path).replace(/\.gguf$/i, "");
			return { path, realPath: await realpath(path).catch(() => path), name, program: "Rationale", size: bytes };
		}),
	);
}

const searchCatalogue: Search = async (deps, signal, tell) => {
	const { entries } = await list(deps, signal, []);
	tell({ catalogue: entries });
};

async function list({ client, config }: SearchDeps, signal: AbortSignal, paths: readonly string[]) {
	const { contextSize } = config.settings().model;
	const server = await client.started();
	return withToken(signal, (token) => server.sendRequest(listModelsRequest, { contextSize, paths }, token));
}

const searchServer: Search = async ({ client, config }, signal, tell) => {
	const { model: _, ...params } = config.settings().model.server;
	const { url } = params;
	if (url === "") {
		return;
	}
	const server = await client.started();
	const result = await withToken(signal, (token) => server.sendRequest(listServerModelsRequest, params, token));
	const { models, failure } =
		result.kind === "models" ? { models: result.models, failure: "" } : { models: [], failure: result.message };
	tell({ server: { url, models, failure } });
};

/** Cancels the request when the signal comes. */
async function withToken<T>(signal: AbortSignal, request: (token: vscode.CancellationToken) => Promise<T>): Promise<T> {
	const source = new vscode.CancellationTokenSource();
	const cancel = () => source.cancel();
	signal.addEventListener("abort", cancel, { once: true });
	try {
		signal.throwIfAborted();
		return await request(source.token);
	} finally {
		signal.removeEventListener("abort", cancel);
		source.dispose();
	}
}
