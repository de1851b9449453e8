// What a run is told beside the code itself, with VS Code's own TypeScript server to ask.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { type Surroundings, surroundingsOf } from "../../../extension/run/request";
import { openAt, pathOf, resetWorkspace, until } from "./sample";

const shop = `import { discount } from "./discount";
import { token } from "./.env";

const unused = 1;

export function toPay(price: number): number {
	return discount(price) + token.length;
}
`;

/** The surroundings of Fix with the cursor in a function, once the TypeScript server knows its files. */
async function surroundings(name: string): Promise<Surroundings> {
	const { document, selection } = await openAt("src/shop.ts", name);
	return until("the TypeScript server has told what it knows", async () => {
		const found = await surroundingsOf("fix", document, { uri: document.uri, range: selection });
		return found.related.length > 0 && found.symbols.length > 0 ? found : undefined;
	});
}

suite("A run is told", () => {
	setup(async () => {
		await resetWorkspace();
		await writeFile(
			pathOf("src/discount.ts"),
			"export function discount(price: number): number {\n\treturn price / 2;\n}\n",
		);
		await writeFile(pathOf("src/.env.ts"), 'export const token = "hidden";\n');
		await writeFile(pathOf("src/shop.ts"), shop);
	});
	teardown(resetWorkspace);

	test("the function around the cursor", async () => {
		const { symbols } = await surroundings("discount(price)");
		assert.deepEqual(
			symbols.map(({ start, end }) => [start.line, end.line]),
			[[5, 7]],
		);
	});

	test("the declarations that the code uses, but none from a file of secrets", async () => {
		const { related } = await surroundings("discount(price)");
		assert.deepEqual(related, [
			{
				path: "src/discount.ts",
				languageId: "typescript",
				code: "export function discount(price: number): number {\n\treturn price / 2;\n}",
			},
		]);
	});

	test("the problems on its lines and no others", async () => {
		const collection = vscode.languages.createDiagnosticCollection("test");
		try {
			const uri = vscode.Uri.file(pathOf("src/shop.ts"));
			const problem = (line: number) => new vscode.Diagnostic(new vscode.Range(line, 1, line, 7), `line ${line}`);
			collection.set(uri, [problem(3), problem(6)]);
			const { diagnostics } = await surroundings("discount(price)");
			const own = diagnostics.filter(({ message }) => message.startsWith("line "));
			assert.deepEqual(
				own.map(({ message }) => message),
				["line 6"],
			);
		} finally {
			collection.dispose();
		}
	});
});
