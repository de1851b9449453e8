// VS Code's language models, as its chat and other extensions come to them.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { thinkingPartClass } from "../../../extension/chat/thinkingPart";
import { untilTrue } from "./sample";

const vendor = "rationale";

const question = `Fix the bug in this code.

File: src/scores.ts

Code to change:
\`\`\`typescript
function addPoints(points: number[]): number {
  let total = 0;
  for (let i = 0; i <= points.length; i++) {
    total += points[i];
  }
  return total;
}
\`\`\`

Reply with one typescript block that holds the complete new version of the code to change.`;

const answer = `\`\`\`typescript
function addPoints(points: number[]): number {
  let total = 0;
  for (let i = 0; i < points.length; i++) {
    total += points[i];
  }
  return total;
}
\`\`\``;

async function theModel(): Promise<vscode.LanguageModelChat> {
	const [model] = await vscode.lm.selectChatModels({ vendor });
	assert.ok(model, "VS Code knows the model.");
	return model;
}

async function ask(model: vscode.LanguageModelChat, text: string, token?: vscode.CancellationToken) {
	return model.sendRequest([vscode.LanguageModelChatMessage.User(text)], {}, token);
}

/** For the time of some work. */
async function withSetting<T>(name: string, value: unknown, work: () => Promise<T>): Promise<T> {
	const update = (to: unknown) =>
		vscode.workspace.getConfiguration("rationale").update(name, to, vscode.ConfigurationTarget.Global);
	const before = vscode.workspace.getConfiguration("rationale").inspect(name)?.globalValue;
	await update(value);
	try {
		return await work();
	} finally {
		await update(before);
	}
}

suite("VS Code's chat", () => {
	test("is offered the model that is set", async () => {
		const { family, id, maxInputTokens, name } = await theModel();
		assert.deepEqual(
			{ family, id, maxInputTokens, name },
			{
				family: "tiny-r1",
				id: "tiny-r1",
				maxInputTokens: 1024,
				name: "tiny-r1",
			},
		);
	});

	test("has the answer streamed as text, without the thought", async () => {
		const response = await ask(await theModel(), question);
		const pieces: string[] = [];
		for await (const piece of response.text) {
			pieces.push(piece);
		}
		assert.ok(pieces.length > 1);
		assert.equal(pieces.join(""), answer);
	});

	test("has the thought as parts of its own where VS Code knows them", async () => {
		const response = await ask(await theModel(), question);
		const thinkingPart = thinkingPartClass();
		assert.ok(thinkingPart, "The VS Code of the tests has them.");
		const thought: string[] = [];
		const text: string[] = [];
		for await (const part of response.stream) {
			if (part instanceof thinkingPart) {
				thought.push(String(Reflect.get(part, "value")));
			} else if (part instanceof vscode.LanguageModelTextPart) {
				text.push(part.value);
			}
		}
		assert.match(thought.join(""), /`i <= points\.length`/);
		assert.equal(text.join(""), answer);
	});

	test("stops the model when it is cancelled", async () => {
		await withSetting("sampling", { temperature: 2, topP: 1, seed: 1 }, () =>
			withSetting("reasoning.effort", "unlimited", async () => {
				const source = new vscode.CancellationTokenSource();
				const response = await ask(await theModel(), question, source.token);
				for await (const _ of response.stream) {
					source.cancel();
					break;
				}
			}),
		);
		// The next one would wait until the context of the first is full of babble.
		const response = await ask(await theModel(), question);
		let text = "";
		for await (const piece of response.text) {
			text += piece;
		}
		assert.equal(text, answer);
	});

	test("counts tokens as the model does", async () => {
		const model = await theModel();
		await (await ask(model, question)).text[Symbol.asyncIterator]().next();
		const [one, many] = [await model.countTokens("const price = 1;"), await model.countTokens("price ".repeat(100))];
		assert.ok(one >= 4 && one <= 10 && many >= 100 && many <= 200, `${one} and ${many}`);
		const message = vscode.LanguageModelChatMessage.User("const price = 1;");
		assert.ok((await model.countTokens(message)) > one);
	});

	test("is told in a sentence what went wrong", async () => {
		const response = ask(await theModel(), "const price = 1;\n".repeat(1000)).then(async ({ text }) => {
			for await (const _ of text) {
				assert.fail("There is no answer.");
			}
		});
		await assert.rejects(response, /The chat has \d+ tokens, too many for the model's context of 2048 tokens\. Begin/);
	});

	test("is offered none while the setting is off, and again when it is on", async () => {
		const isOffered = async () => (await vscode.lm.selectChatModels({ vendor })).length > 0;
		await withSetting("chat.enabled", false, () => untilTrue("it is offered none", async () => !(await isOffered())));
		await untilTrue("it is offered one again", isOffered);
	});
});
