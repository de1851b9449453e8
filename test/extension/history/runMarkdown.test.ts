import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { restoredProposal } from "../../../extension/history/restoredProposal";
import { runMarkdown } from "../../../extension/history/runMarkdown";
import type { RunSnapshot } from "../../../server/protocol/run";
import { snapshotOf } from "../../support/snapshot";
import { storedRun } from "./storedRun";

function written(run: RunSnapshot): string {
	return runMarkdown({ run, path: "src/cart.ts", branches: [{ run, outcome: "" }], proposal: undefined });
}

suite("a run as Markdown", () => {
	test("says all of a run: where, when, with what, the thought, the edit and what was decided", () => {
		const stored = storedRun();
		const { run } = stored;
		const first = snapshotOf({ id: run.root, state: { kind: "stopped" } });
		const branches = [
			{ run: first, outcome: "stopped" },
			{ run, outcome: "accepted 1 of 2" },
		];
		const markdown = runMarkdown({ run, path: "src/cart.ts", branches, proposal: restoredProposal(stored) });
		assert.equal(
			markdown,
			`# Fix \`cart.ts\`

- File: \`src/cart.ts\`, lines 12 to 14
- Date: 2026-11-24 09:30 UTC
- Model: \`R1 Qwen 7B\`, seed 42
- Effort: normal (at most 1024 tokens)
- Speed: 18.2 tokens per second; 15 tokens of thought, 30 of answer, in 2.5 s
- State: done

## Instruction

> Mind the end.

## Branches

1. The first run: stopped
2. Resumed from step 2: accepted 1 of 2 (this one)

## Thought

### Step 1: inspect (0.0 s to 0.9 s, 9 tokens, kept)

> Line 1: \`i <= n\` goes too far.

### Step 2: decide (0.9 s to 1.5 s, 6 tokens, begun by the user)

> So I write \`<\`.

## Edit

### Change 1, \`cart.ts:12\`: accepted

\`\`\`diff
-for (let i = 0; i <= n; i++) {
+for (let i = 0; i < n; i++) {
\`\`\`

Why: step 1, which names \`i <= n\`; step 2 (inferred).

### Change 2, \`cart.ts:13\`: not decided

\`\`\`diff
-  add(i);
+  add(i, 1);
\`\`\`

## Answer

> One step too far.

## Code

\`\`\`typescript
for (let i = 0; i <= n; i++) {
  add(i);
}
\`\`\`
`,
		);
	});

	test("has no part for what there was not", () => {
		const markdown = written(snapshotOf({ state: { kind: "stopped" }, code: "x" }));
		assert.deepEqual(
			[...markdown.matchAll(/^#+ .*/gm)].map(([title]) => title),
			["# Fix `cart.ts`", "## Thought", "## Code"],
		);
		assert.match(markdown, /^The model did not think\.$/m);
	});

	test("says why there is no edit", () => {
		const refused = { kind: "refused", reason: "omission", message: "It leaves\ncode out." } as const;
		assert.match(
			written(snapshotOf({ state: { kind: "done", result: refused } })),
			/^Refused\. It leaves code out\.$/m,
		);
		const failed = snapshotOf({ state: { kind: "failed", reason: "crashed", message: "The engine ended." } });
		assert.match(written(failed), /^- State: failed\. The engine ended\.$/m);
	});

	test("an edit that never was in a document is not applied", () => {
		assert.equal(written(storedRun().run).match(/: not applied$/gm)?.length, 2);
	});

	test("holds a new file with fences of its own", () => {
		const text = "```\n````md\n```";
		const newFile = { kind: "newFile", name: "cart.test.md", languageId: "markdown", text } as const;
		const markdown = written(snapshotOf({ state: { kind: "done", result: newFile } }));
		assert.ok(markdown.includes(`\`\`\`\`\`markdown\n${text}\n\`\`\`\`\``));
	});
});
