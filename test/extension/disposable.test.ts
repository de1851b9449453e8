import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { DisposableStore } from "../../extension/disposable";

function storeOf(...names: readonly string[]): { store: DisposableStore; disposed: string[] } {
	const disposed: string[] = [];
	const store = new DisposableStore();
	for (const name of names) {
		store.add({ dispose: () => disposed.push(name) });
	}
	return { store, disposed };
}

suite("a store of disposables", () => {
	test("returns what it is given", () => {
		const member = { dispose: () => undefined };
		assert.equal(new DisposableStore().add(member), member);
	});

	test("disposes its members once, the last one first", () => {
		const { store, disposed } = storeOf("a", "b");
		store.dispose();
		store.dispose();
		assert.deepEqual(disposed, ["b", "a"]);
	});

	test("disposes at once what comes too late", () => {
		const { store, disposed } = storeOf();
		store.dispose();
		store.add({ dispose: () => disposed.push("late") });
		assert.deepEqual(disposed, ["late"]);
	});

	test("goes on when a member fails, and tells of it", () => {
		const { store, disposed } = storeOf("a");
		store.add({
			dispose: () => {
				throw new Error("broken");
			},
		});
		assert.throws(() => store.dispose(), AggregateError);
		assert.deepEqual(disposed, ["a"]);
	});
});
