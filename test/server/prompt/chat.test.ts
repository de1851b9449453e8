import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { chatOf } from "../../../server/prompt/chat";
import type { ChatTurn } from "../../../server/protocol/chat";

/** Turns as `role: text`. */
function turns(...written: readonly `${ChatTurn["role"]}: ${string}`[]): ChatTurn[] {
	return written.map((turn) => {
		const end = turn.indexOf(": ");
		// The type of what is given has the roles and no others.
		return { role: turn.slice(0, end) as ChatTurn["role"], text: turn.slice(end + 2) };
	});
}

suite("a chat", () => {
	test("has the user's last turn as its prompt, and those before it as its history", () => {
		deepEqual(chatOf(turns("user: Hello.", "assistant: Hi.", "user: Fix this.")), {
			history: turns("user: Hello.", "assistant: Hi."),
			prompt: "Fix this.",
		});
	});

	test("puts what the system says before what the user says first", () => {
		deepEqual(chatOf(turns("system: Be brief.", "user: Hello.", "assistant: Hi.", "system: Use tabs.", "user: Go.")), {
			history: turns("user: Be brief.\n\nUse tabs.\n\nHello.", "assistant: Hi."),
			prompt: "Go.",
		});
	});

	test("has the two take turns", () => {
		deepEqual(chatOf(turns("user: One.", "user: Two.", "assistant: Three.", "assistant: Four.", "user: Five.")), {
			history: turns("user: One.\n\nTwo.", "assistant: Three.\n\nFour."),
			prompt: "Five.",
		});
	});

	test("leaves out turns without a word", () => {
		deepEqual(chatOf(turns("user: One.", "assistant:  \n", "user: Two.")), { history: [], prompt: "One.\n\nTwo." });
	});

	test("is none where the user does not speak last", () => {
		equal(chatOf(turns("user: One.", "assistant: Two.")), undefined);
		equal(chatOf([]), undefined);
	});
});
