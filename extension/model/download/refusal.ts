// What an answer means that is not the file.
import { DownloadError } from "./downloadError";
import type { Source } from "./source";

interface Asked {
	readonly source: Source;
	readonly token: string | undefined;
}

export function refusalOf({ status, headers }: Response, { host, origin }: URL, asked: Asked): DownloadError {
	const { url, file } = asked.source;
	switch (status) {
		case 401:
		case 403:
			// The address that the hub gave is good for a while only, and the hub gives another.
			return origin === url.origin
				? new DownloadError("unauthorized", unauthorized(status, host, asked))
				: new DownloadError("unauthorized", `${host} does not hand out ${file.file} (${status}).`, { isPassing: true });
		case 404:
		case 410:
			return new DownloadError("notFound", `${host} has no ${file.file} in ${file.repository}.`);
		case 429:
			return tooMany(headers, host);
		case 200:
			return new DownloadError(
				"failed",
				`${host} sent a web page instead of the model: a proxy, or a page to sign in, may stand between.`,
			);
		default:
			return status >= 500 || status === 408
				? unavailable(status, headers, host)
				: new DownloadError("failed", `${host} answered ${status} when asked for ${file.file}.`);
	}
}

function unavailable(status: number, headers: Headers, host: string): DownloadError {
	const text = `${host} does not answer as it should just now (${status}).`;
	return new DownloadError("failed", text, { isPassing: true, ...waitOf(headers) });
}

function tooMany(headers: Headers, host: string): DownloadError {
	const { wait } = waitOf(headers);
	const when = wait === undefined ? "Try again later" : `Try again in ${Math.ceil(wait / 1000)} seconds`;
	const text = `${host} has had too many requests from here. ${when}; with a token it may allow more.`;
	return new DownloadError("tooManyRequests", text, { isPassing: true, ...waitOf(headers) });
}

function unauthorized(status: number, host: string, { source, token }: Asked): string {
	const { repository } = source.file;
	if (token === undefined) {
		return `${host} gives ${repository} to those alone who have a token. Set yours with Rationale: Set Hub Token.`;
	}
	return status === 401
		? `${host} does not accept the token. Set another with Rationale: Set Hub Token.`
		: `${host} does not give ${repository} to the owner of the token. Its page may ask to accept a licence first.`;
}

/** In milliseconds, of seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after. */
function waitOf(headers: Headers): { readonly wait?: number } {
	const text = headers.get("retry-after")?.trim() ?? "";
	if (/^\d{1,9}$/.test(text)) {
		return { wait: Number(text) * 1000 };
	}
	const date = Date.parse(text);
	return Number.isNaN(date) ? {} : { wait: Math.max(0, date - Date.now()) };
}
