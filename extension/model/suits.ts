import type { ModelPurpose } from "../../server/protocol/catalogue";

/** Whether a model is of those for a purpose, told from a name as programs give them: what a file can do, only the server knows that reads it. */
export function suits(name: string, purpose: ModelPurpose): boolean {
	const plain = name.toLowerCase().replace(/[\s_/·]+/g, "-");
	return purpose === "reason" ? distill.test(plain) : infill.some((it) => it.test(plain));
}

/** As DeepSeek and Ollama call them. R1 itself is no distill: it has 671 billion parameters. */
const distill = /r1-distill|deepseek-r1-\d{4}-qwen|deepseek-r1(?:-[\w-]+)?:(?!671b)/;

/** The families of `server/completion/families.ts`. */
const infill: readonly RegExp[] = [
	/qwen-?(?:2\.5|3)-?coder/,
	/code-?llama(?!.*python)/,
	/code-?gemma(?!.*-it\b)(?!.*instruct)/,
	/star-?coder-?2(?!.*instruct)/,
	/deepseek-coder.*base/,
	/granite-(?:\d+b-)?code.*base/,
	/^(?!.*mamba).*codestral/,
];
