import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { LanguageWatch } from "../../../server/reasoning/languageWatch";
import { readHonestTexts } from "../../support/honestTexts";
import { tokensOf } from "../../support/tokens";

const english = "Fix the bug in this code.\n\nfunction add(a, b) { return a - b; }";

/** What is noticed in a thought, each as the script and the text until then. */
function watch(thought: string, known = english): { script: string; read: string }[] {
	const language = new LanguageWatch(known);
	let read = "";
	return tokensOf(thought).flatMap(({ text }) => {
		read += text;
		const script = language.push(text);
		return script ? [{ script, read }] : [];
	});
}

/** The biases after a thought. */
function heldAfter(thought: string, known = english): Record<string, number> {
	const language = new LanguageWatch(known);
	for (const { text } of tokensOf(thought)) language.push(text);
	return Object.fromEntries(language.held);
}

suite("LanguageWatch", () => {
	for (const { name, thought, script, read } of [
		{ name: "Chinese", thought: "Okay. 首先，我需要看这个函数。", script: "Han", read: "Okay. 首先，我需要看" },
		{ name: "Chinese within an English sentence", thought: "So the 循环条件 is wrong.", script: "Han" },
		{ name: "Japanese", thought: "まずこの関数を見る必要がある。", script: "Kana" },
		{ name: "Korean", thought: "Okay. 먼저 이 함수를 봐야 합니다.", script: "Hangul" },
		{ name: "Russian", thought: "So. Сначала мне нужно посмотреть.", script: "Cyrillic" },
		{ name: "Greek", thought: "So. Πρώτα πρέπει να δω τη συνάρτηση.", script: "Greek" },
		{ name: "Arabic", thought: "So. أولا يجب أن أنظر إلى هذه الدالة.", script: "Arabic" },
		{ name: "Hebrew", thought: "So. קודם אני צריך להסתכל על הפונקציה.", script: "Hebrew" },
		{ name: "Hindi", thought: "So. पहले मुझे इस फ़ंक्शन को देखना होगा।", script: "Devanagari" },
		{ name: "Thai", thought: "So. ก่อนอื่นฉันต้องดูฟังก์ชันนี้", script: "Thai" },
		{ name: "Chinese after code", thought: "`a`\n```js\nb\n```\n所以我应该修改它。", script: "Han" },
		{ name: "Chinese around code", thought: "把 `a` 加到 `b` 里，这样就对了。", script: "Han" },
	]) {
		test(`notices ${name}`, () => {
			const [first, ...others] = watch(thought);
			equal(first?.script, script);
			ok(others.every((it) => it.script !== script));
			if (read) equal(first?.read, read);
		});
	}

	for (const { name, thought, known } of [
		{ name: "plain English", thought: "Okay, so I need to find the bug." },
		{ name: "other languages in Latin letters", thought: "Zuerst prüfe ich das. D'abord, je vérifie ça. Đầu tiên." },
		{ name: "mathematics", thought: "Let λ = π/2, Δ = μ − σ, and Σ of αβ is Ω. So ∀x ∈ ℝ: θ + φ ≤ 2π." },
		{ name: "emoji and marks", thought: "✅ Done → 👍🏽 “quoted” … ① 50 % ≤ 60 %" },
		{ name: "a name", thought: "This is the algorithm of 王小明 and Колмогоров." },
		{ name: "a word in quotes", thought: 'The label says "数据库连接失败" and «не найдено ничего», which is fine.' },
		{ name: "a word in brackets", thought: "It is the discriminant (判别式公式) of the polynomial." },
		{ name: "a code span", thought: "The text `首先我需要看这个函数` is printed." },
		{
			name: "a block of code",
			thought: "So:\n\n```py\nprint('首先，我需要看这个函数。')\n# 所以我应该修改它。\n```\n",
		},
		{ name: "Chinese for who writes it", thought: "首先，我需要看这个函数。", known: "修复这段代码" },
		{ name: "Chinese where the code has it", thought: "首先，我需要看这个函数。", known: `${english} // 加` },
		{ name: "Japanese for who writes either of its scripts", thought: "まず関数を見る必要がある。", known: "修正" },
		{ name: "Chinese characters for who writes Kana", thought: "関数修正必要。", known: "なおして" },
		{ name: "Russian for who writes it", thought: "Сначала мне нужно посмотреть.", known: "Исправь" },
		...readHonestTexts()
			.filter(({ name }) => !name.includes("Chinese"))
			.map(({ name, text }) => ({ name, thought: text, known: english })),
	]) {
		test(`lets pass ${name}`, () => deepEqual(watch(thought, known), []));
	}

	test("holds Russian back for who writes Chinese", () => {
		deepEqual(heldAfter("Сначала мне нужно посмотреть.", "修复"), { Cyrillic: -4 });
	});

	test("says so once for each sentence, not for each token", () => {
		const sentences = ["首先，我需要看这个函数。", "The loop is right. ", "这个循环是对的。", "所以我应该修改它。"];
		deepEqual(
			watch(sentences.join("")).map((it) => it.script),
			["Han", "Han", "Han"],
		);
	});

	test("holds back nothing at first, then more each time, up to a limit", () => {
		const sentence = "所以我应该修改它。";
		deepEqual(
			[0, 1, 2, 3, 4, 5].map((count) => heldAfter(sentence.repeat(count))["Han"]),
			[undefined, -4, -8, -12, -16, -16],
		);
	});

	test("holds back each script by itself", () => {
		deepEqual(heldAfter("所以我应该修改它。所以我应该修改它。 Сначала мне нужно посмотреть."), {
			Han: -8,
			Cyrillic: -4,
		});
	});

	test("knows when it is in code", () => {
		const language = new LanguageWatch(english);
		const states = ["So ", "`", "a", "`", " is\n", "```", "js\n", "b\n", "```", "\n"].map((text) => {
			language.push(text);
			return language.isInCode;
		});
		deepEqual(states, [false, true, true, false, false, true, true, true, true, false]);
	});

	test("goes back to what was written before, and goes on holding back", () => {
		const language = new LanguageWatch(english);
		for (const text of ["So\n", "```js\n", "a\n```\n", "所以我应该", "修改它。"]) language.push(text);
		language.rewind(2);
		equal(language.isInCode, true);
		deepEqual([...language.held], [["Han", -4]]);
		language.push("b\n```\n");
		equal(language.push("所以我应该修改它。"), "Han");
		deepEqual([...language.held], [["Han", -8]]);
	});
});
