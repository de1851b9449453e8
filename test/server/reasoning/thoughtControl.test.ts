import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { RepetitionWatch } from "../../../server/reasoning/repetition";
import { ThoughtControl } from "../../../server/reasoning/thoughtControl";
import { tokensOf } from "../../support/tokens";

function controlAfter(text: string, budget: number | null = null, room = 1000): ThoughtControl {
	const control = new ThoughtControl({ budget, room, repetition: new RepetitionWatch() });
	for (const it of tokensOf(text)) control.wrote(it.token, it.text);
	return control;
}

const wait = (text: string) => ({ kind: "write", text, intervention: "thinkMore" });

suite("the control of a thought", () => {
	test("takes what the model writes, and its end", () => {
		const control = controlAfter("So it is.");
		deepEqual(control.decide(false), { kind: "take" });
		deepEqual(control.decide(true), { kind: "end" });
	});

	test("ends where the user asks for the answer", () => {
		const control = controlAfter("So it");
		control.press("answerNow");
		deepEqual(control.decide(false), { kind: "end", intervention: "answerNow" });
	});

	for (const { text, written } of [
		{ text: "So it is.", written: "\n\nWait," },
		{ text: "So it is.\n", written: "\nWait," },
		{ text: "So it is.\n\n", written: "Wait," },
		{ text: "", written: "Wait," },
	]) {
		test(`begins a paragraph with Wait after ${JSON.stringify(text)}`, () => {
			const control = controlAfter(text);
			control.press("thinkMore");
			deepEqual(control.decide(false), { kind: "take" });
			deepEqual(control.decide(true), wait(written));
			deepEqual(control.decide(true), { kind: "end" });
		});
	}

	test("holds back one end a press", () => {
		const control = controlAfter("So it is.");
		control.press("thinkMore");
		control.press("thinkMore");
		deepEqual(
			[control.decide(true).kind, control.decide(true).kind, control.decide(true).kind],
			["write", "write", "end"],
		);
	});

	test("lets the later of two presses hold", () => {
		const control = controlAfter("So it is.");
		control.press("answerNow");
		control.press("thinkMore");
		deepEqual(control.decide(true), wait("\n\nWait,"));
		control.press("thinkMore");
		control.press("answerNow");
		deepEqual(control.decide(true), { kind: "end", intervention: "answerNow" });
	});

	test("ends at the budget, and gives it once more where the user wants more", () => {
		const control = controlAfter("One two three four.", 4);
		control.press("thinkMore");
		deepEqual(control.decide(false), wait("\n\nWait,"));
		deepEqual(control.decide(false), { kind: "take" });
		for (let token = 0; token < 8; token++) control.wrote(token, " on.");
		deepEqual(control.decide(false), { kind: "end", intervention: "budget" });
	});

	test("ends where the context would be full, though the user wants more", () => {
		const control = controlAfter("One two three four", 100, 4);
		control.press("thinkMore");
		deepEqual(control.decide(false), { kind: "end", intervention: "context" });
	});

	test("leads to no end while one is to be held back", () => {
		const control = controlAfter("One two three.", 3);
		equal(control.closeBias > 0, true);
		control.press("thinkMore");
		equal(control.closeBias, 0);
	});

	test("goes back where the thought repeats itself, and ends it the second time", () => {
		const sentence = "Hmm, let me look at this again. The code is the same as before.\n\n";
		const control = controlAfter("I look.\n\n");
		const pieces = tokensOf(sentence);
		const loop = () => {
			for (let copy = 0; copy < 20; copy++) {
				for (const { token, text } of pieces) {
					const decision = control.wrote(token, text);
					if (decision) return decision;
				}
			}
			return undefined;
		};
		const first = loop();
		equal(first?.kind, "rewind");
		control.rewind(first?.kind === "rewind" ? first.tokens : 0, `I look.\n\n${sentence}`);
		deepEqual(loop(), { kind: "end", intervention: "repetition" });
	});
});
