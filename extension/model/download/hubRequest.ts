// One request for a file, from an offset on, through the hub's redirects to whoever has its bytes.
import { DownloadError, networkError } from "./downloadError";
import { refusalOf } from "./refusal";
import { isPrivate, type Source } from "./source";

export interface HubRequest {
	readonly source: Source;
	readonly token: string | undefined;
	/** Bytes that are here already. */
	readonly offset: number;
	/** Of the file that they are from: where it is another one now, it is sent from the beginning. */
	readonly etag: string | null;
}

export interface HubReply {
	/** Where the body begins. */
	readonly offset: number;
	/** Bytes of the whole file, as who sends it says. */
	readonly total: number | undefined;
	/** Bytes of the whole file, as the hub says. */
	readonly linkedSize: number | undefined;
	/** Of the file as the hub knows it, in hexadecimal digits. */
	readonly linkedSha256: string | undefined;
	readonly etag: string | null;
	readonly host: string;
	readonly body: AsyncIterable<Uint8Array>;
}

/** Hugging Face takes two, and one more for a repository that has another name now. */
const redirectLimit = 6;

/** Rejects with a `DownloadError`, or the signal's reason. */
export async function requestFile(request: HubRequest, signal: AbortSignal): Promise<HubReply> {
	let url = request.source.url;
	const linked = new LinkedFile();
	for (let hop = 0; hop < redirectLimit; hop++) {
		const response = await send(url, request, signal);
		linked.read(response.headers);
		if (!isRedirect(response.status)) {
			// What is there is no beginning of the file any more, or the server cannot count.
			return isOtherPart(response, request.offset)
				? requestFile({ ...request, offset: 0, etag: null }, signal)
				: replyOf(response, url, linked, request);
		}
		await response.body?.cancel();
		url = nextUrl(response, url);
	}
	throw new DownloadError("failed", `${request.source.url.host} redirects without end.`);
}

/** What the hub says of a large file: https://huggingface.co/docs/huggingface_hub/package_reference/file_download. */
class LinkedFile {
	size: number | undefined;
	sha256: string | undefined;

	/** Of the first that says it: the hub, not who has the bytes. */
	read(headers: Headers): void {
		this.size ??= integer(headers.get("x-linked-size"));
		// What is no large file has a shorter one, of Git.
		this.sha256 ??= /^(?:W\/)?"?([0-9a-f]{64})"?$/i.exec(headers.get("x-linked-etag") ?? "")?.[1]?.toLowerCase();
	}
}

/**
 * By the global `fetch`: in the extension host VS Code puts its own in place of it, which takes VS Code's proxy and
 * certificates (`patchGlobalFetch` in https://github.com/microsoft/vscode, src/vs/workbench/api/node/proxyResolver.ts; not
 * Electron's for redirects that are not followed). They are followed here, so that the token goes to the hub alone.
 */
async function send(url: URL, { source, token, offset, etag }: HubRequest, signal: AbortSignal): Promise<Response> {
	// What is packed on the way has another length.
	const headers = new Headers({ "Accept-Encoding": "identity" });
	if (offset > 0) {
		headers.set("Range", `bytes=${offset}-`);
		if (etag?.startsWith('"')) headers.set("If-Range", etag);
	}
	if (token !== undefined && url.origin === source.url.origin && isPrivate(url)) {
		headers.set("Authorization", `Bearer ${token}`);
	}
	try {
		return await fetch(url, { headers, redirect: "manual", signal });
	} catch (error) {
		signal.throwIfAborted();
		throw networkError(error, url.host);
	}
}

function isRedirect(status: number): boolean {
	return [301, 302, 303, 307, 308].includes(status);
}

function nextUrl(response: Response, from: URL): URL {
	const location = response.headers.get("location") ?? "";
	const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
	const isAllowed = to && (to.protocol === "https:" || (to.protocol === "http:" && from.protocol === "http:"));
	if (!isAllowed || to.username || to.password) {
		throw new DownloadError(
			"failed",
			`${from.host} redirects to an address that is not safe: ${location.slice(0, 200)}`,
		);
	}
	return to;
}

function isOtherPart({ status, headers }: Response, offset: number): boolean {
	return offset > 0 && (status === 416 || (status === 206 && rangeOf(headers)?.start !== offset));
}

function rangeOf(headers: Headers): { readonly start: number; readonly total: number | undefined } | undefined {
	const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
	return start === undefined ? undefined : { start: Number(start), total: integer(total) };
}

async function replyOf(response: Response, url: URL, linked: LinkedFile, request: HubRequest): Promise<HubReply> {
	const { headers, status, body } = response;
	const isPage = /^text\/html/i.test(headers.get("content-type") ?? "");
	const isPart = status === 206 && request.offset > 0;
	if ((status !== 200 && !isPart) || isPage || !body) {
		await body?.cancel();
		throw refusalOf(response, url, request);
	}
	return {
		offset: isPart ? request.offset : 0,
		total: isPart ? rangeOf(headers)?.total : integer(headers.get("content-length")),
		linkedSize: linked.size,
		linkedSha256: linked.sha256,
		etag: headers.get("etag"),
		host: url.host,
		body,
	};
}

function integer(text: string | null | undefined): number | undefined {
	return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
