import { equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { chatPrompt } from "../../../server/completion/chatPrompt";
import type { Frame } from "../../../server/completion/frame";

const frame: Frame = {
	uri: "file:///shop/src/cart.ts",
	path: "src/cart.ts",
	languageId: "typescript",
	before: "function sum() {\n",
	after: "\n}",
	related: [],
};

suite("the prompt of a chat", () => {
	test("asks for the code at the cursor and begins the answer with a fence", () => {
		const { user, answer } = chatPrompt(frame);
		equal(
			user,
			`Complete the code at <cursor>.

File: src/cart.ts

\`\`\`typescript
function sum() {
<cursor>
}
\`\`\``,
		);
		equal(answer, "```typescript\n");
	});

	test("has related code before the file", () => {
		const related = [
			{ path: "src/price.ts", languageId: "typescript", code: "let price;" },
			{ path: "a\nb.css", languageId: "css", code: "a {}" },
		];
		equal(
			chatPrompt({ ...frame, related }).user,
			`Complete the code at <cursor>.

Related code:
From src/price.ts:
\`\`\`typescript
let price;
\`\`\`
From a b.css:
\`\`\`css
a {}
\`\`\`

File: src/cart.ts

\`\`\`typescript
function sum() {
<cursor>
}
\`\`\``,
		);
	});

	for (const [name, change, mark] of [
		["in the code before", { before: "// <cursor>\n" }, "<cursor2>"],
		["in the code after", { after: "// <cursor> <cursor2>" }, "<cursor3>"],
		["in related code", { related: [{ path: "a", languageId: "", code: "<cursor>" }] }, "<cursor2>"],
		["in the path", { path: "<cursor>.ts" }, "<cursor2>"],
		["in part", { before: "cursor <cursor3>\n" }, "<cursor>"],
	] as const) {
		test(`has another mark where the usual one stands ${name}`, () => {
			const { user } = chatPrompt({ ...frame, ...change });
			ok(user.startsWith(`Complete the code at ${mark}.\n`));
			equal(user.split(mark).length, 3);
		});
	}

	test("has fences that nothing in the code can end", () => {
		const { user, answer } = chatPrompt({ ...frame, languageId: "markdown", before: "````\n", after: "```\ntext" });
		ok(user.endsWith("`````markdown\n````\n<cursor>```\ntext\n`````"));
		equal(answer, "`````markdown\n");
	});

	test("of plain text has a fence without a language", () => {
		equal(chatPrompt({ ...frame, languageId: "plaintext" }).answer, "```\n");
	});
});
