import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { type CountTokens, type Frame, type FrameBudget, typedSince } from "../../../server/completion/frame";
import { makeFrame } from "../../../server/completion/makeFrame";
import type { Place } from "../../../server/completion/place";
import { between, randomNumbers } from "../../support/random";
import { tokensOf } from "../../support/tokens";
import { countTokens, frameAt, placeAt, placeIn, roomy } from "./places";

/** Lines of nine tokens each, between 10 and 100. */
const numbered = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, at) => `const n${from + at} = ${from + at};\n`).join("");

const tight: FrameBudget = { before: 90, after: 40, related: 0 };

const size = (text: string) => tokensOf(text).length;

/** A source file of so many lines, the same for each seed: blocks, blank lines, long lines and equal ones. */
function sourceFile(seed: number, lines: number): string {
	const random = randomNumbers(seed);
	const words = ["price", "total", "count", "item", "cart", "rate", "user", "list"];
	const word = () => words[between(random, 0, words.length - 1)] ?? "";
	const written: string[] = [];
	while (written.length < lines) {
		written.push("", `export function ${word()}${written.length}(${word()}: number) {`);
		for (let count = between(random, 1, 9); count > 0; count--) {
			const call = `${word()}(${Array.from({ length: between(random, 0, 6) }, word).join(", ")})`;
			written.push(random() < 0.2 ? "\t}" : `\tconst ${word()} = ${call};`);
		}
		written.push("}");
	}
	return written.slice(0, lines).join("\n");
}

