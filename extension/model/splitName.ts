export interface SplitName {
	/** The path without the number of the part. */
	readonly stem: string;
	readonly part: number;
	readonly count: number;
}

/** Of a part of a split GGUF, as `llama_split_path` in https://github.com/ggml-org/llama.cpp, src/llama.cpp, writes it. */
export function splitName(path: string): SplitName | undefined {
	const [, stem, part, count] = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/is.exec(path) ?? [];
	return stem === undefined ? undefined : { stem, part: Number(part), count: Number(count) };
}

/** The paths of all parts. */
export function partsOf({ stem, count }: SplitName): readonly string[] {
	const digits = (number: number) => String(number).padStart(5, "0");
	return Array.from({ length: count }, (_, index) => `${stem}-${digits(index + 1)}-of-${digits(count)}.gguf`);
}
