import { deepEqual, equal, rejects } from "node:assert/strict";
import { suite, test } from "node:test";
import { GrowingCompletion } from "../../../server/completion/growingCompletion";
import type { Place } from "../../../server/completion/place";

/** The place at `│`. */
function placeAt(text: string): Place {
	const [before = "", after = ""] = text.split("│");
	return { uri: "file:///a.ts", languageId: "typescript", before, after };
}

/** A completion at `a = │;` of which this much has been written. */
function grown(...tokens: readonly string[]): GrowingCompletion {
	const completion = new GrowingCompletion(placeAt("a = │;"));
	for (const token of tokens) completion.push(token, 0.5);
	return completion;
}

const never = new AbortController().signal;

/** Lets promises that are about to settle do so. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

suite("a completion that is being written follows", () => {
	for (const [name, text, expected] of [
		["its own place", "a = │;", true],
		["what it has said", "a = f│;", true],
		["all that it has said", "a = foo(│;", true],
		["what it may say yet", "a = foo(bar│;", true],
		["what it says when the editor has closed a bracket", "a = foo(│);", true],
		["not what it does not say", "a = g│;", false],
		["not what goes on in another way", "a = fo(│;", false],
		["not what was deleted", "a =│;", false],
		["not when the text before has changed", "b = │;", false],
		["not when the text after has changed", "a = │,", false],
	] as const) {
		test(name, () => equal(grown("foo", "(").follows(placeAt(text)), expected));
	}

	test("anything, before its first token", () => equal(grown().follows(placeAt("a = x│;")), true));

	test("not into another document", () => {
		equal(grown().follows({ ...placeAt("a = │;"), uri: "file:///b.ts" }), false);
	});

	test("only what it has said once it has ended", () => {
		const completion = grown("foo", "(");
		completion.end();
		equal(completion.follows(placeAt("a = foo│;")), true);
		equal(completion.follows(placeAt("a = foo(b│;")), false);
	});

	test("nothing when it was given up", () => {
		const completion = grown("foo");
		completion.stop();
		equal(completion.follows(placeAt("a = f│;")), false);
	});
});

suite("who waits for it", () => {
	/** What becomes of waiting at `│` while this happens to a completion of which `foo` has been written. */
	async function waited(text: string, happens: (completion: GrowingCompletion) => void): Promise<string> {
		const completion = grown("foo");
		let outcome = "waiting";
		void completion.reaches(placeAt(text), never).then((isReached) => {
			outcome = isReached ? "reached" : "not reached";
		});
		happens(completion);
		await settled();
		return outcome;
	}

	for (const [name, text, happens, expected] of [
		["waits for its end", "a = fo│;", () => {}, "waiting"],
		["waits while it says what was typed", "a = foo(b│;", (it) => it.push("(b", 1), "waiting"],
		["goes on waiting when it catches up", "a = foo(b│;", (it) => it.push("(bar", 1), "waiting"],
		["is told when it ends", "a = fo│;", (it) => it.end(), "reached"],
		["is told when it catches up and ends", "a = foo(│;", (it) => [it.push("(bar", 1), it.end()], "reached"],
		["is told at once when it says something else", "a = foo(b│;", (it) => it.push("(c", 1), "not reached"],
		["is told when it ends before", "a = foo(b│;", (it) => [it.push("(", 1), it.end()], "not reached"],
		["is told when it is given up", "a = fo│;", (it) => it.stop(), "not reached"],
		["is told at once where it does not lead", "b = │;", () => {}, "not reached"],
	] satisfies [string, string, (it: GrowingCompletion) => void, string][]) {
		test(name, async () => equal(await waited(text, happens), expected));
	}

	test("is told at once when it has ended already", async () => {
		const completion = grown("foo");
		completion.end();
		equal(await completion.reaches(placeAt("a = f│;"), never), true);
		equal(await completion.reaches(placeAt("a = g│;"), never), false);
	});

	test("is one of several, each told for itself", async () => {
		const completion = grown("f");
		const [first, second] = ["a = foo│;", "a = fox│;"].map((text) => completion.reaches(placeAt(text), never));
		completion.push("oo", 1);
		equal(await second, false);
		completion.end();
		equal(await first, true);
	});

	test("can give up", async () => {
		const controller = new AbortController();
		const completion = grown("foo");
		const waiting = completion.reaches(placeAt("a = f│;"), controller.signal);
		controller.abort(new Error("overtaken"));
		await rejects(waiting, /overtaken/);
		await rejects(completion.reaches(placeAt("a = f│;"), controller.signal), /overtaken/);
		completion.end();
	});
});

suite("what it has said", () => {
	test("is its tokens' text, with their mean probability", () => {
		const completion = new GrowingCompletion(placeAt("│"));
		deepEqual([completion.text, completion.probability], ["", 0]);
		completion.push("foo", 0.5);
		completion.push("(", 1);
		deepEqual([completion.text, completion.probability], ["foo(", 0.75]);
	});

	test("stays when it is over", () => {
		const completion = grown("foo");
		completion.end();
		completion.stop();
		equal(completion.text, "foo");
		equal(completion.follows(placeAt("a = f│;")), true);
	});
});
