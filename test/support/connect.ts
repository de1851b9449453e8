/** A real language server in a process of its own, spoken to over stdio as an editor would. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, before } from "node:test";
import {
	type ClientCapabilities,
	createProtocolConnection,
	DidChangeConfigurationNotification,
	DidChangeTextDocumentNotification,
	DidCloseTextDocumentNotification,
	DidOpenTextDocumentNotification,
	ExitNotification,
	InitializedNotification,
	InitializeRequest,
	type InitializeResult,
	type ProtocolConnection,
	ShutdownRequest,
	StreamMessageReader,
	StreamMessageWriter,
	type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";
import { type CompletionStatus, completionStatusNotification } from "../../server/protocol/completion";
import { type ModelState, modelStateNotification } from "../../server/protocol/model";
import { type RunEventsParams, runEventsNotification } from "../../server/protocol/runs";
import { findEngines } from "./engineProcess";
import { repositoryRoot } from "./repositoryRoot";

const tinyModel = join(repositoryRoot(), "test", "tiny-r1", "tiny-r1.gguf");

/** Greedy and on one thread, so that runs are repeatable and quick. */
export const tinySettings = {
	model: { path: tinyModel, contextSize: 2048, gpu: "off", threads: 1 },
	sampling: { temperature: 0 },
	context: { maxTokens: 0 },
};

/** URI of the workspace folder unless a test has its own; nothing of it is on the disk. */
const workspace = "file:///workspace";

/** Milliseconds that a server has to end by itself. */
const patience = 10_000;

export interface ConnectOptions {
	readonly settings?: unknown;
	readonly capabilities?: ClientCapabilities;
	/** URI of the workspace folder. */
	readonly folder?: string;
	/** Variables beside those of this process. */
	readonly environment?: Readonly<Record<string, string>>;
}

/** A server for all tests of a suite; it has ended when they have, however they went. */
export function useServer(options: ConnectOptions = {}): () => TestServer {
	let server: TestServer | undefined;
	before(async () => {
		server = await TestServer.start(options);
	});
	after(() => server?.dispose());
	return () => {
		if (!server) throw new Error("The server is there in tests only.");
		return server;
	};
}

export class TestServer {
	readonly connection: ProtocolConnection;
	/** All that came, in order. */
	readonly runEvents: RunEventsParams[] = [];
	readonly modelStates: ModelState[] = [];
	readonly completionStatuses: CompletionStatus[] = [];
	initializeResult: InitializeResult | undefined;
	readonly #child: ChildProcess;
	readonly #waiting = new Set<() => void>();
	#documents = 0;

	private constructor(child: ChildProcess, connection: ProtocolConnection) {
		this.#child = child;
		this.connection = connection;
		connection.onNotification(runEventsNotification, (params) => {
			this.runEvents.push(params);
			this.#wake();
		});
		connection.onNotification(modelStateNotification, (state) => {
			this.modelStates.push(state);
			this.#wake();
		});
		connection.onNotification(completionStatusNotification, (status) => {
			this.completionStatuses.push(status);
			this.#wake();
		});
		connection.listen();
	}

	static async start(options: ConnectOptions): Promise<TestServer> {
		const child = spawn(process.execPath, [join(repositoryRoot(), "dist", "server.js"), "--stdio"], {
			stdio: ["pipe", "pipe", "inherit"],
			env: { ...process.env, ...options.environment },
		});
		const server = new TestServer(
			child,
			createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
		);
		try {
			await server.#initialize(options);
			return server;
		} catch (error) {
			child.kill("SIGKILL");
			throw error;
		}
	}

	get pid(): number {
		const { pid } = this.#child;
		if (pid === undefined) throw new Error("The server has no process.");
		return pid;
	}

	/** Ends the server as the protocol has it, or by force where that takes too long. */
	async dispose(): Promise<void> {
		const force = setTimeout(() => this.#child.kill("SIGKILL"), patience);
		try {
			const ended = once(this.#child, "exit");
			await this.connection.sendRequest(ShutdownRequest.type);
			await this.connection.sendNotification(ExitNotification.type);
			await ended;
		} finally {
			clearTimeout(force);
			this.connection.dispose();
		}
	}

	configure(rationale: unknown): Promise<void> {
		return this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { rationale } });
	}

	/** Opens a new document and gives its URI. */
	async openNew(languageId: string, text: string): Promise<string> {
		this.#documents++;
		const uri = `${workspace}/src/cart${this.#documents}.ts`;
		await this.open(uri, languageId, text);
		return uri;
	}

	open(uri: string, languageId: string, text: string): Promise<void> {
		const textDocument = { uri, languageId, version: 1, text };
		return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
	}

	change(uri: string, version: number, contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
		const params = { textDocument: { uri, version }, contentChanges };
		return this.connection.sendNotification(DidChangeTextDocumentNotification.type, params);
	}

	close(uri: string): Promise<void> {
		return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
	}

	/** Resolves as soon as `find` finds something in what the server has sent. */
	async until<T>(find: () => T | undefined): Promise<T> {
		for (;;) {
			const found = find();
			if (found !== undefined) return found;
			await new Promise<void>((resolve) => this.#waiting.add(resolve));
		}
	}

	/** The process that runs the model. */
	async enginePid(): Promise<number> {
		const [pid, ...others] = await findEngines(this.pid);
		if (pid === undefined || others.length > 0) throw new Error("The server has no engine, or several.");
		return pid;
	}

	async #initialize({ capabilities = {}, folder = workspace, settings = tinySettings }: ConnectOptions): Promise<void> {
		this.initializeResult = await this.connection.sendRequest(InitializeRequest.type, {
			processId: process.pid,
			rootUri: folder,
			workspaceFolders: [{ uri: folder, name: "workspace" }],
			capabilities,
			initializationOptions: { settings },
		});
		await this.connection.sendNotification(InitializedNotification.type, {});
	}

	#wake(): void {
		const waiting = [...this.#waiting];
		this.#waiting.clear();
		for (const resolve of waiting) resolve();
	}
}
