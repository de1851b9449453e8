import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { ReplyReader } from "../../../../server/engine/openai/replyReader";

function read(...events: unknown[]) {
	const reader = new ReplyReader({ channel: "unknown", assumed: "answer" });
	return events.flatMap((event) => reader.push(event));
}

const delta = (fields: object) => ({ choices: [{ delta: fields }] });
const thought = (text: string) => ({ kind: "text", channel: "thought", text }) as const;
const answer = (text: string) => ({ kind: "text", channel: "answer", text }) as const;

suite("what a server streams", () => {
	for (const [name, events, expected] of [
		[
			"a thought in each field",
			["reasoning", "reasoning_content", "thinking"].map((it) => delta({ [it]: "a" })),
			[thought("a"), thought("a"), thought("a")],
		],
		["a thought with an empty content beside it", [delta({ reasoning: "a", content: "" })], [thought("a")]],
		[
			"a thought with no content beside it, as Ollama has it",
			[delta({ role: "assistant", content: null, reasoning: "a" })],
			[thought("a")],
		],
		["thought and answer in one event", [delta({ reasoning_content: "a", content: "b" })], [thought("a"), answer("b")]],
		[
			"tags are text once there is a field",
			[delta({ reasoning: "a" }), delta({ content: "</think>" })],
			[thought("a"), answer("</think>")],
		],
		["text of the older endpoint", [{ choices: [{ text: "<think>a</think>b" }] }], [thought("a"), answer("b")]],
		[
			"how the reply is called, once",
			[
				{ id: "1", ...delta({ content: "a" }) },
				{ id: "1", ...delta({}) },
			],
			[{ kind: "id", id: "1" }, answer("a")],
		],
		["an end", [{ choices: [{ delta: {}, finish_reason: "stop" }] }], [{ kind: "finish", reason: "complete" }]],
		[
			"an end for want of room",
			[{ choices: [{ delta: {}, finish_reason: "length" }] }],
			[{ kind: "finish", reason: "length" }],
		],
		[
			"what is held back comes before the end",
			[{ choices: [{ delta: { content: "<th" }, finish_reason: "stop" }] }],
			[answer("<th"), { kind: "finish", reason: "complete" }],
		],
		[
			"usage",
			[{ choices: [], usage: { prompt_tokens: 9, prompt_tokens_details: { cached_tokens: 4 } } }],
			[{ kind: "usage", promptTokens: 9, cachedTokens: 4 }],
		],
		[
			"usage as DeepSeek writes it",
			[{ choices: [], usage: { prompt_tokens: 9, prompt_cache_hit_tokens: 4 } }],
			[{ kind: "usage", promptTokens: 9, cachedTokens: 4 }],
		],
		["an error in place of an event", [{ error: { message: "no" } }], [{ kind: "error", error: { message: "no" } }]],
		[
			"nothing, from what is of no known form",
			[
				null,
				7,
				"a",
				[],
				{},
				{ choices: {} },
				{ choices: [null] },
				{ choices: [{ delta: { content: 7, reasoning: {} } }] },
				{ usage: 3 },
				{ choices: [{ delta: [] }] },
			],
			[{ kind: "usage", promptTokens: 0, cachedTokens: 0 }],
		],
	] as const) {
		test(name, () => assert.deepEqual(read(...events), expected));
	}
});
