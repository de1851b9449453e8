/** The one wrapper around the handlers of requests: cancellation becomes an `AbortSignal`, errors are logged once. */
import { type CancellationToken, LSPErrorCodes, type RemoteConsole, ResponseError } from "vscode-languageserver";

/** An error whose message is a sentence for the user: it is answered as it is. */
export class RequestError extends Error {
	override readonly name = "RequestError";
}

export type Respond = <Result>(
	name: string,
	token: CancellationToken,
	respond: (signal: AbortSignal) => Result | Promise<Result>,
) => Promise<Result | ResponseError<void>>;

/** Makes the wrapper, which logs one line for each request. */
export function createRespond(console: RemoteConsole): Respond {
	return async (name, token, respond) => {
		const { signal, dispose } = signalOf(token);
		const start = performance.now();
		try {
			const result = await respond(signal);
			console.debug(`${name} took ${Math.round(performance.now() - start)} ms.`);
			return result;
		} catch (error) {
			return responseTo(error, name, console, signal);
		} finally {
			dispose();
		}
	};
}

/** A signal that is aborted when the token is cancelled. */
function signalOf(token: CancellationToken): { readonly signal: AbortSignal; dispose(): void } {
	const controller = new AbortController();
	if (token.isCancellationRequested) controller.abort();
	const subscription = token.onCancellationRequested(() => controller.abort());
	return { signal: controller.signal, dispose: () => subscription.dispose() };
}

function responseTo(error: unknown, name: string, console: RemoteConsole, signal: AbortSignal): ResponseError<void> {
	if (signal.aborted) return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
	if (error instanceof ResponseError) return error;
	if (error instanceof RequestError) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
	console.error(`${name} failed: ${errorText(error)}`);
	return new ResponseError(LSPErrorCodes.RequestFailed, error instanceof Error ? error.message : `${name} failed.`);
}

/** What the log is told of an error. */
export function errorText(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