suite("a frame", () => {
	test("has the document before the cursor's line and after the cursor, where that fits", async () => {
		deepEqual(await frameAt(placeIn("a\nb\nlet x│ = 1;\nc\n")), {
			uri: "file:///home/me/shop/src/cart.ts",
			path: "src/cart.ts",
			languageId: "typescript",
			before: "a\nb\n",
			after: " = 1;\nc\n",
			related: [],
		});
	});

	for (const [name, marked, before, after] of [
		["an empty document", "│", "", ""],
		["the first line", "let│\na", "", "\na"],
		["the last line", "a\nlet│", "a\n", ""],
		["the empty last line", "a\n│", "a\n", ""],
		["a line of its own", "a\n│\nb", "a\n", "\nb"],
	] as const) {
		test(`in ${name} is what there is`, async () => {
			const frame = await frameAt(placeIn(marked));
			deepEqual([frame.before, frame.after], [before, after]);
		});
	}

	test("leaves out the brackets and quotes that end the cursor's line, as the user may type over them", async () => {
		equal((await frameAt(placeIn('a\nf(["│"])\nb'))).after, "\nb");
		equal((await frameAt(placeIn("a\nf(│) {\nb"))).after, ") {\nb");
	});

	test("has whole lines: three quarters of the budget before, as much as fits after", async () => {
		const frame = await frameAt(placeIn(`${numbered(10, 50)}│\n${numbered(50, 100)}`), tight);
		equal(frame.before, numbered(43, 50));
		equal(frame.after, `\n${numbered(50, 54)}`.trimEnd());
	});

	test("has at least one line, if one fits", async () => {
		const frame = await frameAt(placeIn("const a = 1;\nconst bb = 22 + 33;\n│"), { before: 13, after: 0, related: 0 });
		equal(frame.before, "const bb = 22 + 33;\n");
	});

	test("without a budget is empty", async () => {
		const frame = await frameAt(placeIn("a\n│\nb"), { before: 0, after: 0, related: 0 });
		deepEqual([frame.before, frame.after], ["", ""]);
	});

	test("of a line that is longer than the budget has the part at the cursor", async () => {
		const long = Array.from({ length: 5000 }, (_, at) => `value${at}, `).join("");
		const frame = await frameAt(placeIn(`${long}│${long}`), { before: 100, after: 50, related: 0 });
		ok(frame.before.length > 150 && size(frame.before) <= 100);
		ok(frame.after.length > 75 && size(frame.after) <= 50);
		ok(long.startsWith(frame.after));
		const typed = typedSince(frame, placeIn(`${long}│${long}`));
		ok(typed !== undefined && typed.length < 300 && long.endsWith(frame.before + typed));
		equal(typedSince(frame, placeIn(`${long}more│${long}`)), `${typed}more`);
	});

	test("after a line that is longer than the budget has the end of that", async () => {
		const frame = await frameAt(placeIn(`${"value, ".repeat(500)}\n│`), { before: 50, after: 50, related: 0 });
		ok(frame.before.endsWith("value, value, \n") && size(frame.before) <= 50 && size(frame.before) > 25);
	});

	test("never parts a character", async () => {
		const frame = await frameAt(placeIn(`${"😀".repeat(3000)}│${"😀".repeat(3000)}`), {
			...roomy,
			before: 99,
			after: 49,
		});
		for (const text of [frame.before, frame.after]) {
			ok(text.length > 20);
			ok(!/\p{Surrogate}/u.test(text));
		}
	});

	test("keeps the start of the previous one while that fits", async () => {
		const first = await frameAt(placeIn(`${numbered(10, 50)}│`), tight);
		const next = await frameAt(placeIn(`${numbered(10, 53)}│`), tight, first);
		equal(next.before, numbered(43, 53));
		const moved = await frameAt(placeIn(`${numbered(10, 54)}│`), tight, next);
		equal(moved.before, numbered(47, 54));
	});

	test("keeps it after a change above the window", async () => {
		const first = await frameAt(placeIn(`${numbered(10, 50)}│`), tight);
		const frame = await frameAt(placeIn(`// new\n${numbered(10, 52)}│`), tight, first);
		equal(frame.before, numbered(43, 52));
	});

	test("keeps it after a change within the window", async () => {
		const first = await frameAt(placeIn(`${numbered(10, 50)}│`), tight);
		const frame = await frameAt(placeIn(`${numbered(10, 48)}f();\n${numbered(49, 52)}│`), tight, first);
		equal(frame.before, `${numbered(43, 48)}f();\n${numbered(49, 52)}`);
	});

	test("keeps it when the cursor goes up, unless far", async () => {
		const first = await frameAt(placeIn(`${numbered(10, 50)}│`), tight);
		const up = await frameAt(placeIn(`${numbered(10, 49)}│${numbered(49, 60)}`), tight, first);
		equal(up.before, numbered(43, 49));
		const farUp = await frameAt(placeIn(`${numbered(10, 48)}│${numbered(48, 60)}`), tight, first);
		equal(farUp.before, numbered(41, 48));
	});

	test("keeps the document's start while that fits", async () => {
		const first = await frameAt(placeIn(`${numbered(10, 12)}│`), tight);
		const next = await frameAt(placeIn(`${numbered(10, 20)}│`), tight, first);
		equal(next.before, numbered(10, 20));
	});

	test("keeps nothing of another document's frame", async () => {
		const other: Frame = { ...(await frameAt(placeIn(`${numbered(10, 48)}│`), tight)), uri: "file:///b.ts" };
		const frame = await frameAt(placeIn(`${numbered(10, 50)}│`), tight, other);
		equal(frame.before, numbered(43, 50));
	});

	test("has the text after the cursor as the previous one had it", async () => {
		const first = await frameAt(placeIn(`${numbered(10, 50)}│\n${numbered(50, 100)}`), tight);
		const next = await frameAt(placeIn(`${numbered(10, 50)}f();\ng│\n${numbered(50, 100)}`), tight, first);
		equal(next.after, first.after);
	});
});

suite("how much of a document is looked at", () => {
	/** The characters whose tokens are counted, and how often something is counted, for a frame in the middle of a text. */
	async function counted(text: string, budget: FrameBudget): Promise<{ characters: number; calls: number }> {
		let characters = 0;
		let calls = 0;
		const count: CountTokens = (texts) => {
			characters += texts.reduce((sum, it) => sum + it.length, 0);
			calls++;
			return countTokens(texts);
		};
		const place = placeAt(text, Math.floor(text.length / 2));
		await makeFrame(place, { path: "a.ts", related: [], budget, previous: undefined, countTokens: count });
		return { characters, calls };
	}

	for (const [name, text] of [
		["100,000 lines", numbered(0, 100_000)],
		["100,000 empty lines", "\n".repeat(100_000)],
		["deeply indented lines", `${" ".repeat(300)}x\n`.repeat(10_000)],
	] as const) {
		test(`of ${name} is what the budget could hold`, async () => {
			const { characters, calls } = await counted(text, { before: 1000, after: 500, related: 0 });
			ok(characters <= 1500 * 6, `${characters} characters`);
			equal(calls, 1);
		});
	}

	test("of a line of a million characters is a few times that", async () => {
		const { characters, calls } = await counted("a,".repeat(500_000), { before: 1000, after: 500, related: 0 });
		ok(characters <= 1500 * 6 * 3, `${characters} characters`);
		ok(calls <= 9, `${calls} calls`);
	});
});

