import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isSameOutput } from "../../../server/benchmark/compareOutput";
import { isSameValue } from "../../../server/benchmark/compareValue";

suite("what a program prints", () => {
	const same: readonly (readonly [string, string, string])[] = [
		["white space around lines", "  1 2 \r\n3\n\n", "1 2\n3"],
		["how a number is written", "1.50 -0.0 1e3 +7 .5", "1.5 0 1000 7 0.500"],
		["a number too long for a float", "100000000000000000000001.0", "100000000000000000000001"],
		["space between numbers", "1   2", "1 2"],
	];
	for (const [name, printed, expected] of same) {
		test(`may differ by ${name}`, () => assert.ok(isSameOutput(printed, expected)));
	}

	const other: readonly (readonly [string, string, string])[] = [
		["a line less", "1", "1\n2"],
		["a line more", "1\n\n2", "1\n2"],
		["a number that is close", "50000000000000000", "50000000000000001"],
		["another word", "Yes", "YES"],
		["space between words", "a  b", "a b"],
		["nothing", "", "0"],
		["a number more", "1 2 3", "1 2"],
		["a point alone", ".", "0"],
	];
	for (const [name, printed, expected] of other) {
		test(`is wrong with ${name}`, () => assert.ok(!isSameOutput(printed, expected)));
	}
});

suite("what a function returns", () => {
	const same: readonly (readonly [string, string])[] = [
		["[1, [2, 3]]", "[1,[2,3]]"],
		["12345678901234567890123", "12345678901234567890123"],
		["2.0", "2"],
		["true", "1"],
		["-0.0", "0"],
		['"a \\"quoted\\" 12"', '"a \\"quoted\\" 12"'],
		['"\\u00e4"', '"ä"'],
		['{"a": 1, "b": [null]}', '{"b": [null], "a": 1}'],
	];
	for (const [returned, expected] of same) {
		test(`${returned} is ${expected}`, () => assert.ok(isSameValue(returned, expected)));
	}

	const other: readonly (readonly [string, string])[] = [
		["12345678901234567890123", "12345678901234567890124"],
		['"1"', "1"],
		['"#1"', "1"],
		["0.1", "0.10000000000000002"],
		["[1]", "[1, 2]"],
		["[]", "{}"],
		["null", "0"],
		["NaN", "NaN"],
		["", "null"],
		['{"__proto__": 1}', '{"a": 1}'],
		['{"a": 1}', '{"b": 1}'],
	];
	for (const [returned, expected] of other) {
		test(`${returned || "nothing"} is not ${expected}`, () => assert.ok(!isSameValue(returned, expected)));
	}
});
