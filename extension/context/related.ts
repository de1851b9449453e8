// Declarations from other files that a stretch of code uses, as the language servers of its language know them.
import * as vscode from "vscode";
import type { RelatedCode } from "../../server/protocol/runs";
import { isSecret } from "../../server/protocol/secrets";
import { aborted } from "../aborted";
import { declarationEnd, maxDeclarationLines, outdented, signatureOf } from "./declarations";
import { rankIdentifiers } from "./identifiers";

const maxIdentifiers = 24;
const maxRelated = 12;
/** Of a dependency's declaration; a longer one says more of the library than of the code. */
const maxDependencyLines = 12;

interface Target {
	readonly uri: vscode.Uri;
	/** Of the declaration where the language server tells it, else of its name. */
	readonly range: vscode.Range;
}

/** Most relevant first. What is not known when the signal is aborted is left out. */
export async function relatedCode(
	document: vscode.TextDocument,
	range: vscode.Range,
	signal: AbortSignal,
): Promise<readonly RelatedCode[]> {
	const start = document.offsetAt(range.start);
	const identifiers = rankIdentifiers(document.getText(range)).slice(0, maxIdentifiers);
	// All at once: the limit is one of time, and the order is that of the names.
	const found: (RelatedCode | undefined)[] = identifiers.map(() => undefined);
	const searches = identifiers.map(async ({ offset }, index) => {
		// A language server that fails at one name has the others still to offer, and none of them is needed.
		found[index] = await declarationOf(document, document.positionAt(start + offset), signal).catch(() => undefined);
	});
	await Promise.race([Promise.all(searches), aborted(signal)]);
	const unique = new Map(found.flatMap((it) => (it ? [[it.code, it] as const] : [])));
	return [...unique.values()].slice(0, maxRelated);
}

async function declarationOf(
	document: vscode.TextDocument,
	position: vscode.Position,
	signal: AbortSignal,
): Promise<RelatedCode | undefined> {
	const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
		"vscode.executeDefinitionProvider",
		document.uri,
		position,
	);
	const target = definitions?.map(toTarget).find((it) => isOfUse(it.uri, document.uri));
	if (!target || signal.aborted) {
		return undefined;
	}
	const path = vscode.workspace.asRelativePath(target.uri);
	const lines = (await textOf(target.uri)).split(/\r?\n/);
	const start = target.range.start.line;
	const last = Math.max(declarationEnd(lines, start), target.range.end.line);
	if (isDependency(target.uri) && last - start >= maxDependencyLines) {
		return undefined;
	}
	const code =
		last - start < maxDeclarationLines
			? outdented(lines.slice(start, last + 1))
			: ((await signatureAt(document, position)) ?? outdented(lines.slice(start, start + maxDependencyLines)));
	return { path, languageId: document.languageId, code };
}

async function signatureAt(document: vscode.TextDocument, position: vscode.Position): Promise<string | undefined> {
	const hovers = await vscode.commands.executeCommand<vscode.Hover[] | undefined>(
		"vscode.executeHoverProvider",
		document.uri,
		position,
	);
	const texts = hovers?.flatMap((hover) => hover.contents).map((it) => (typeof it === "string" ? it : it.value));
	return texts?.map(signatureOf).find((signature) => signature !== undefined);
}

/** The document itself is not: the server knows it, and shows the model what is around the code. */
function isOfUse(uri: vscode.Uri, from: vscode.Uri): boolean {
	if (uri.toString() === from.toString() || isSecret(uri.path) || /\/lib\.[\w.]+\.d\.ts$/.test(uri.path)) {
		return false;
	}
	const folder = vscode.workspace.getWorkspaceFolder(from)?.uri ?? vscode.Uri.joinPath(from, "..");
	return vscode.workspace.getWorkspaceFolder(uri) !== undefined || uri.path.startsWith(`${folder.path}/`);
}

function isDependency(uri: vscode.Uri): boolean {
	return /\/(node_modules|site-packages|vendor|\.venv|venv)\//.test(uri.path);
}

/** Not by opening a document: that would tell every language server of it. */
async function textOf(uri: vscode.Uri): Promise<string> {
	const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
	return open ? open.getText() : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function toTarget(definition: vscode.Location | vscode.LocationLink): Target {
	return "targetUri" in definition ? { uri: definition.targetUri, range: definition.targetRange } : definition;
}
