import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Region } from "../../../../server/completion/syntax/notation/mode";
import { regionAt } from "../../../../server/completion/syntax/region";
import { surroundingsOf } from "../../../../server/completion/syntax/surroundings";
import { languages } from "./regions";

/** As the filters see it, who know the line that it is in. Of an unknown language they believe that it is like most. */
function regionByLines(before: string, languageId: string): Region {
	if (languageId === "somethingElse") return "code";
	return surroundingsOf({ uri: "file:///a", languageId, before, after: "" }).region;
}

for (const region of ["code", "comment", "string"] as const) {
	suite(`in ${region === "code" ? region : `a ${region}`}`, () => {
		for (const { ids, [region]: texts } of languages) {
			for (const id of ids) {
				for (const text of texts) {
					test(`${id}: ${JSON.stringify(text)}`, () => equal(regionAt(text, id), region));
					test(`${id}, line by line: ${JSON.stringify(text)}`, () => equal(regionByLines(text, id), region));
				}
			}
		}
	});
}

suite("long files", () => {
	const lines = "const a = 'b'; // It's so.\n".repeat(100_000);

	test("are read from a line's start on", () => equal(regionAt(`${lines}c`, "typescript"), "code"));

	test("one long line is read as well", () =>
		equal(regionAt(`${"a".repeat(1_000_000)} // b`, "typescript"), "comment"));
});
