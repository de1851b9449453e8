/** The writing systems that are told apart. Latin is none of them: code is written in it. */
export type Script = "Han" | "Kana" | "Hangul" | "Cyrillic" | "Greek" | "Arabic" | "Hebrew" | "Devanagari" | "Thai";

const letters: readonly (readonly [Script, RegExp])[] = [
	["Han", /\p{Script=Han}/u],
	["Kana", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
	["Hangul", /\p{Script=Hangul}/u],
	["Cyrillic", /\p{Script=Cyrillic}/u],
	["Greek", /\p{Script=Greek}/u],
	["Arabic", /\p{Script=Arabic}/u],
	["Hebrew", /\p{Script=Hebrew}/u],
	["Devanagari", /\p{Script=Devanagari}/u],
	["Thai", /\p{Script=Thai}/u],
];

/** The first code point of any of them. */
const firstLetter = 0x370;

/** The scripts that a text has letters of. */
export function scriptsIn(text: string): Set<Script> {
	return new Set(letters.filter(([, pattern]) => pattern.test(text)).map(([script]) => script));
}

/** The script of one character; none for Latin, digits, punctuation and symbols. */
export function scriptOf(character: string): Script | undefined {
	if ((character.codePointAt(0) ?? 0) < firstLetter) return undefined;
	return letters.find(([, pattern]) => pattern.test(character))?.[0];
}

/**
 * The script of a vocabulary's token, given its bytes. Byte-level BPE also has tokens of only the first bytes of a
 * character: they count if no other script's letters begin with them.
 */
export function scriptOfToken(bytes: Uint8Array): Script | undefined {
	if (bytes.every((byte) => byte < 0xc0)) return undefined;
	for (const character of new TextDecoder().decode(bytes)) {
		const script = scriptOf(character);
		if (script) return script;
	}
	return scriptOfBeginning(unfinished(bytes));
}

/** The bytes of a character that does not end with the token. */
function unfinished(bytes: Uint8Array): readonly number[] {
	const start = bytes.findLastIndex((byte) => byte >= 0xc0);
	const lead = bytes[start] ?? 0;
	const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	const tail = [...bytes.slice(start)];
	return tail.length < length ? tail : [];
}

interface Beginning {
	readonly script: Script;
	/** First and last of the first bytes. */
	readonly lead: readonly [number, number];
	/** The same of the second bytes, where the first alone could begin another script's letters. */
	readonly second?: readonly [number, number];
}

/** How the letters of a script begin in UTF-8. */
const beginnings: readonly Beginning[] = [
	{ script: "Greek", lead: [0xce, 0xcf] },
	{ script: "Cyrillic", lead: [0xd0, 0xd3] },
	{ script: "Hebrew", lead: [0xd7, 0xd7] },
	{ script: "Arabic", lead: [0xd8, 0xdb] },
	{ script: "Devanagari", lead: [0xe0, 0xe0], second: [0xa4, 0xa5] },
	{ script: "Thai", lead: [0xe0, 0xe0], second: [0xb8, 0xb9] },
	// E3 80 begins the punctuation of Chinese and Japanese, E3 84 to 8F letters and signs of several scripts.
	{ script: "Kana", lead: [0xe3, 0xe3], second: [0x81, 0x83] },
	{ script: "Han", lead: [0xe3, 0xe3], second: [0x90, 0xbf] },
	{ script: "Han", lead: [0xe4, 0xe9] },
	{ script: "Han", lead: [0xef, 0xef], second: [0xa4, 0xab] },
	{ script: "Han", lead: [0xf0, 0xf0], second: [0xa0, 0xb3] },
	{ script: "Hangul", lead: [0xea, 0xea], second: [0xb0, 0xbf] },
	{ script: "Hangul", lead: [0xeb, 0xed] },
];

function scriptOfBeginning([lead = 0, second]: readonly number[]): Script | undefined {
	return beginnings.find((it) => isWithin(lead, it.lead) && (!it.second || isWithin(second ?? 0, it.second)))?.script;
}

function isWithin(byte: number, [first, last]: readonly [number, number]): boolean {
	return byte >= first && byte <= last;
}
