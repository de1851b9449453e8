/** An editor with one document that asks a real server for ghost text, as VS Code does. */
import { setTimeout } from "node:timers/promises";
import {
	CancellationTokenSource,
	ExecuteCommandRequest,
	type InlineCompletionItem,
	InlineCompletionRequest,
	InlineCompletionTriggerKind,
	type Position,
} from "vscode-languageserver-protocol/node";
import { completionAcceptedCommand, warmCompletionNotification } from "../../../server/protocol/completion";
import type { TestServer } from "../../support/connect";
import { type Edit, EditedText, type Key } from "./editedText";
import { afterEdit, agreeing, type GhostText } from "./ghostText";
import type { Tally } from "./tally";

/** Milliseconds that VS Code waits after a key before it asks; the older request is cancelled with the key. */
const editorDelay = 50;

interface Collaborators {
	readonly server: TestServer;
	readonly tally: Tally;
}

export class CompletingEditor {
	readonly #with: Collaborators;
	readonly #uri: string;
	#edited = new EditedText("", "", "");
	/** What is going to be typed; undefined while that is not clear. */
	#rest: () => string | undefined = () => undefined;
	#version = 1;
	#ghost: GhostText | undefined;
	#request: CancellationTokenSource | undefined;

	constructor(uri: string, collaborators: Collaborators) {
		this.#uri = uri;
		this.#with = collaborators;
	}

	get ghost(): GhostText | undefined {
		return this.#ghost;
	}

	/** Another text, with the cursor elsewhere, which comes to rest there. */
	async replace(edited: EditedText, rest: () => string | undefined): Promise<void> {
		this.#cancel();
		this.#rest = rest;
		this.#edited = edited;
		this.#version++;
		await this.#with.server.change(this.#uri, this.#version, [{ text: edited.before + edited.after }]);
		const params = { uri: this.#uri, position: this.#position(edited.before.length), related: [] };
		await this.#with.server.connection.sendNotification(warmCompletionNotification, params);
	}

	async press(key: Key): Promise<void> {
		const { before, after } = this.#edited;
		const edit = this.#edited.press(key);
		if (edit) await this.#changed(before + after, before.length, edit);
		else this.#cancel();
	}

	/** Tab. */
	async accept({ id, replaced, text }: GhostText): Promise<void> {
		const { server, tally } = this.#with;
		tally.accepted++;
		tally.acceptedLength += text.length;
		const { before, after } = this.#edited;
		const edit = this.#edited.accept(text, replaced);
		await this.#changed(before + after, before.length, edit);
		const params = { command: completionAcceptedCommand, arguments: [id] };
		await server.connection.sendRequest(ExecuteCommandRequest.type, params);
	}

	/** Nothing is asked for any more. */
	close(): void {
		this.#cancel();
	}

	async #changed(before: string, cursor: number, edit: Edit): Promise<void> {
		const left = this.#ghost && afterEdit(this.#ghost, edit, cursor);
		this.#cancel();
		this.#ghost = left;
		this.#version++;
		const range = { start: positionIn(before, edit.start), end: positionIn(before, edit.end) };
		await this.#with.server.change(this.#uri, this.#version, [{ range, text: edit.text }]);
		const request = new CancellationTokenSource();
		this.#request = request;
		void this.#ask(request);
	}

	async #ask(request: CancellationTokenSource): Promise<void> {
		await setTimeout(editorDelay);
		if (request.token.isCancellationRequested) return;
		const { server, tally } = this.#with;
		tally.requests++;
		const begin = performance.now();
		const params = {
			textDocument: { uri: this.#uri },
			position: this.#position(this.#edited.before.length),
			context: { triggerKind: InlineCompletionTriggerKind.Automatic },
		};
		try {
			const result = await server.connection.sendRequest(InlineCompletionRequest.type, params, request.token);
			if (request.token.isCancellationRequested) return;
			this.#show(result && "items" in result ? result.items[0] : undefined, begin);
		} catch (error) {
			if (!request.token.isCancellationRequested) throw error;
		} finally {
			if (request.token.isCancellationRequested) tally.withdrawn++;
			if (this.#request === request) this.#request = undefined;
		}
	}

	#show(item: InlineCompletionItem | undefined, begin: number): void {
		const { tally } = this.#with;
		const [id] = item?.command?.arguments ?? [];
		if (!item?.range || typeof item.insertText !== "string" || typeof id !== "string") {
			this.#ghost = undefined;
			return;
		}
		const now = performance.now();
		const shownAt = this.#ghost?.id === id ? this.#ghost.shownAt : now;
		const replaced = item.range.end.character - this.#position(this.#edited.before.length).character;
		const ghost = { id, text: item.insertText, replaced, shownAt };
		this.#ghost = ghost;
		if (tally.showings.has(id)) return;
		const { length } = ghost.text;
		tally.showings.set(id, { length, agreeing: agreeing(ghost, this.#rest()), latency: now - begin });
	}

	#cancel(): void {
		this.#request?.cancel();
		this.#request = undefined;
		this.#ghost = undefined;
	}

	#position(offset: number): Position {
		return positionIn(this.#edited.before + this.#edited.after, offset);
	}
}

function positionIn(text: string, offset: number): Position {
	const lines = text.slice(0, offset).split("\n");
	return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
