/** How the models that were found read in a picker. */
import type { FoundModel } from "./findModels";
import { sizeText } from "./sizeText";

/** What a model is picked for: runs, or completions while typing. */
export type Purpose = "reason" | "complete";

export type ModelEntry =
	| { readonly kind: "separator"; readonly label: string }
	| {
			readonly kind: "model";
			readonly label: string;
			readonly description: string;
			readonly detail: string;
			readonly path: string;
	  };

interface Shown {
	readonly purpose: Purpose;
	/** What links lead to, of the model that is set. */
	readonly current: string | undefined;
	readonly home: string;
}

const titles = { reason: "R1 distills", complete: "trained to fill in the middle" } as const;

/** Those that suit the purpose first; of each program together, and by name. */
export function modelEntries(models: readonly FoundModel[], shown: Shown): readonly ModelEntry[] {
	const groups = new Map<string, FoundModel[]>();
	const isSuited = ({ name }: FoundModel) => suits(name, shown.purpose);
	for (const model of [...models.filter(isSuited), ...models.filter((it) => !isSuited(it))]) {
		const title = `${model.program}: ${isSuited(model) ? titles[shown.purpose] : "other models"}`;
		groups.set(title, [...(groups.get(title) ?? []), model]);
	}
	return [...groups].flatMap(([label, group]): readonly ModelEntry[] => [
		{ kind: "separator", label },
		...group.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true })).map((it) => entryOf(it, shown)),
	]);
}

/** Told from a name as programs give them: what a file can do, only the server knows that reads it. */
function suits(name: string, purpose: Purpose): boolean {
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

function entryOf({ name, path, realPath, size }: FoundModel, { current, home }: Shown): ModelEntry {
	const description = realPath === current ? `${sizeText(size)} · current` : sizeText(size);
	return { kind: "model", label: name, description, detail: shortened(path, home), path };
}

function shortened(path: string, home: string): string {
	const rest = path.slice(home.length);
	return path.startsWith(home) && /^[\\/]/.test(rest) ? `~${rest}` : path;
}
