import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Place } from "../../../server/completion/place";
import { TypingRhythm } from "../../../server/completion/typingRhythm";

interface Key {
	readonly text: string;
	/** Milliseconds since the one before. */
	readonly after: number;
}

interface Asked {
	readonly text: string;
	/** Milliseconds after the key. */
	readonly after: number;
}

/** What was typed when the model was asked, if keys come like this. */
function asked(keys: readonly Key[], rhythm = new TypingRhythm(), start = 0): readonly Asked[] {
	const found: Asked[] = [];
	let at = start;
	let text = "";
	for (const [index, key] of keys.entries()) {
		at += key.after;
		text += key.text;
		rhythm.typed(at);
		const after = rhythm.delay({ place: placeAfter(text), isExplicit: false, isCached: false });
		if (after < (keys[index + 1]?.after ?? Number.POSITIVE_INFINITY)) found.push({ text, after });
	}
	return found;
}

function placeAfter(before: string): Place {
	return { uri: "file:///a.ts", languageId: "typescript", before, after: "" };
}

/** Each character a key, the first one after two seconds, the others evenly. */
function typing(text: string, interval: number): readonly Key[] {
	return Array.from(text, (character, index) => ({ text: character, after: index === 0 ? 2000 : interval }));
}

/** The same with these intervals, over and over. */
function uneven(text: string, intervals: readonly number[]): readonly Key[] {
	return typing(text, 0).map((key, index) =>
		index === 0 ? key : { ...key, after: intervals[index % intervals.length] ?? 0 },
	);
}

suite("a burst of keys", () => {
	for (const [name, keys] of [
		["in a word", typing("completion", 120)],
		["with spaces and brackets", typing("if (a.b) {", 120)],
		["fast", typing("const a = ", 70)],
		["uneven", uneven("const a = f(b", [95, 140, 110, 180, 85, 130, 160])],
		["slower", typing("const a = ", 220)],
	] as const) {
		test(`${name} asks at its end, and at most once before`, () => {
			const found = asked(keys);
			ok(found.length <= 2, JSON.stringify(found));
			equal(found.at(-1)?.text, keys.map((key) => key.text).join(""));
		});
	}

	test("asks once it is over, within the time of two more keys", () => {
		const [{ after = 0 } = {}] = asked(typing("completion", 120));
		ok(after > 120 && after <= 240, String(after));
	});

	test("is known again after a pause", () => {
		const rhythm = new TypingRhythm();
		asked(typing("completion", 90), rhythm);
		deepEqual(
			asked(typing("const abc", 90), rhythm, 10_000).map(({ text }) => text),
			["const abc"],
		);
	});

	test("of a slow typist who gets going asks at most twice", () => {
		const rhythm = new TypingRhythm();
		asked(typing("a = b + c", 600), rhythm);
		ok(asked(typing("completion", 120), rhythm, 10_000).length <= 2);
	});
});

suite("somebody who thinks at each key", () => {
	test("is answered soon after each", () => {
		const found = asked(typing("a = b + c", 600));
		equal(found.length, 9);
		for (const { after } of found) ok(after <= 250, String(after));
		for (const { after } of found.slice(2)) ok(after <= 50, String(after));
	});

	test("is answered soon after a burst too", () => {
		const rhythm = new TypingRhythm();
		asked(typing("completion", 120), rhythm);
		const found = asked(typing("a = b", 600), rhythm, 10_000);
		for (const { after } of found.slice(1)) ok(after <= 50, String(after));
	});
});

suite("the wait", () => {
	const delayAt = (text: string, rhythm = new TypingRhythm()) => {
		asked(typing("completion", 120), rhythm);
		return rhythm.delay({ place: placeAfter(text), isExplicit: false, isCached: false });
	};

	for (const text of ["a.", "a(", "a {", "a =", "a ", "a\n", "a\n\t", ""]) {
		test(`after ${JSON.stringify(text)} is shorter than in a word`, () => ok(delayAt(text) < delayAt("ab")));
	}

	test("is longer if answers take long", () => {
		const rhythm = new TypingRhythm();
		for (const latency of [900, 1100, 1000]) rhythm.answered(latency);
		ok(delayAt("ab", rhythm) >= delayAt("ab") + 100);
	});

	test("is not much longer for one slow answer", () => {
		const rhythm = new TypingRhythm();
		for (const latency of [100, 5000, 100]) rhythm.answered(latency);
		ok(delayAt("ab", rhythm) <= delayAt("ab") + 50);
	});

	test("is bounded, however slow the model is", () => {
		const rhythm = new TypingRhythm();
		for (let count = 0; count < 10; count++) rhythm.answered(60_000);
		asked(typing("completion", 340), rhythm);
		equal(rhythm.delay({ place: placeAfter("ab"), isExplicit: false, isCached: false }), 600);
	});

	test("is never nothing, so that keys pressed at once ask once", () => {
		const rhythm = new TypingRhythm();
		asked(typing("completion", 0), rhythm);
		equal(rhythm.delay({ place: placeAfter("ab"), isExplicit: false, isCached: false }), 30);
	});

	test("is nothing for what is asked for, or known", () => {
		const rhythm = new TypingRhythm();
		asked(typing("completion", 120), rhythm);
		equal(rhythm.delay({ place: placeAfter("ab"), isExplicit: true, isCached: false }), 0);
		equal(rhythm.delay({ place: placeAfter("ab"), isExplicit: false, isCached: true }), 0);
	});
});

suite("a model that answers quickly", () => {
	function delayAfter(latency: number): number {
		const rhythm = new TypingRhythm();
		for (let count = 0; count < 5; count++) rhythm.answered(latency);
		return asked(typing("completion", 120), rhythm).at(-1)?.after ?? Number.POSITIVE_INFINITY;
	}

	test("is asked sooner, about as long after a key as the next one takes", () => {
		ok(delayAfter(20) < 0.75 * delayAfter(400), `${delayAfter(20)} and ${delayAfter(400)} ms`);
		ok(delayAfter(20) >= 100, String(delayAfter(20)));
	});

	test("and one that answers slowly differ by degrees", () => {
		const delays = [20, 50, 150, 250, 400, 800].map(delayAfter);
		deepEqual(
			delays,
			[...delays].sort((a, b) => a - b),
		);
	});
});
