import { equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { endOf, extentAt } from "../../../server/completion/extent";
import { filterCompletion } from "../../../server/completion/filterCompletion";
import { showCaret } from "../../support/caret";
import { type Cut, cutsOf } from "../../support/cuts";
import { randomNumbers } from "../../support/random";
import { readRealCode } from "../../support/realCode";

/** Of some fifty thousand, so many as take a few seconds. */
const share = 0.05;

function cuts(): readonly Cut[] {
	const random = randomNumbers(1);
	return readRealCode().flatMap((code) => cutsOf(code, random).filter(() => random() < share));
}

function countWhere(all: readonly Cut[], title: string, isRight: (cut: Cut) => boolean): number {
	const wrong = all.filter((cut) => !isRight(cut));
	const part = 1 - wrong.length / all.length;
	console.log(`${title}: ${all.length - wrong.length} of ${all.length} (${(100 * part).toFixed(1)} %)`);
	return part;
}

const all = cuts();

suite("a right completion, cut out of real code", () => {
	const kinds = [...new Set(all.map(({ kind }) => kind))];

	for (const kind of kinds) {
		test(`comes through unchanged: ${kind}`, () => {
			const ofKind = all.filter((cut) => cut.kind === kind);
			const part = countWhere(ofKind, kind, ({ place, completion }) => {
				return filterCompletion(completion, place, extentAt(place)) === completion;
			});
			ok(part >= 0.97, `${part}`);
		});
	}

	test("is a block where it is a body", () => {
		const bodies = all.filter(({ kind }) => kind.startsWith("body"));
		ok(countWhere(bodies, "block", ({ place }) => extentAt(place) === "block") >= 0.97);
	});

	test("ends where the code goes on", () => {
		// A line in which a block begins goes on with the block.
		const ended = all.filter(
			({ kind, place }) => kind.startsWith("body") || (kind === "line" && extentAt(place) === "line"),
		);
		const part = countWhere(ended, "end", ({ place, completion, rest }) => {
			return endOf(`${completion}${rest}\n`, place, extentAt(place)) === completion.length;
		});
		ok(part >= 0.97, `${part}`);
	});

	test("gives the same as itself with what follows it", () => {
		const bodies = all.filter(({ kind }) => kind === "body" || kind === "body on a new line");
		const part = countWhere(bodies, "with what follows", ({ place, completion, rest }) => {
			return filterCompletion(completion + rest, place, extentAt(place)) === completion;
		});
		ok(part >= 0.97, `${part}`);
	});
});

suite("whatever the model writes", () => {
	const random = randomNumbers(7);
	const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
	const pieces =
		"\n|\n    |\n\t|  |}|)|]|{|(|[|;|,|:|\"|'|`|```|//|# |/*|*/|return a|a = b|f(a)|else|end|</p>|<p>|<think>|</think>|<|im_end|>|Wait, |Let me see.|def f():|\\|$" +
		"{|}\n|});\n|a();\n|\r\n| \n\n";
	const words = [...pieces.split("|"), "<|im_end|>", "|"];
	const written = () => Array.from({ length: 1 + Math.floor(random() * 14) }, () => pick(words) ?? "").join("");
	const samples = all.filter(({ kind }) => kind !== "line");

	/** 2000 texts, each at a place of real code: half of them the right completion with something else behind it. */
	const raws = Array.from({ length: 2000 }, (_, at) => {
		const { place, completion } = pick(samples) ?? { place: undefined, completion: "" };
		return { place, raw: (at % 2 === 0 ? completion : "") + written() };
	});

	test("the filters find nothing more in what they have left", () => {
		for (const { place, raw } of raws) {
			if (!place) continue;
			for (const extent of ["line", "block"] as const) {
				const once = filterCompletion(raw, place, extent);
				equal(filterCompletion(once, place, extent), once, showCaret(place, raw, once).slice(-500));
			}
		}
	});

	test("what they leave is a beginning of it, white space aside", () => {
		const squeeze = (text: string) => text.replace(/\s+/g, "");
		for (const { place, raw } of raws) {
			if (!place) continue;
			const kept = filterCompletion(raw, place, extentAt(place));
			ok(squeeze(raw).startsWith(squeeze(kept)), JSON.stringify([raw, kept]));
			if (!/[ \t\r]/.test(raw)) ok(kept.length <= raw.length, JSON.stringify([raw, kept]));
		}
	});

	test("no thought and no fence is left", () => {
		for (const { place, raw } of raws) {
			if (!place || /think>|`{3}/.test(place.before + place.after)) continue;
			const kept = filterCompletion(raw, place, extentAt(place));
			ok(!/<\/?think>(?!["'`])/.test(kept), JSON.stringify([raw, kept]));
		}
	});
});
