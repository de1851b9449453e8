/** Inline completions as standard LSP has them, and what clients may know beside that. */
import {
	type Connection,
	type InlineCompletionItem,
	type InlineCompletionParams,
	InlineCompletionTriggerKind,
	type Position,
	type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { FoundCompletion } from "../../completion/completionCache";
import type { Place } from "../../completion/place";
import { type Opening, refusalAt, type SelectedCompletion, withSelected } from "../../completion/trigger";
import { EngineError } from "../../engine/engine";
import { completionAcceptedCommand, warmCompletionNotification } from "../../protocol/completion";
import { isSecret } from "../../protocol/secrets";
import type { Settings } from "../../protocol/settings";
import { errorText, RequestError, type Respond } from "../../requests";
import type { Completions } from "./completions";

export interface CompletionCollaborators {
	readonly completions: Completions;
	readonly documents: TextDocuments<TextDocument>;
	readonly settings: () => Settings;
	readonly respond: Respond;
}

/** `textDocument/inlineCompletion`, and warming up for it. */
export function registerCompletion(connection: Connection, collaborators: CompletionCollaborators): void {
	const { completions, documents, respond } = collaborators;
	const told = new Set<string>();
	connection.languages.inlineCompletion.on((params, token) =>
		respond("textDocument/inlineCompletion", token, async (signal) => {
			try {
				return { items: await itemsAt(collaborators, params, signal) };
			} catch (error) {
				if (!(error instanceof EngineError)) throw error;
				if (isExplicit(params)) throw new RequestError(error.message);
				// What nobody asked for fails quietly, and once: the status says why.
				if (!told.has(error.message)) connection.console.warn(`There are no completions: ${error.message}`);
				told.add(error.message);
				return { items: [] };
			}
		}),
	);
	connection.onNotification(warmCompletionNotification, ({ position, related, uri }) => {
		const document = documents.get(uri);
		if (!document || isSecret(uri)) return;
		completions.warm(placeIn(document, position), related).catch((error: unknown) => {
			connection.console.warn(`Reading ahead for a completion failed: ${errorText(error)}`);
		});
	});
	documents.onDidChangeContent(({ document }) => completions.documentChanged(document.uri, plain(document.getText())));
	documents.onDidClose(({ document }) => completions.documentClosed(document.uri));
}

function isExplicit({ context }: InlineCompletionParams): boolean {
	return context.triggerKind === InlineCompletionTriggerKind.Invoked;
}

async function itemsAt(
	{ completions, documents, settings }: CompletionCollaborators,
	params: InlineCompletionParams,
	signal: AbortSignal,
): Promise<InlineCompletionItem[]> {
	const { context, position, textDocument } = params;
	const document = documents.get(textDocument.uri);
	const asked = { isExplicit: isExplicit(params) };
	const { automatic } = settings().completion;
	if (!document || isSecret(document.uri) || (automatic === "off" && !asked.isExplicit)) return [];
	const place = placeIn(document, position);
	const selected = selectedIn(document, context.selectedCompletionInfo);
	const refusal = refusalAt(place, { ...asked, inComments: automatic === "everywhere", selected });
	if (refusal) return [];
	const opening = withSelected(place, selected);
	const found = await completions.at({ place: opening.place, ...asked }, signal);
	return found.map((completion) => itemOf(completion, opening, { cursor: place.before.length, position }));
}

type Selected = NonNullable<InlineCompletionParams["context"]["selectedCompletionInfo"]>;

function selectedIn(document: TextDocument, selected: Selected | undefined): SelectedCompletion | undefined {
	if (!selected) return undefined;
	const offsetOf = (position: Position) => placeIn(document, position).before.length;
	return { start: offsetOf(selected.range.start), end: offsetOf(selected.range.end), text: selected.text };
}

/** All on the cursor's line, so that offsets are characters. */
function itemOf(
	{ id, replaced, text }: FoundCompletion,
	{ end, lead, start }: Opening,
	{ cursor, position }: { readonly cursor: number; readonly position: Position },
): InlineCompletionItem {
	const at = (offset: number) => ({ line: position.line, character: position.character + offset - cursor });
	return {
		insertText: lead + text,
		range: { start: at(start), end: at(end + replaced) },
		command: { title: "Count it as accepted", command: completionAcceptedCommand, arguments: [id] },
	};
}

function placeIn(document: TextDocument, position: Position): Place {
	const text = document.getText();
	const offset = document.offsetAt(position);
	const { languageId, uri } = document;
	return { uri, languageId, before: plain(text.slice(0, offset)), after: plain(text.slice(offset)) };
}

function plain(text: string): string {
	return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
