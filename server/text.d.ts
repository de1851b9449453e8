// Files that esbuild takes in as text.
declare module "*.py" {
	const text: string;
	export = text;
}
declare module "*.jsonl" {
	const text: string;
	export = text;
}
