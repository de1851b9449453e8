import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { remediesFor } from "../../../extension/run/failure";

suite("what a failed run offers", () => {
	test("a file that is no usable model: another one", () => {
		for (const reason of ["notFound", "notGguf", "unsupported", "truncated", "noModel"] as const) {
			assert.deepEqual(remediesFor(reason), ["selectModel", "showLog"], reason);
		}
	});

	test("too little room: the settings", () => {
		for (const reason of ["outOfMemory", "contextFull", "promptTooLong"] as const) {
			assert.deepEqual(remediesFor(reason), ["openSettings", "showLog"], reason);
		}
	});

	test("a server that wants a key or encryption: to be set up anew", () => {
		for (const reason of ["unauthorized", "notEncrypted"] as const) {
			assert.deepEqual(remediesFor(reason), ["useServer", "showLog"], reason);
		}
	});

	test("a server that is not there: to run again", () =>
		assert.deepEqual(remediesFor("unreachable"), ["runAgain", "showLog"]));

	test("an engine that died: to run again", () => assert.deepEqual(remediesFor("crashed"), ["runAgain", "showLog"]));

	test("nothing to be done: the log, once", () => assert.deepEqual(remediesFor("noEngine"), ["showLog"]));
});
