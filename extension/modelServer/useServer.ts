import * as vscode from "vscode";
import { hostOf, isExposed, isLoopback } from "../../server/protocol/address";
import { type ListServerModelsResult, listServerModelsRequest } from "../../server/protocol/servers";
import type { ServerSettings } from "../../server/protocol/settings";
import type { Client } from "../client";
import type { Config } from "../config";
import { type Answer, askChoice, askText, back, type Choices } from "../quickSteps";
import { reported } from "../report";
import type { Runs } from "../run/runs";
import type { ServerKeys } from "../serverKeys";
import { readAddress } from "./address";
import { type ServerProgram, serverPrograms } from "./programs";

export interface UseServerDeps {
	readonly client: Client;
	readonly runs: Runs;
	readonly config: Config;
	readonly keys: ServerKeys;
	readonly log: vscode.LogOutputChannel;
}

/** Asks for a server, looks which models it has, and has one of them reason from now on; false if none was chosen. */
export async function useServer(deps: UseServerDeps): Promise<boolean> {
	const { config, keys, log } = deps;
	try {
		const server = await new ServerQuestions(deps).ask();
		if (!server) {
			return false;
		}
		const before = config.settings().model.server;
		await keys.keepTried();
		await config.setServer(server);
		void reported(log, () => tellOf(server, () => config.setServer(before)));
		return true;
	} finally {
		keys.dropTried();
	}
}

type Question = "program" | "address" | "key" | "model" | "name";

/** What is asked next; a server: all is known; undefined: the user has left. */
type Next = Question | ServerSettings | undefined;

type ModelChoice =
	| { readonly kind: "model"; readonly model: string; readonly api: ServerSettings["api"] }
	| { readonly kind: "question"; readonly question: Question };

const title = "Use a Server";

class ServerQuestions {
	readonly #deps: UseServerDeps;
	#program: ServerProgram | undefined;
	#url = "";
	#allowHttp = false;
	#wantsKey = false;

	constructor(deps: UseServerDeps) {
		this.#deps = deps;
	}

	async ask(): Promise<ServerSettings | undefined> {
		let next: Next = "program";
		while (typeof next === "string") {
			next = await this.#askFor(next);
		}
		return next;
	}

	#askFor(question: Question): Promise<Next> {
		switch (question) {
			case "program":
				return this.#askProgram();
			case "address":
				return this.#askAddress();
			case "key":
				return this.#askKey();
			case "model":
				return this.#askModel();
			case "name":
				return this.#askName();
		}
	}

	async #askProgram(): Promise<Next> {
		const { server } = this.#deps.config.settings().model;
		const items = serverPrograms.map((program) => ({
			value: program,
			label: program.name,
			description: server.url !== "" && program.api === server.api ? hostOf(server.url) : hostOf(program.url),
		}));
		const placeholder = "Which program or service runs the model?";
		const find = async () => ({ placeholder, items });
		const program = await askChoice({ ...this.#step(1), placeholder, find });
		if (program === undefined || program === back) {
			return undefined;
		}
		if (program !== this.#program) {
			this.#program = program;
			this.#url = server.url !== "" && program.api === server.api ? server.url : program.url;
			this.#wantsKey = program.wantsKey;
		}
		return "address";
	}

	async #askAddress(): Promise<Next> {
		const typed = await askText({
			...this.#step(2),
			prompt: "Address of the API. Most end in /v1.",
			placeholder: "https://gpu.example.com/v1",
			value: this.#url,
			problemOf: (text) => {
				const read = readAddress(text);
				return read.kind === "invalid" ? read.message : undefined;
			},
		});
		return after(typed, "program", async (text) => {
			const read = readAddress(text);
			this.#url = read.kind === "address" ? read.url : text;
			// A key that was typed for an address before this one.
			this.#deps.keys.try(this.#url, "");
			this.#allowHttp = isExposed(this.#url);
			if (this.#allowHttp && !(await allowsHttp(this.#url))) {
				return "address";
			}
			return this.#wantsKey ? "key" : "model";
		});
	}

	async #askKey(): Promise<Next> {
		const { keys } = this.#deps;
		this.#wantsKey = true;
		const isKept = await keys.has(this.#url);
		const host = hostOf(this.#url);
		const typed = await askText({
			...this.#step(3),
			prompt: isKept
				? `A key for ${host} is kept already: leave this empty to use it.`
				: `Key for ${host}, kept in VS Code's secret storage. Leave this empty if it wants none.`,
			placeholder: isKept ? "•••••••• (kept)" : "sk-…",
			value: "",
			isSecret: true,
		});
		return after(typed, "address", async (key) => {
			keys.try(this.#url, key.trim());
			return "model";
		});
	}

	async #askModel(): Promise<Next> {
		if (!(await this.#mayTellKeys())) {
			return "key";
		}
		const chosen = await askChoice({
			...this.#step(this.#wantsKey ? 4 : 3),
			placeholder: `Asking ${hostOf(this.#url)} which models it has…`,
			find: (signal) => this.#findModels(signal),
		});
		return after(chosen, this.#wantsKey ? "key" : "address", async (choice) =>
			choice.kind === "question"
				? choice.question
				: { url: this.#url, model: choice.model, api: choice.api, allowHttp: this.#allowHttp },
		);
	}

	/** For servers that tell nobody what they have. */
	async #askName(): Promise<Next> {
		const typed = await askText({
			...this.#step(this.#wantsKey ? 4 : 3),
			prompt: `Name of the model, as ${hostOf(this.#url)} calls it.`,
			placeholder: "deepseek-ai/DeepSeek-R1",
			value: "",
			problemOf: (text) => (text.trim() === "" ? "Type a name." : undefined),
		});
		return after(typed, "model", async (name) => ({
			url: this.#url,
			model: name.trim(),
			api: this.#program?.api ?? "auto",
			allowHttp: this.#allowHttp,
		}));
	}

	/** The language server learns of keys only when it starts. False where a run is to go on that a new start would end. */
	async #mayTellKeys(): Promise<boolean> {
		const { client, keys, runs } = this.#deps;
		return (await keys.areTold()) || !client.isStarted || !runs.active() || (await stopsRun());
	}

	async #findModels(signal: AbortSignal): Promise<Choices<ModelChoice>> {
		const cancellation = new vscode.CancellationTokenSource();
		signal.addEventListener("abort", () => cancellation.cancel());
		try {
			const client = await this.#serverWithKeys(signal);
			const params = { url: this.#url, api: this.#program?.api ?? "auto", allowHttp: this.#allowHttp };
			return this.#choicesOf(await client.sendRequest(listServerModelsRequest, params, cancellation.token));
		} catch (error) {
			// Nobody looks at what was found any more.
			if (signal.aborted) {
				return { placeholder: "", items: [] };
			}
			throw error;
		} finally {
			cancellation.dispose();
		}
	}

	async #serverWithKeys(signal: AbortSignal) {
		const { client, keys } = this.#deps;
		if (!(await keys.areTold())) {
			await client.restart();
			// While it started, the user may have left, and its key be used no more.
			if (signal.aborted && !(await keys.areTold())) {
				await client.stop();
			}
		}
		signal.throwIfAborted();
		return client.started();
	}

	#choicesOf(result: ListServerModelsResult): Choices<ModelChoice> {
		const host = hostOf(this.#url);
		if (result.kind === "failed") {
			this.#deps.log.info(result.message);
			return failedChoices(firstSentence(result.message), result.reason === "unauthorized" ? "key" : "model");
		}
		if (result.models.length === 0) {
			return failedChoices(`${host} names no models: have it load one and try again, or type its name.`, "model");
		}
		const { server } = this.#deps.config.settings().model;
		const items = result.models.map((model) => ({
			value: { kind: "model", model, api: result.api } as const,
			label: model,
			description: server.url === this.#url && server.model === model ? "current" : "",
		}));
		return { placeholder: `Which of the models on ${host} is to reason about your code?`, items };
	}

	#step(step: number) {
		return { title, step, totalSteps: this.#wantsKey ? 4 : 3 };
	}
}

