/** A run with something of everything, as it is kept. */
import type { StoredRun } from "../../../extension/history/runFile";
import type { RunSnapshot } from "../../../server/protocol/run";
import { noStats, snapshotOf, stepOf } from "../../support/snapshot";

const code = ["for (let i = 0; i <= n; i++) {", "  add(i);", "}"].join("\n");

export function storedRun(known: Partial<RunSnapshot> = {}): StoredRun {
	const run = snapshotOf({
		id: "3f-2",
		origin: { kind: "resumed", run: "3f-1", step: 1 },
		root: "3f-1",
		date: Date.UTC(2026, 10, 24, 9, 30),
		instruction: "Mind the end.",
		uri: "file:///home/me/my%20shop/cart.ts",
		range: { start: { line: 11, character: 0 }, end: { line: 13, character: 1 } },
		code,
		prompt: "Fix the bug in this code.",
		model: "R1 Qwen 7B",
		seed: 42,
		steps: [
			stepOf({
				kind: "inspect",
				text: "Line 1: `i <= n` goes too far.",
				end: 900,
				tokens: 9,
				lines: [11],
				source: "kept",
			}),
			stepOf({ index: 1, kind: "decide", text: "So I write `<`.", start: 900, end: 1500, tokens: 6, source: "user" }),
		],
		interventions: [{ kind: "thinkMore", step: 1, tokens: 9 }],
		answer: "One step too far.",
		state: {
			kind: "done",
			result: {
				kind: "edit",
				edit: {
					range: { start: { line: 11, character: 0 }, end: { line: 13, character: 1 } },
					newText: code.replace("<=", "<").replace("add(i);", "add(i, 1);"),
				},
				hunks: [
					{
						index: 0,
						oldStart: 11,
						oldLines: ["for (let i = 0; i <= n; i++) {"],
						newStart: 11,
						newLines: ["for (let i = 0; i < n; i++) {"],
					},
					{ index: 1, oldStart: 12, oldLines: ["  add(i);"], newStart: 12, newLines: ["  add(i, 1);"] },
				],
				links: [
					{ hunk: 0, step: 1, kind: "inferred", strength: 0.9, ties: [] },
					{ hunk: 0, step: 0, kind: "cited", strength: 0.8, ties: [{ inStep: "i <= n", inCode: "i <= n" }] },
				],
			},
		},
		stats: { ...noStats, thoughtTokens: 15, answerTokens: 30, totalTime: 2500, tokensPerSecond: 18.2 },
		sequence: 12,
		...known,
	});
	return { run, decisions: ["accepted", "pending"], notice: "" };
}
