import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isSecret } from "../../../server/protocol/secrets";

suite("files that never become part of a prompt", () => {
	for (const path of [
		"/app/.env",
		"/app/.env.local",
		"/app/prod.env",
		"/home/u/.ssh/config",
		"/home/u/id_ed25519",
		"C:\\keys\\server.PEM",
		"/app/.npmrc",
		"/app/secrets.ts",
		"/app/credentials.json",
	]) {
		test(`${path} is one`, () => assert.equal(isSecret(path), true));
	}
	for (const path of [
		"/app/environment.ts",
		"/app/keyboard.ts",
		"/app/secretSanta.ts",
		"/env/cart.ts",
		"/app/tokens.ts",
	]) {
		test(`${path} is none`, () => assert.equal(isSecret(path), false));
	}
});
