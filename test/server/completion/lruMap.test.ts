import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { LruMap } from "../../../server/completion/lruMap";

function filled(): LruMap<string, number> {
	const map = new LruMap<string, number>(2);
	map.set("a", 1);
	map.set("b", 2);
	return map;
}

suite("least recently used", () => {
	test("the oldest one goes when there are too many", () => {
		const map = filled();
		map.set("c", 3);
		deepEqual(map.entries(), [
			["c", 3],
			["b", 2],
		]);
	});

	test("one that was asked for stays", () => {
		const map = filled();
		map.get("a");
		map.set("c", 3);
		equal(map.get("b"), undefined);
		equal(map.get("a"), 1);
	});

	test("one that was set anew stays, with its new value", () => {
		const map = filled();
		map.set("a", 4);
		map.set("c", 3);
		deepEqual(map.entries(), [
			["c", 3],
			["a", 4],
		]);
	});

	test("looking through them is no use", () => {
		const map = filled();
		map.entries();
		map.set("c", 3);
		equal(map.get("a"), undefined);
	});

	test("one or all can be taken out", () => {
		const map = filled();
		map.delete("a");
		deepEqual(map.entries(), [["b", 2]]);
		map.clear();
		deepEqual(map.entries(), []);
	});
});
