// The names that a stretch of code uses, told from its characters alone: no language server lists them for every language.

export interface Identifier {
	readonly name: string;
	/** Of the first use, in the text. */
	readonly offset: number;
	readonly uses: number;
	readonly isCalled: boolean;
}

// Strings and comments are skipped, in the notations that most languages share; a template literal is left in, since code may stand in it.
const tokens =
	/\/\/.*|\/\*[\s\S]*?\*\/|^\s*#(?!\s*(?:include|define|if)).*|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[\p{L}_$][\p{L}\p{N}_$]*/gmu;

const keywords = new Set(
	(
		"abstract and as assert async await base bool boolean break byte case catch chan char class const constructor continue " +
		"debugger def default defer del delete do double elif else end enum except export extends extern false final finally float " +
		"fn for from func function global go goto if impl implements import in instanceof int interface internal is lambda let long " +
		"match mod module mut namespace new nil None nonlocal not null number object of operator or override package pass print private " +
		"protected protocol pub public raise readonly ref return sealed self Self short sizeof static str string struct super switch " +
		"symbol template then this This throw throws trait True False true try type typedef typeof undefined union unsafe unsigned use " +
		"using var virtual void volatile when where while with yield any never unknown"
	).split(" "),
);

/** Most relevant first: what is called before what is only named, then by how often it is used, then by where. */
export function rankIdentifiers(text: string): readonly Identifier[] {
	const found = new Map<string, Identifier>();
	for (const match of text.matchAll(tokens)) {
		const [name] = match;
		if (!/^[\p{L}_$]/u.test(name) || keywords.has(name)) {
			continue;
		}
		const isCalled = /^\s*\(/.test(text.slice(match.index + name.length, match.index + name.length + 8));
		const known = found.get(name);
		found.set(name, {
			name,
			offset: known?.offset ?? match.index,
			uses: (known?.uses ?? 0) + 1,
			isCalled: isCalled || (known?.isCalled ?? false),
		});
	}
	return [...found.values()].sort(
		(a, b) => Number(b.isCalled) - Number(a.isCalled) || b.uses - a.uses || a.offset - b.offset,
	);
}
