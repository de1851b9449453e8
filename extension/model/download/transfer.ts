// One attempt to fetch what is missing of a file: from a request to the last byte that comes.
import { DownloadError, networkError } from "./downloadError";
import { type HubReply, requestFile } from "./hubRequest";
import type { PartFile } from "./partFile";
import type { PartNote } from "./partNote";
import type { Source } from "./source";

export interface TransferOptions {
	readonly source: Source;
	readonly token: string | undefined;
	/** Milliseconds without a byte after which the connection is given up. */
	readonly silence: number;
}

/** Rejects when not all came that is missing; what came stays, unless it is of another file. */
export async function transfer(part: PartFile, options: TransferOptions, signal: AbortSignal): Promise<void> {
	if (part.note && part.size === part.note.total) {
		return;
	}
	const { source, token, silence } = options;
	const end = new AbortController();
	const timer = setTimeout(() => end.abort(silent(source, silence)), silence);
	const ended = AbortSignal.any([signal, end.signal]);
	try {
		const request = { source, token, offset: part.size, etag: part.note?.etag ?? null };
		const reply = await requestFile(request, ended);
		const note = noteOf(source, reply);
		await goOn(part, note, reply);
		await take(part, note, reply, () => timer.refresh());
	} finally {
		clearTimeout(timer);
		// However it ended, no connection stays open.
		end.abort();
	}
}

function silent({ url }: Source, silence: number): DownloadError {
	const text = `Nothing has come from ${url.host} for ${Math.round(silence / 1000)} seconds.`;
	return new DownloadError("offline", text, { isPassing: true });
}

/** What the reply is of; rejects what the catalogue does not know. */
function noteOf({ file, url }: Source, reply: HubReply): PartNote {
	const known = file.sha256?.toLowerCase();
	const sha256 = reply.linkedSha256 ?? known ?? null;
	const bytes = known === undefined ? (reply.linkedSize ?? reply.total ?? file.bytes) : file.bytes;
	const sizes = [reply.linkedSize ?? bytes, reply.total ?? bytes];
	if (sizes.some((it) => it !== bytes) || Math.abs(bytes - file.bytes) > file.bytes * tolerance) {
		const other = sizes.find((it) => it !== file.bytes);
		const text = `${reply.host} has another file under the name ${file.file}: of ${other} bytes, not of ${file.bytes}. It was not downloaded.`;
		throw new DownloadError("checksum", text);
	}
	if (known !== undefined && sha256 !== known) {
		const text = `${reply.host} has another file under the name ${file.file}: with the SHA-256 ${sha256}, not ${known}. It was not downloaded.`;
		throw new DownloadError("checksum", text);
	}
	// Those who have the bytes for the hub need not agree on a tag.
	return { file, url: url.href, total: bytes, etag: reply.linkedSha256 ? null : reply.etag, sha256 };
}

/** The catalogue calculates sizes of files whose SHA-256 it does not know. */
const tolerance = 0.02;

/** What is there of another file, or cannot be gone on with, makes room. */
async function goOn(part: PartFile, note: PartNote, { offset, host }: HubReply): Promise<void> {
	const isSame = part.note !== undefined && isOfSame(part.note, note);
	if (part.size > 0 && (!isSame || offset === 0)) {
		await part.clear();
	}
	await part.describe(note);
	if (offset !== part.size) {
		const text = `The file on ${host} has changed: its download starts over.`;
		throw new DownloadError("failed", text, { isPassing: true, wait: 0 });
	}
}

function isOfSame(kept: PartNote, now: PartNote): boolean {
	if (kept.total !== now.total) {
		return false;
	}
	return kept.etag === null || now.etag === null || kept.url !== now.url
		? kept.sha256 !== null && kept.sha256 === now.sha256
		: kept.etag === now.etag;
}

async function take(part: PartFile, note: PartNote, reply: HubReply, onBytes: () => void): Promise<void> {
	for await (const bytes of received(reply)) {
		onBytes();
		const missing = note.total - part.size;
		if (bytes.length > missing && note.sha256 === null) {
			await part.clear();
			throw new DownloadError("checksum", `${reply.host} sent more than the ${note.total} bytes that it spoke of.`);
		}
		await part.append(bytes.subarray(0, missing));
		await refuseOther(part, bytes.length, reply.host);
		if (part.size === note.total) {
			return;
		}
	}
	if (part.size < note.total) {
		const text = `The connection to ${reply.host} ended too early.`;
		throw new DownloadError("failed", text, { isPassing: true });
	}
}

/** What the disk has against the bytes is not the network's. */
async function* received({ body, host }: HubReply): AsyncGenerator<Uint8Array, void> {
	try {
		yield* body;
	} catch (error) {
		throw networkError(error, host);
	}
}

const magic = "GGUF";

/** As soon as its first bytes are there, so that no gigabytes are fetched of what is no model. */
async function refuseOther(part: PartFile, added: number, host: string): Promise<void> {
	const isFirstTime = part.size >= magic.length && part.size - added < magic.length;
	if (isFirstTime && (await part.start(magic.length)).toString("latin1") !== magic) {
		await part.clear();
		throw new DownloadError("failed", `What ${host} sent is no GGUF file. It was not kept.`);
	}
}
