// What a replay is cut from and what is told of it.
import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { chatPrompt } from "../../../server/completion/chatPrompt";
import { infillFamily } from "../../../server/completion/families";
import { fimPrompt } from "../../../server/completion/fimPrompt";
import type { Frame } from "../../../server/completion/frame";
import { repositoryRoot } from "../../support/repositoryRoot";
import { afterEdit, agreeing, type GhostText } from "./ghostText";
import { stretchesOf } from "./stretches";
import { percent, quantile, ratio } from "./tally";
import { changeIn, plainTextOf, readPrompt, textOf, unlike } from "./tracedPrompt";

suite("stretches of a file", () => {
	const paths = ["test/fixtures/typing/scores.ts", "test/fixtures/typing/orders.py", "server/settings.ts"];
	for (const path of paths) {
		test(`of ${path} leave a whole file around them`, () => {
			const file = readFileSync(join(repositoryRoot(), path), "utf8").replaceAll("\r\n", "\n");
			const stretches = stretchesOf(file, [0.3, 0.6], 150);
			equal(stretches.length, 2);
			for (const { after, before, text } of stretches) {
				equal(before + text + after, file);
				ok(before.endsWith("\n\n") && after.startsWith("\n\n"));
				ok(text.length > 80 && text.length < 500, text);
			}
		});
	}

	test("are none after the last paragraph", () => {
		deepEqual(stretchesOf("a\n\nb\n", [1], 10), []);
	});
});

suite("ghost text", () => {
	const ghost: GhostText = { id: "1", text: "tal;\n}", replaced: 0, shownAt: 0 };

	test("stays while it is typed", () => {
		equal(afterEdit(ghost, { start: 5, end: 5, text: "ta" }, 5)?.text, "l;\n}");
	});

	test("goes when something else is typed, or all of it, or when something is deleted", () => {
		equal(afterEdit(ghost, { start: 5, end: 5, text: "x" }, 5), undefined);
		equal(afterEdit(ghost, { start: 5, end: 5, text: ghost.text }, 5), undefined);
		equal(afterEdit(ghost, { start: 4, end: 5, text: "" }, 5), undefined);
	});

	test("agrees as far as it is what is to be typed", () => {
		equal(agreeing(ghost, "tal;\n}\n"), 6);
		equal(agreeing(ghost, "tal += 1;"), 3);
		equal(agreeing(ghost, undefined), 0);
	});
});

suite("numbers of a report", () => {
	test("are quantiles, shares and ratios", () => {
		deepEqual(
			[0, 0.5, 0.95, 1].map((share) => quantile([3, 1, 2, 4], share)),
			[1, 2, 4, 4],
		);
		equal(quantile([], 0.5), 0);
		deepEqual([percent(1, 3), percent(0, 0)], ["33.3 %", "-"]);
		deepEqual([ratio(3, 2), ratio(3, 0)], ["1.5", "-"]);
	});
});

suite("a traced prompt", () => {
	const frame: Frame = {
		uri: "file:///a.ts",
		path: "a.ts",
		languageId: "typescript",
		before: "// ```\nlet a;\n",
		after: "\nlet c;\n",
		related: [{ path: "b.ts", languageId: "typescript", code: "let b;" }],
	};
	const typed = "let x;\nlet b";
	const tokens = { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" };
	const fim = fimPrompt(infillFamily(tokens), frame).map(({ text }) => text);
	const { answer, user } = chatPrompt(frame);
	const traced = { fim: `${fim.join("")}${typed}`, chat: `${user}\n\n${answer}${typed}` };

	for (const [way, text] of Object.entries(traced)) {
		test(`by ${way} is read in its parts`, () => {
			const prompt = readPrompt(text);
			equal(textOf(prompt), text);
			ok(prompt.before.endsWith(frame.before));
			equal(prompt.after, frame.after);
			equal(prompt.typed, typed);
		});

		test(`by ${way} says what has changed in it`, () => {
			const prompt = readPrompt(text);
			equal(changeIn(prompt, undefined), "the first");
			equal(changeIn({ ...prompt, typed: `${typed} = 1` }, prompt), "typed on");
			equal(changeIn({ ...prompt, typed: "let" }, prompt), "typed otherwise");
			equal(changeIn({ ...prompt, after: "\n" }, prompt), "the code after");
			equal(changeIn({ ...prompt, before: `${prompt.before}let x;\n` }, prompt), "the code before");
			equal(changeIn({ ...prompt, before: frame.after }, prompt), "the start of the code");
			equal(changeIn({ ...prompt, head: "" }, prompt), "related code");
		});
	}

	test("in the usual order has what is typed before the code after the cursor", () => {
		const plain = plainTextOf(readPrompt(traced.fim));
		ok(plain.endsWith(`let a;\n${typed}<|fim_suffix|>${frame.after}<|fim_middle|>`), plain);
		ok(
			plainTextOf(readPrompt(traced.chat)).endsWith(
				`let x;\nlet b<cursor>\nlet c;\n\n\`\`\`\`\n\n\`\`\`\`typescript\nlet b`,
			),
		);
	});

	test("costs what a cache that has another one lacks", () => {
		equal(unlike("abcd", "abxd"), "cd");
		equal(unlike("ab", "abc"), "");
	});
});
