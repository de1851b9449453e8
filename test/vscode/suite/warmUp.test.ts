// What the server is told of the place where the next completion will be.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { WarmUp } from "../../../extension/completion/warmUp";
import { openAt, pathOf, resetWorkspace, until, untilTrue } from "./sample";

const shop = `import { discount } from "./discount";

export function toPay(price: number): number {
	return discount(price);
}
`;

interface Sent {
	readonly file: string;
	readonly line: number;
	readonly related: readonly string[];
}

suite("The server is told where the next completion will be", () => {
	const sent: Sent[] = [];
	/** How often it was asked whether completions are wanted. */
	let asked = 0;
	let isWanted = true;
	let warmUp: WarmUp | undefined;
	let log: vscode.LogOutputChannel | undefined;

	setup(async () => {
		await resetWorkspace();
		await writeFile(pathOf("src/discount.ts"), "export function discount(price: number) {\n\treturn price / 2;\n}\n");
		await writeFile(pathOf("src/shop.ts"), shop);
		sent.length = 0;
		asked = 0;
		isWanted = true;
		log = vscode.window.createOutputChannel("Warm-up test", { log: true });
		warmUp = new WarmUp({
			log,
			isWanted: () => {
				asked++;
				return isWanted;
			},
			send: async ({ uri }, { line }, related) => {
				sent.push({ file: vscode.workspace.asRelativePath(uri), line, related: related.map(({ path }) => path) });
			},
		});
	});
	teardown(async () => {
		warmUp?.dispose();
		log?.dispose();
		await resetWorkspace();
	});

	test("when an editor gets the focus", async () => {
		await openAt("src/cart.ts", "sumPrices");
		await untilTrue("it is told", () => sent.length > 0);
		assert.deepEqual(sent, [{ file: "src/cart.ts", line: 2, related: [] }]);
	});

	test("when the cursor comes to rest on another line, but not at each line on its way", async () => {
		const editor = await openAt("src/cart.ts", "sumPrices");
		await untilTrue("it is told of the editor", () => sent.length === 1);
		for (const line of [5, 6, 7]) {
			editor.selection = new vscode.Selection(line, 0, line, 0);
		}
		await untilTrue("it is told of the line", () => sent.length > 1);
		assert.deepEqual(
			sent.map(({ line }) => line),
			[2, 7],
		);
	});

	test("not while the user types on", async () => {
		const editor = await openAt("src/cart.ts", "sumPrices");
		await untilTrue("it is told of the editor", () => sent.length === 1);
		for (const text of ["// one", "\n", "// two", "\n"]) {
			await vscode.commands.executeCommand("type", { text });
		}
		editor.selection = new vscode.Selection(0, 0, 0, 0);
		await untilTrue("it is told of where the cursor went after that", () => sent.length > 1);
		assert.deepEqual(
			sent.map(({ line }) => line),
			[2, 0],
		);
	});

	test("with the declarations that the code around it uses", async () => {
		await openAt("src/shop.ts", "discount(price)");
		const { related } = await until("the TypeScript server has told what it knows", async () => {
			const found = sent.find((it) => it.related.length > 0);
			if (!found) {
				await vscode.commands.executeCommand("cursorMove", { to: sent.length % 2 ? "up" : "down" });
			}
			return found;
		});
		assert.deepEqual(related, ["src/discount.ts"]);
	});

	test("only where completions are wanted", async () => {
		isWanted = false;
		await openAt("src/totals.ts", "total");
		await untilTrue("the cursor came to rest", () => asked > 0);
		isWanted = true;
		await openAt("src/cart.ts", "sumPrices");
		await untilTrue("it is told", () => sent.length > 0);
		assert.deepEqual(
			sent.map(({ file }) => file),
			["src/cart.ts"],
		);
	});
});