/** Back leads to the question before; leaving ends it all. */
async function after<T>(answer: Answer<T>, before: Question, next: (answer: T) => Promise<Next>): Promise<Next> {
	return answer === back ? before : answer === undefined ? undefined : next(answer);
}

const wayTitles = {
	model: "Try Again",
	address: "Change Address",
	key: "Enter Key",
	name: "Type the Model's Name",
} as const;

/** What went wrong, and the ways out of it; `first` is the one that helps most often. */
function failedChoices(message: string, first: keyof typeof wayTitles): Choices<ModelChoice> {
	const ways = [first, ...(["model", "address", "key", "name"] as const).filter((it) => it !== first)];
	const items = ways.map((question, index) => ({
		value: { kind: "question", question } as const,
		label: wayTitles[question],
		...(index === 0 && { detail: message }),
	}));
	return { placeholder: message, items };
}

/** What has room in a row; the log has the rest. */
function firstSentence(message: string): string {
	return message.split(/(?<=[.!?])\s+(?=[A-Z])/, 1)[0] ?? message;
}

async function allowsHttp(url: string): Promise<boolean> {
	const allow = "Send Without Encryption";
	const host = hostOf(url);
	const detail = `Over plain HTTP, your code, the answers to it and the key can be read and changed by everyone between this machine and ${host}. If the server has an address that begins with https://, use that.`;
	return (
		(await vscode.window.showWarningMessage(
			`Send code to ${host} without encryption?`,
			{ modal: true, detail },
			allow,
		)) === allow
	);
}

async function stopsRun(): Promise<boolean> {
	const stop = "Stop the Run";
	const detail = "The language server starts anew to use another key. What the run has thought so far is kept.";
	return (
		(await vscode.window.showWarningMessage("Stop the run that is under way?", { modal: true, detail }, stop)) === stop
	);
}

/** From now on code goes elsewhere: where, and the way back. */
async function tellOf({ url, model }: ServerSettings, undo: () => Promise<void>): Promise<void> {
	const back = "Undo";
	const message = isLoopback(url)
		? `${model} reasons from now on: your code goes to ${hostOf(url)}, a server on this machine.`
		: `${model} reasons from now on: the code that you run an action on, and what belongs to it, goes to ${hostOf(url)}. Completions stay on this machine.`;
	if ((await vscode.window.showInformationMessage(message, back)) === back) {
		await undo();
	}
}
