import type { ServedApi } from "./options";

/** An error as each program words it. */
export interface ApiError {
	readonly status: number;
	readonly body: unknown;
}

export function errorOf(api: ServedApi, status: number, message: string): ApiError {
	return { status, body: bodies[api](status, message) };
}

const bodies: Record<ServedApi, (status: number, message: string) => unknown> = {
	vllm: (code, message) => ({
		error: { message, type: pythonTypes[code] ?? "InternalServerError", param: null, code },
	}),
	sglang: (code, message) => ({ object: "error", message, type: pythonTypes[code] ?? "InternalServerError", code }),
	"llama-server": (code, message) => ({ error: { message, type: llamaTypes[code] ?? "server_error", code } }),
	ollama: (code, message) => ({ error: { message, type: ollamaTypes[code] ?? "api_error", param: null, code: null } }),
	lmstudio: (_, message) => ({ error: message }),
	deepseek: (_, message) => ({
		error: { message, type: "invalid_request_error", param: null, code: "invalid_request_error" },
	}),
	openai: (code, message) => ({ error: { message, type: "invalid_request_error", param: null, code: String(code) } }),
};

const pythonTypes: Readonly<Record<number, string>> = { 400: "BadRequestError", 404: "NotFoundError" };

const ollamaTypes: Readonly<Record<number, string>> = { 400: "invalid_request_error", 404: "not_found_error" };

const llamaTypes: Readonly<Record<number, string>> = {
	400: "invalid_request_error",
	401: "authentication_error",
	403: "permission_error",
	404: "not_found_error",
	503: "unavailable_error",
};
