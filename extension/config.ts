import * as vscode from "vscode";
import {
	type Effort,
	efforts,
	hasModel,
	type ServerSettings,
	type Settings,
	usesServer,
} from "../server/protocol/settings";
import { type Automatic, automaticValues } from "./completion/automatic";
import { type Saving, savings } from "./completion/permission";
import type { NetworkSettings } from "./modelServer/network";

const section = "rationale";

/** The only reader of the configuration. */
export class Config implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #subscription = vscode.workspace.onDidChangeConfiguration((event) => {
		if (event.affectsConfiguration(section)) {
			this.#changed.fire();
		}
	});

	readonly onDidChange = this.#changed.event;

	/** What the server is told. Values are as the user wrote them; the server checks and clamps. */
	settings(): Settings {
		const read = vscode.workspace.getConfiguration(section);
		return {
			model: {
				path: read.get("model.path", ""),
				server: read.get("model.server", { url: "", model: "", api: "auto", allowHttp: false }),
				contextSize: read.get("model.contextSize", 8192),
				gpu: read.get("model.gpu", "auto"),
				threads: read.get("model.threads", 0),
				unloadAfter: read.get("model.unloadAfter", 15),
			},
			sampling: read.get("sampling", { temperature: 0.6, topP: 0.95, seed: -1 }),
			reasoning: {
				effort: read.get("reasoning.effort", "normal"),
				budgets: read.get("reasoning.budgets", { brief: 256, normal: 1024, deep: 4096 }),
			},
			guards: {
				repetition: read.get("guards.repetition", true),
				language: read.get("guards.language", true),
			},
			context: { maxTokens: read.get("context.maxTokens", 1024) },
			completion: {
				automatic: read.get("completion.automatic", "code"),
				model: read.get("completion.model", ""),
				prompt: read.get("completion.prompt", "auto"),
				minProbability: read.get("completion.minProbability", 0.5),
			},
		};
	}

	presentation(): "editor" | "diff" {
		return vscode.workspace.getConfiguration(section).get("edit.presentation", "editor");
	}

	revealsSidebar(): boolean {
		return vscode.workspace.getConfiguration(section).get("sidebar.reveal", true);
	}

	/** Whether VS Code's chat is offered the model. */
	offersChat(): boolean {
		return vscode.workspace.getConfiguration(section).get("chat.enabled", true);
	}

	/** How long the next run may think. */
	effort(): Effort {
		const written = this.settings().reasoning.effort;
		// A user can write anything.
		return efforts.find((it) => it === written) ?? "normal";
	}

	async setEffort(effort: Effort): Promise<void> {
		await writeWhereSet("reasoning.effort", effort);
	}

	/** When inline completions come by themselves. */
	automaticCompletions(): Automatic {
		const written = vscode.workspace.getConfiguration(section).get("completion.automatic");
		return automaticValues.find((it) => it === written) ?? "code";
	}

	async setAutomaticCompletions(automatic: Automatic): Promise<void> {
		await writeWhereSet("completion.automatic", automatic);
	}

	/** What becomes of them on battery power. */
	completionSaving(): Saving {
		const written = vscode.workspace.getConfiguration(section).get("completion.saving");
		return savings.find((it) => it === written) ?? "rarer";
	}

	/** Whether a model is set that could serve them: their own, or that of the runs. */
	hasCompletionModel(): boolean {
		const read = vscode.workspace.getConfiguration(section);
		return read.get("completion.model", "").trim() !== "" || read.get("model.path", "").trim() !== "";
	}

	/** Where models are downloaded from, and to; an empty folder: the extension's own. */
	download(): { readonly hub: string; readonly folder: string } {
		const { hub, folder } = vscode.workspace
			.getConfiguration(section)
			.get<Readonly<Record<string, unknown>>>("model.download", {});
		// A user can write anything.
		return { hub: String(hub ?? "https://huggingface.co").trim(), folder: String(folder ?? "").trim() };
	}

	/** As `setModelPath`; undefined: that of the runs serves. */
	async setCompletionModelPath(path: string | undefined): Promise<void> {
		await writeForUser("completion.model", path);
	}

	/** How many answers a thought may be given until one is good. */
	answerCount(): number {
		const count = vscode.workspace.getConfiguration(section).get("answers.count", 1);
		return Number.isInteger(count) ? Math.min(Math.max(count, 1), 8) : 1;
	}

	/** The user's command that judges an edit of a document; empty for none. A workspace's own is read only if it is trusted. */
	testCommand(uri: vscode.Uri): string {
		return vscode.workspace.getConfiguration(section, uri).get("answers.testCommand", "").trim();
	}

	/** Whether there is a model for runs. */
	hasModel(): boolean {
		return hasModel(this.settings().model);
	}

	/** Has runs use a file; empty: none. A server that is set up stays so. */
	async setModelPath(path: string): Promise<void> {
		const { server } = this.settings().model;
		await writeForUser("model.path", path);
		if (path !== "" && usesServer({ server })) {
			await this.setServer({ ...server, model: "" });
		}
	}

	/** A server runs the model from now on; with no `model` it is this machine again. */
	async setServer(server: ServerSettings): Promise<void> {
		await writeForUser("model.server", server);
	}

	/** Tokens. */
	async setContextSize(contextSize: number): Promise<void> {
		await writeForUser("model.contextSize", contextSize);
	}

	/** `auto`, `off` or a number of layers. */
	async setGpu(gpu: string): Promise<void> {
		await writeForUser("model.gpu", gpu);
	}

	/** Whether VS Code may open the walkthroughs of new extensions. */
	opensWalkthroughs(): boolean {
		return vscode.workspace.getConfiguration("workbench").get("welcomePage.walkthroughs.openOnInstall", true);
	}

	/** How VS Code reaches the network. */
	network(): NetworkSettings {
		const read = vscode.workspace.getConfiguration("http");
		return {
			proxy: read.get("proxy", ""),
			noProxy: read.get("noProxy", []),
			proxySupport: read.get("proxySupport", "override"),
			systemCertificates: read.get("systemCertificates", true),
		};
	}

	dispose(): void {
		this.#subscription.dispose();
		this.#changed.dispose();
	}
}

/** To the user's own settings: a workspace has no say in which model is loaded, and how. */
async function writeForUser(name: string, value: unknown): Promise<void> {
	await vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);
}

/** Where it is set already, else in the user's own settings. */
async function writeWhereSet(name: string, value: string): Promise<void> {
	const read = vscode.workspace.getConfiguration(section);
	const isOfWorkspace = read.inspect(name)?.workspaceValue !== undefined;
	const { Global, Workspace } = vscode.ConfigurationTarget;
	await read.update(name, value, isOfWorkspace ? Workspace : Global);
}
