import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
	createProtocolConnection,
	DidOpenTextDocumentNotification,
	ExitNotification,
	InitializedNotification,
	InitializeRequest,
	LogMessageNotification,
	MessageType,
	type ProtocolConnection,
	ShutdownRequest,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import type { Settings } from "../protocol/settings";

export interface ServerOptions {
	/** The server's script. */
	readonly script: string;
	readonly settings: Settings;
	/** URI of the workspace folder. */
	readonly folder: string;
	/** Told of warnings and errors that the server logs. */
	readonly warn: (message: string) => void;
}

export interface OpenedDocument {
	readonly uri: string;
	readonly languageId: string;
	readonly text: string;
}

/** A language server in a process of its own, spoken to over its standard input and output. */
export class ServerProcess {
	readonly connection: ProtocolConnection;
	/** Rejects when the process ends unasked. */
	readonly failed: Promise<never>;
	readonly #child: ChildProcess;
	#isClosing = false;

	private constructor(child: ChildProcess, connection: ProtocolConnection) {
		this.#child = child;
		this.connection = connection;
		this.failed = new Promise((_, reject) => {
			child.once("error", reject);
			child.once("exit", (code, signal) => {
				if (!this.#isClosing) reject(new Error(`The language server ended unexpectedly (${signal ?? code}).`));
			});
		});
		// Who waits for something of the server races it; when nobody waits, nothing is lost.
		this.failed.catch(() => {});
	}

	static async start({ script, settings, folder, warn }: ServerOptions): Promise<ServerProcess> {
		const child = spawn(process.execPath, [script, "--stdio"], {
			stdio: ["pipe", "pipe", "inherit"],
			// In a group of its own Ctrl+C does not reach it: it is asked to stop the run instead.
			detached: process.platform !== "win32",
			windowsHide: true,
		});
		const connection = createProtocolConnection(
			new StreamMessageReader(child.stdout),
			new StreamMessageWriter(child.stdin),
		);
		connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
			if (type <= MessageType.Warning) warn(message);
		});
		connection.listen();
		const server = new ServerProcess(child, connection);
		await server.#initialize(settings, folder);
		return server;
	}

	open({ uri, languageId, text }: OpenedDocument): Promise<void> {
		const textDocument = { uri, languageId, version: 1, text };
		return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
	}

	/** Ends the server in the way that the protocol has for it. */
	async close(): Promise<void> {
		this.#isClosing = true;
		if (this.#child.exitCode === null && this.#child.signalCode === null) {
			const ended = once(this.#child, "exit");
			await this.connection.sendRequest(ShutdownRequest.type);
			await this.connection.sendNotification(ExitNotification.type);
			await ended;
		}
		this.connection.dispose();
	}

	async #initialize(settings: Settings, folder: string): Promise<void> {
		const initialized = this.connection.sendRequest(InitializeRequest.type, {
			processId: process.pid,
			rootUri: folder,
			workspaceFolders: [{ uri: folder, name: "" }],
			capabilities: {},
			initializationOptions: { settings },
		});
		await Promise.race([initialized, this.failed]);
		await this.connection.sendNotification(InitializedNotification.type, {});
	}
}
