import type { DownloadFailure } from "../downloadState";

interface Details {
	readonly cause?: unknown;
	/** Whether another attempt may succeed. */
	readonly isPassing?: boolean;
	/** Milliseconds before that one, as the server asked. */
	readonly wait?: number;
}

/** Why a download, or one attempt at it, did not come to its end; the message says what to do. */
export class DownloadError extends Error {
	override readonly name = "DownloadError";
	readonly isPassing: boolean;
	readonly wait: number | undefined;

	constructor(
		readonly reason: DownloadFailure,
		message: string,
		{ cause, isPassing = false, wait }: Details = {},
	) {
		super(message, { cause });
		this.isPassing = isPassing;
		this.wait = wait;
	}
}

/** What `fetch` threw, in the words of who waits for the file. */
export function networkError(error: unknown, host: string): DownloadError {
	if (error instanceof DownloadError) {
		return error;
	}
	const { code, message } = causeOf(error);
	const proxy = /proxy response \((\d+)\)/i.exec(message)?.[1];
	if (proxy) {
		return new DownloadError("refused", `The proxy on the way to ${host} answered ${proxy}. Check VS Code's proxy.`, {
			cause: error,
		});
	}
	if (notFoundCodes.has(code)) {
		const text = `${host} cannot be found. Check the connection to the network, and VS Code's proxy.`;
		return new DownloadError("offline", text, { cause: error, isPassing: true });
	}
	if (unreachableCodes.has(code)) {
		const text = `${host} cannot be reached. Check the connection to the network, and VS Code's proxy.`;
		return new DownloadError("offline", text, { cause: error, isPassing: true });
	}
	if (code === "ECONNREFUSED") {
		const text = `${host}, or the proxy on the way there, refuses the connection.`;
		return new DownloadError("refused", text, { cause: error, isPassing: true });
	}
	if (certificateCode.test(code)) {
		const text = `The certificate of ${host} is not trusted (${code}). VS Code trusts what the system does, unless http.systemCertificates is off.`;
		return new DownloadError("failed", text, { cause: error });
	}
	const text = `The connection to ${host} broke off (${code || message}).`;
	return new DownloadError("failed", text, { cause: error, isPassing: true });
}

/** What the file system threw. */
export function diskError(error: unknown, folder: string): unknown {
	const { code, message } = causeOf(error);
	if (code === "ENOSPC" || code === "EDQUOT") {
		return new DownloadError("diskFull", `The disk is full: ${folder} cannot hold the rest.`, { cause: error });
	}
	return diskCodes.has(code)
		? new DownloadError("failed", `${folder} cannot be written to: ${message}.`, { cause: error })
		: error;
}

const notFoundCodes: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN", "ENODATA"]);
const unreachableCodes: ReadonlySet<string> = new Set([
	"ENETUNREACH",
	"ENETDOWN",
	"EHOSTUNREACH",
	"EHOSTDOWN",
	"ETIMEDOUT",
	"UND_ERR_CONNECT_TIMEOUT",
]);
const diskCodes: ReadonlySet<string> = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EISDIR", "EIO"]);

/** Of https://nodejs.org/api/tls.html#x509-certificate-error-codes, and Node's own. */
const certificateCode = /CERT|CRL_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|^ERR_TLS/;

/** `fetch` says "fetch failed", and why in the cause. */
function causeOf(error: unknown): { readonly code: string; readonly message: string } {
	if (!(error instanceof Error)) {
		return { code: "", message: String(error) };
	}
	const code: unknown = "code" in error ? error.code : undefined;
	return typeof code === "string" || error.cause === undefined
		? { code: typeof code === "string" ? code : "", message: error.message }
		: causeOf(error.cause);
}
