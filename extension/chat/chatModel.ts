// What VS Code's chat is told of the model that is set, before it is loaded.
import { hostOf } from "../../server/protocol/address";
import { hasModel, type Settings, usesServer } from "../../server/protocol/settings";
import { splitName } from "../model/splitName";

export interface ChatModel {
	readonly id: string;
	readonly name: string;
	readonly family: string;
	readonly version: string;
	/** Where it runs: whether code leaves the machine. */
	readonly detail: string;
	readonly tooltip: string;
	readonly maxInputTokens: number;
	readonly maxOutputTokens: number;
	readonly capabilities: { readonly imageInput: false; readonly toolCalling: false };
}

/** Undefined where none is set. */
export function chatModel(model: Settings["model"]): ChatModel | undefined {
	if (!hasModel(model)) return undefined;
	const name = usesServer(model) ? model.server.model : fileTitle(model.path);
	// A thought may take as long as the answer.
	const maxOutputTokens = Math.floor(model.contextSize / 2);
	return {
		id: name,
		name,
		family: familyOf(name),
		version: "1",
		...placeOf(model),
		maxInputTokens: model.contextSize - maxOutputTokens,
		maxOutputTokens,
		// No template of R1's distills has tools, and none of them sees.
		capabilities: { imageInput: false, toolCalling: false },
	};
}

function placeOf(model: Settings["model"]): { readonly detail: string; readonly tooltip: string } {
	if (!usesServer(model)) return { detail: "On this machine", tooltip: `Runs on this machine: ${model.path}` };
	const { url } = model.server;
	return { detail: hostOf(url), tooltip: `Runs on ${url}: what you write, and the code in it, is sent there.` };
}

/** Without folders, the number of a part, and the ending. */
function fileTitle(path: string): string {
	const whole = splitName(path)?.stem ?? path;
	return whole.slice(Math.max(whole.lastIndexOf("/"), whole.lastIndexOf("\\")) + 1).replace(/\.gguf$/i, "");
}

/** The name that all quantizations of a model have, such as `deepseek-r1-distill-qwen-7b`. */
function familyOf(name: string): string {
	return name.replace(/[-.](?:i?q\d[\w]*|bf16|f16|f32|mxfp4\w*)$/i, "").toLowerCase();
}
