/** When the model is asked for completions, with the real one and a clock whose hands are turned here. */
import assert from "node:assert/strict";
import { after, before, beforeEach, suite, test } from "node:test";
import { CompletionCache } from "../../server/completion/completionCache";
import { CompletionCounts } from "../../server/completion/completionCounts";
import { Pace } from "../../server/completion/pace";
import type { Place } from "../../server/completion/place";
import { TypingRhythm } from "../../server/completion/typingRhythm";
import { CompletionModel } from "../../server/features/completion/completionModel";
import { Completions } from "../../server/features/completion/completions";
import { Frames } from "../../server/features/completion/frames";
import { parseSettings } from "../../server/settings";
import { tinySettings } from "../support/connect";
import { FakeClock } from "../support/fakeClock";
import { createEngine, never, tinyOptions } from "./tinyEngine";

/** A document of its own for each test: there is enough to be read for the model to be still at work when it is left. */
function placeIn(document: number, typed: string): Place {
	const lines = `const total${document} = 0;\n`.repeat(60);
	const head = "function addPoints(points: number[]): number {\n  let total = 0;\n";
	const loop = "  for (const point of points) {\n    total += point;\n  }\n";
	const uri = `file:///src/points${document}.ts`;
	return { uri, languageId: "typescript", before: `${lines}${head}${loop}${typed}`, after: "\n}\n" };
}

suite("completions", () => {
	const engine = createEngine();
	let clock: FakeClock;
	let counts: CompletionCounts;
	let completions: Completions;
	let document = 0;
	before(() => engine.load(tinyOptions(), never()));
	after(() => engine.dispose());
	beforeEach(() => {
		document++;
		clock = new FakeClock();
		counts = new CompletionCounts();
		const settings = () => parseSettings(tinySettings);
		completions = new Completions({
			model: new CompletionModel({ runs: engine, own: createEngine() }, settings),
			frames: new Frames({ pathOf: () => "src/points.ts", documents: async () => [] }),
			cache: new CompletionCache(),
			counts,
			rhythm: new TypingRhythm(),
			pace: new Pace(),
			clock,
			settings,
			isRunning: () => false,
			onUse: () => {},
			onPrompt: () => {},
		});
	});

	async function until(isSo: () => boolean): Promise<void> {
		while (!isSo()) await new Promise(setImmediate);
	}

	function type(typed: string): Place {
		const place = placeIn(document, typed);
		completions.documentChanged(place.uri, place.before + place.after);
		return place;
	}

	/** Asked for, so that the model is at once; taken back as soon as it writes. */
	async function askAndLeave(typed: string): Promise<void> {
		const left = new AbortController();
		const asked = completions.at({ place: placeIn(document, typed), isExplicit: true }, left.signal);
		await until(() => counts.counters.requests === 1);
		left.abort();
		await asked.catch(() => {});
	}

	test("are written on for an editor that asks anew a little after the next key", async () => {
		await askAndLeave("  return tot");
		const place = type("  return tota");
		clock.advance(100);
		const found = completions.at({ place, isExplicit: false }, never());
		await new Promise(setImmediate);
		clock.advance(1000);
		assert.equal((await found)[0]?.text, "l;");
		assert.deepEqual([counts.counters.requests, counts.counters.cancelled], [1, 0]);
	});

	test("are given up when nobody asks for them any more", async () => {
		await askAndLeave("  return tot");
		clock.advance(1000);
		await until(() => counts.counters.cancelled === 1);
	});

	test("are given up at once when something else is typed", async () => {
		await askAndLeave("  return tot");
		type("  return points");
		await until(() => counts.counters.cancelled === 1);
	});

	test("come after a pause that counts from the last key", async () => {
		const asked = { place: type("  return tot"), isExplicit: false };
		const delay = new TypingRhythm().delay({ ...asked, isCached: false });
		clock.advance(50);
		const found = completions.at(asked, never());
		await new Promise(setImmediate);
		clock.advance(delay - 51);
		await new Promise(setImmediate);
		assert.equal(counts.counters.requests, 0);
		clock.advance(1);
		assert.equal((await found)[0]?.text, "al;");
	});
});
