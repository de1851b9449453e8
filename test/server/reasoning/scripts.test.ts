import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { scriptOfToken, scriptsIn } from "../../../server/reasoning/scripts";

suite("scriptsIn", () => {
	for (const { text, expected } of [
		{ text: "", expected: [] },
		{ text: "const größe = 1; // naïve, Đặng, ½ × 2 → “ok” 👍", expected: [] },
		{ text: "，。「」！", expected: [] },
		{ text: "首先", expected: ["Han"] },
		{ text: "コードを直す", expected: ["Han", "Kana"] },
		{ text: "안녕", expected: ["Hangul"] },
		{ text: "Привет", expected: ["Cyrillic"] },
		{ text: "λ", expected: ["Greek"] },
		{ text: "مرحبا שלום", expected: ["Arabic", "Hebrew"] },
		{ text: "नमस्ते สวัสดี", expected: ["Devanagari", "Thai"] },
		{ text: "𠮷", expected: ["Han"] },
	]) {
		test(`of "${text}"`, () => deepEqual([...scriptsIn(text)], expected));
	}
});

suite("scriptOfToken", () => {
	const tokens: readonly (readonly [name: string, bytes: Uint8Array, expected: string | undefined])[] = [
		...(
			[
				["the", undefined],
				[" größe", undefined],
				["，", undefined],
				["👍", undefined],
				["函数", "Han"],
				[" 函", "Han"],
				["函数(", "Han"],
				["ます", "Kana"],
				[" мир", "Cyrillic"],
				["합", "Hangul"],
				["क्", "Devanagari"],
			] as const
		).map(([text, expected]) => [`"${text}"`, Buffer.from(text), expected] as const),
		...(
			[
				["the end of a character", [0xbd, 0xa0], undefined],
				["the first byte of most Chinese characters", [0xe5], "Han"],
				["the first two bytes of a Chinese character", [0xe5, 0x87], "Han"],
				["a space and the first byte of a Chinese character", [0x20, 0xe4], "Han"],
				["the end of one character and the beginning of the next", [0xa0, 0xe9], "Han"],
				["a byte that begins punctuation, Kana and rare Chinese characters", [0xe3], undefined],
				["two bytes that begin Chinese punctuation", [0xe3, 0x80], undefined],
				["two bytes that begin Kana", [0xe3, 0x81], "Kana"],
				["a byte that begins Hangul and rare scripts", [0xea], undefined],
				["a byte that begins Hangul", [0xec], "Hangul"],
				["a byte that begins emoji and rare Chinese characters", [0xf0], undefined],
				["two bytes that begin emoji", [0xf0, 0x9f], undefined],
				["two bytes that begin rare Chinese characters", [0xf0, 0xa0], "Han"],
				["a byte that begins fullwidth punctuation", [0xef], undefined],
				["a byte that begins Latin letters with accents", [0xc3], undefined],
				["a byte that begins Cyrillic", [0xd0], "Cyrillic"],
				["a byte that begins Greek", [0xce], "Greek"],
				["two bytes that begin Thai", [0xe0, 0xb8], "Thai"],
				["a byte that begins many Indian scripts", [0xe0], undefined],
				["a byte that begins arrows and dashes", [0xe2], undefined],
				["nothing", [], undefined],
			] as const
		).map(([name, bytes, expected]) => [name, Uint8Array.from(bytes), expected] as const),
	];
	for (const [name, bytes, expected] of tokens) {
		test(`of ${name}`, () => equal(scriptOfToken(bytes), expected));
	}
});
