/**
 * The colours that a colour theme gives to code, as CSS custom properties for the sidebar. Pure: a theme's text in,
 * colours out; finding and reading the files is left to {@link file://./themeColors.ts}.
 */

export interface ColorTheme {
	/** Path of the theme that this one builds on, relative to its own file. */
	readonly include: string | null;
	readonly rules: readonly ColorRule[];
}

export interface ColorRule {
	readonly scope: string;
	readonly foreground: string;
}

/** Properties and the TextMate scopes that stand for them, the most telling first. */
const scopes: Readonly<Record<string, readonly string[]>> = {
	keyword: ["keyword.control", "keyword"],
	storage: ["storage.type", "storage", "keyword"],
	operator: ["keyword.operator"],
	string: ["string.quoted", "string"],
	regexp: ["string.regexp", "constant.regexp"],
	comment: ["comment.line", "comment"],
	number: ["constant.numeric", "constant"],
	constant: ["constant.language", "constant"],
	function: ["entity.name.function", "support.function"],
	type: ["entity.name.type", "entity.name.class", "support.class", "support.type"],
	variable: ["variable.other.readwrite", "variable"],
	property: ["variable.other.property", "support.type.property-name", "meta.object-literal.key", "variable"],
	tag: ["entity.name.tag"],
	attribute: ["entity.other.attribute-name"],
	meta: ["meta.preprocessor", "entity.name.function.decorator"],
};

/** A theme's own rules come last, as a later rule outranks an earlier one for the same scope. */
export function tokenColors(rules: readonly ColorRule[]): Readonly<Record<string, string>> {
	const colors: Record<string, string> = {};
	for (const [name, wanted] of Object.entries(scopes)) {
		const color = wanted.map((scope) => colorOf(scope, rules)).find((it) => it !== undefined);
		if (color !== undefined) {
			colors[`--rationale-token-${name}`] = color;
		}
	}
	return colors;
}

/** Reads a theme's JSON, which may hold comments and trailing commas; null for what is no theme. */
export function parseTheme(text: string): ColorTheme | null {
	let theme: unknown;
	try {
		theme = JSON.parse(stripComments(text));
	} catch {
		// A theme that cannot be read leaves the sidebar with the workbench's own colours.
		return null;
	}
	if (!isRecord(theme)) {
		return null;
	}
	const { include, tokenColors: rules } = theme;
	return {
		include: typeof include === "string" ? include : null,
		// A string here names a file in the old property list format.
		rules: Array.isArray(rules) ? rules.flatMap(parseRule) : [],
	};
}

/** The colour of the rule that names the longest part of the scope, as TextMate ranks them. */
function colorOf(scope: string, rules: readonly ColorRule[]): string | undefined {
	let best: ColorRule | undefined;
	for (const rule of rules) {
		const isMatch = scope === rule.scope || scope.startsWith(`${rule.scope}.`);
		if (isMatch && rule.scope.length >= (best?.scope.length ?? 0)) {
			best = rule;
		}
	}
	return best?.foreground;
}

function parseRule(rule: unknown): readonly ColorRule[] {
	if (!isRecord(rule) || !isRecord(rule["settings"])) {
		return [];
	}
	const { foreground } = rule["settings"];
	if (typeof foreground !== "string" || !/^#[0-9a-f]{3,8}$/i.test(foreground)) {
		return [];
	}
	const named = rule["scope"];
	const list: readonly unknown[] = Array.isArray(named) ? named : typeof named === "string" ? named.split(",") : [];
	// A scope with a space wants ancestors: it says less of the language at large than of one corner of it.
	return list.flatMap((scope) =>
		typeof scope === "string" && !scope.trim().includes(" ") ? [{ scope: scope.trim(), foreground }] : [],
	);
}

/** JSON without comments and trailing commas; what stands in strings is left alone. */
function stripComments(text: string): string {
	return text
		.replace(/^\uFEFF/, "")
		.replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string: string | undefined) => string ?? " ")
		.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? "");
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
