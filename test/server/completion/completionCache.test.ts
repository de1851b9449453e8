import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { CompletionCache } from "../../../server/completion/completionCache";
import type { Place } from "../../../server/completion/place";

/** The place at `│`. */
function placeAt(text: string, uri = "file:///a.ts"): Place {
	const [before = "", after = ""] = text.split("│");
	return { uri, languageId: "typescript", before, after };
}

/** A cache with completions, by places. */
function cacheOf(completions: Readonly<Record<string, readonly string[]>>): CompletionCache {
	const cache = new CompletionCache();
	for (const [text, texts] of Object.entries(completions)) {
		cache.add(
			placeAt(text),
			texts.map((it) => ({ id: it, text: it, isComplete: true })),
		);
	}
	return cache;
}

/** What is offered at `│`: the texts, before `~` and a number of characters that they replace. */
function found(cache: CompletionCache, text: string, uri?: string): readonly string[] | undefined {
	return cache.find(placeAt(text, uri))?.map((it) => (it.replaced > 0 ? `${it.text}~${it.replaced}` : it.text));
}

suite("a completion that is known", () => {
	const cache = cacheOf({ "let a = │;\nb();": ["f(x)", "f(y).g", "h"] });

	for (const [name, text, expected] of [
		["is found where it was made", "let a = │;\nb();", ["f(x)", "f(y).g", "h"]],
		["goes on as it is typed", "let a = f│;\nb();", ["(x)", "(y).g"]],
		["goes on after a word or more of it was accepted", "let a = f(y).│;\nb();", ["g"]],
		["goes on where the editor has closed a bracket", "let a = f(│);\nb();", ["x", "y).g~1"]],
		["is over when all of it was typed", "let a = h│;\nb();", undefined],
		["is none where something else is typed", "let a = k│;\nb();", undefined],
		["is none before it was asked for", "let a =│;\nb();", undefined],
		["is none where the text after the cursor has changed", "let a = │;\nc();", undefined],
		["is none where the text after the cursor has gone", "let a = │", undefined],
		["is none where the text before the cursor has changed", "let b = │;\nb();", undefined],
	] as const) {
		test(name, () => deepEqual(found(cache, text), expected));
	}

	test("is none in another document", () => equal(found(cache, "let a = │;\nb();", "file:///b.ts"), undefined));

	test("keeps its id while it is typed", () => {
		deepEqual(cache.find(placeAt("let a = f(y│;\nb();")), [
			{ id: "f(y).g", text: ").g", isComplete: true, replaced: 0 },
		]);
	});

	test("is found again when what was typed is deleted", () => {
		deepEqual(found(cache, "let a = f(y│);\nb();"), [").g~1"]);
		deepEqual(found(cache, "let a = │;\nb();"), ["f(x)", "f(y).g", "h"]);
	});

	test("is of use as far as it goes if it was cut short", () => {
		const cut = new CompletionCache();
		cut.add(placeAt("│"), [{ id: "1", text: "ab", isComplete: false }]);
		deepEqual(cut.find(placeAt("a│")), [{ id: "1", text: "b", isComplete: false, replaced: 0 }]);
	});

	test("gives way to what was made later at the same place", () => {
		const both = cacheOf({ "a│": ["b"] });
		both.add(placeAt("a│"), [{ id: "c", text: "c", isComplete: true }]);
		deepEqual(found(both, "a│"), ["c"]);
	});

	test("gives way to what was made later on its way", () => {
		deepEqual(found(cacheOf({ "a│": ["bcd"], "ab│": ["xy"] }), "ab│"), ["xy"]);
	});
});

suite("however much of it is typed, what is left completes it", () => {
	const closers = new Map(Object.entries({ "(": ")", "[": "]", "{": "}", "'": "'", "`": "`" }));

	/** As VS Code does it: what is opened is closed, before white space or a closing mark; what closes is typed over. */
	function type({ before, after, ...place }: Place, character: string): Place {
		const isInString = (before.match(/['`]/g)?.length ?? 0) % 2 === 1;
		if (after.startsWith(character) && (isInString ? /['`]/ : /[)\]}]/).test(character)) {
			return { ...place, before: before + character, after: after.slice(1) };
		}
		const closer = isInString || !/^[\s;)\]}]|^$/.test(after) ? "" : (closers.get(character) ?? "");
		return { ...place, before: before + character, after: closer + after };
	}

	for (const text of ["f(a, b)", "f(g(a), [b, { c: 1 }]);", "f('a', `b`).c", "{ return [a]; }", "a[b[c]] = (d)"]) {
		test(text, () => {
			const start = placeAt("x = │\ny;");
			const cache = cacheOf({ "x = │\ny;": [text] });
			let place = start;
			for (const character of text.slice(0, -1)) {
				place = type(place, character);
				const [rest] = cache.find(place) ?? [];
				const completed = rest && place.before + rest.text + place.after.slice(rest.replaced);
				equal(completed ?? place.before + place.after, start.before + text + start.after, place.before);
			}
		});
	}
});

suite("far from the cursor", () => {
	const lines = "const line = 1;\n".repeat(1000);
	const cache = cacheOf({ [`${lines}let a = │;\n${lines}`]: ["f(x)"] });

	test("a change above leaves a completion as it is", () => {
		deepEqual(found(cache, `import b;\n${lines}let a = f(│;\n${lines}`), ["x)"]);
		deepEqual(found(cache, `${lines.slice("const line = 1;\n".length)}let a = │;\n${lines}`), ["f(x)"]);
	});

	test("a change below what it has to fit to does so too", () => {
		deepEqual(found(cache, `${lines}let a = │;\n${lines}b`), ["f(x)"]);
	});

	test("a change near the cursor does not", () => {
		equal(found(cache, `${lines}b;\nlet a = │;\n${lines}`), undefined);
		equal(found(cache, `${lines}let a = │;\nb;\n${lines}`), undefined);
	});
});

suite("where there is nothing to offer", () => {
	test("that is known, for that very place", () => {
		const cache = cacheOf({ "a│": [] });
		deepEqual(found(cache, "a│"), []);
		equal(found(cache, "ab│"), undefined);
		equal(found(cache, "│"), undefined);
	});

	test("what was offered before and still fits is offered", () => {
		deepEqual(found(cacheOf({ "a│": ["bc"], "ab│": [] }), "ab│"), ["c"]);
	});
});

suite("how much is known", () => {
	test("is bounded: what was used last stays", () => {
		const cache = cacheOf({ "first│": ["a"], "second│": ["b"] });
		for (let index = 0; index < 199; index++) {
			found(cache, "first│");
			cache.add(placeAt(`${index}│`), [{ id: "c", text: "c", isComplete: true }]);
		}
		deepEqual(found(cache, "first│"), ["a"]);
		equal(found(cache, "second│"), undefined);
	});

	test("a document can be forgotten, or all", () => {
		const cache = cacheOf({ "a│": ["b"] });
		cache.add(placeAt("a│", "file:///b.ts"), [{ id: "c", text: "c", isComplete: true }]);
		cache.forget("file:///a.ts");
		equal(found(cache, "a│"), undefined);
		deepEqual(found(cache, "a│", "file:///b.ts"), ["c"]);
		cache.clear();
		equal(found(cache, "a│", "file:///b.ts"), undefined);
	});
});
