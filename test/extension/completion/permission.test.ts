import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type Circumstances, type Permission, permissionIn } from "../../../extension/completion/permission";

const typing: Circumstances = {
	isExplicit: false,
	automatic: "code",
	hasModel: true,
	isSecret: false,
	isFocused: true,
	isOnBattery: false,
	saving: "rarer",
};

function permission(differently: Partial<Circumstances>): Permission {
	return permissionIn({ ...typing, ...differently });
}

suite("a completion that comes by itself", () => {
	test("is granted while the user types in code", () => {
		assert.equal(permission({}), "granted");
		assert.equal(permission({ automatic: "everywhere" }), "granted");
	});

	test("is denied where none is wanted", () => {
		assert.equal(permission({ automatic: "off" }), "denied");
		assert.equal(permission({ isSecret: true }), "denied");
		assert.equal(permission({ isFocused: false }), "denied");
	});

	test("asks for no model", () => {
		assert.equal(permission({ hasModel: false }), "denied");
	});

	test("saves the battery as the setting says", () => {
		assert.equal(permission({ isOnBattery: true, saving: "pause" }), "denied");
		assert.equal(permission({ isOnBattery: true, saving: "rarer" }), "afterPause");
		assert.equal(permission({ isOnBattery: true, saving: "off" }), "granted");
	});

	test("comes as ever on mains", () => {
		assert.equal(permission({ saving: "pause" }), "granted");
	});
});

suite("a completion that is asked for", () => {
	test("is granted whatever keeps others from coming by themselves", () => {
		const nothing = { automatic: "off", isSecret: true, isFocused: false, isOnBattery: true, saving: "pause" } as const;
		assert.equal(permission({ ...nothing, isExplicit: true }), "granted");
	});

	test("says so when no model is set", () => {
		assert.equal(permission({ isExplicit: true, hasModel: false }), "noModel");
	});
});