suite("frames while a file is typed", () => {
	const budget = { before: 600, after: 200, related: 0 };

	function check(frame: Frame, { before, after }: Place): void {
		const typed = typedSince(frame, { uri: frame.uri, languageId: "", before, after });
		ok(typed !== undefined, "a new frame fits the place it is made for");
		ok(before.endsWith(frame.before + typed));
		const skipped = /^[)\]}]+(?=\n|$)/.exec(after)?.[0].length ?? 0;
		ok(after.slice(skipped).startsWith(frame.after));
		ok(frame.before === "" || frame.before.endsWith("\n"), "ends at a line's start");
		const start = before.length - typed.length - frame.before.length;
		ok(start === 0 || before[start - 1] === "\n", "begins at a line's start");
		const end = after[skipped + frame.after.length];
		ok(end === undefined || end === "\n", "ends at a line's end");
		// Counted line by line, as tokens do not reach over line ends here.
		ok(size(frame.before) <= budget.before && size(frame.after) <= budget.after, "is within the budget");
	}

	for (const seed of [1, 2, 3]) {
		test(`are the document's text at each key, and few are made (${seed})`, async () => {
			const text = sourceFile(seed, 200);
			const rest = `\n${sourceFile(seed + 100, 50)}`;
			let frame = await frameAt(placeAt(text + rest, 0), budget);
			let made = 0;
			for (let typed = 1; typed <= text.length; typed++) {
				const place = placeAt(text.slice(0, typed) + rest, typed);
				const since = typedSince(frame, place);
				if (since === undefined) {
					frame = await frameAt(place, budget, frame);
					made++;
					check(frame, place);
				} else ok(place.before.endsWith(frame.before + since) && place.after.startsWith(frame.after));
			}
			ok(made <= 200 / 20, `${made} frames`);
		});

		test(`are right wherever one jumps and deletes to (${seed})`, async () => {
			let frame: Frame | undefined;
			const { random, places } = jumps(seed);
			for (const place of places) {
				const since: string | undefined = frame && typedSince(frame, place);
				if (frame && since !== undefined) ok(place.before.endsWith(frame.before + since));
				if (since !== undefined && random() < 0.7) continue;
				frame = await frameAt(place, budget, frame);
				check(frame, place);
			}
		});

		test(`keep their start in over 95 % of the steps, even if one is made at each tenth key (${seed})`, async () => {
			const text = sourceFile(seed, 400);
			let kept = 0;
			let steps = 0;
			let frame: Frame | undefined;
			for (let end = 0; end < text.length; end += 10) {
				const next: Frame = await frameAt(placeAt(text.slice(0, end), end), roomy, frame);
				if (next.before.startsWith(frame?.before ?? "")) kept++;
				steps++;
				frame = next;
			}
			ok(steps > 900 && kept / steps > 0.95, `${kept} of ${steps}`);
		});
	}
});

/** Places in a text that is typed and deleted in here and there. */
function jumps(seed: number): { random: () => number; places: Place[] } {
	const random = randomNumbers(seed);
	let text = sourceFile(seed, 300);
	let cursor = text.length;
	const places = Array.from({ length: 400 }, () => {
		if (random() < 0.2) cursor = between(random, 0, text.length);
		const removed = random() < 0.3 ? between(random, 0, Math.min(cursor, 40)) : 0;
		const written = ["x", "\n", "foo();\n", "}"][between(random, 0, 3)] ?? "";
		text = text.slice(0, cursor - removed) + written + text.slice(cursor);
		cursor += written.length - removed;
		return placeAt(text, cursor);
	});
	return { random, places };
}
