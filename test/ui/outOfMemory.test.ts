// Memory that is too short for a model: each step that is offered is smaller, and the run goes on with it.
import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";
import { temporaryFolder } from "../support/profile";
import { repositoryRoot } from "../support/repositoryRoot";
import { type Workbench, WorkbenchServer } from "./workbench";

const tiny = join(repositoryRoot(), "test", "tiny-r1", "tiny-r1.gguf");

/** The tiny model, whose header says that its keys are so long that no machine has room for the KV cache. */
async function giant(): Promise<string> {
	const tinyBytes = await readFile(tiny);
	const contextLength = "qwen2.context_length";
	const typeSize = 4;
	tinyBytes.writeUInt32LE(131_072, tinyBytes.indexOf(contextLength) + contextLength.length + typeSize);
	// The second one is there for its length: the weights lie at multiples of 32 bytes.
	const added = Buffer.concat([uint32Pair("qwen2.attention.key_length", 100_000_000), uint32Pair("x.fill", 0)]);
	assert.equal(added.length % 32, 0);
	const countAt = 16;
	const pairsAt = 24;
	tinyBytes.writeBigUInt64LE(tinyBytes.readBigUInt64LE(countAt) + 2n, countAt);
	const path = join(temporaryFolder("rt-"), "giant.gguf");
	// Larger than the one that is to take its place.
	await writeFile(path, Buffer.concat([tinyBytes.subarray(0, pairsAt), added, tinyBytes.subarray(pairsAt)]));
	return path;
}

/** A number of a GGUF's header: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md */
function uint32Pair(key: string, value: number): Buffer {
	const uint32Type = 4;
	const bytes = Buffer.alloc(8 + key.length + 8);
	bytes.writeBigUInt64LE(BigInt(key.length), 0);
	bytes.write(key, 8, "latin1");
	bytes.writeUInt32LE(uint32Type, 8 + key.length);
	bytes.writeUInt32LE(value, 12 + key.length);
	return bytes;
}

suite("A run that is out of memory", () => {
	let server: WorkbenchServer;
	let workbench: Workbench;

	before(async () => {
		server = await WorkbenchServer.start({
			"rationale.model.path": await giant(),
			"rationale.model.contextSize": 4096,
		});
		const folder = join(dirname(server.userDataDir), "h", ".lmstudio", "models", "tests", "Tiny-GGUF");
		await mkdir(folder, { recursive: true });
		await copyFile(tiny, join(folder, "tiny-r1.gguf"));
		workbench = await server.open("src/cart.ts", "dark");
		await workbench.status.waitFor();
		await workbench.goToLine(5);
		await workbench.runCommand("Rationale: Fix");
	});

	after(() => server?.stop());

	const settings = () => readFile(join(server.userDataDir, "Machine", "settings.json"), "utf8");

	test("says so, and runs again with half of the context when that is chosen", async () => {
		const message = workbench.notification("There is not enough memory for giant.gguf with a context of 4096 tokens");
		await message.waitFor();
		await workbench.screenshot("out-of-memory");
		await message.getByRole("button", { name: "Context of 2048 Tokens" }).click();
		await workbench.notification("with a context of 2048 tokens").waitFor();
		assert.match(await settings(), /"rationale\.model\.contextSize": 2048/);
	});

	test("tries nothing again by itself", async () => {
		const message = workbench.notification("There is not enough memory for giant.gguf");
		assert.equal(await message.count(), 1);
		assert.equal(await message.getByRole("button", { name: "Context of" }).count(), 0);
		assert.deepEqual(await server.engines(), []);
	});

	test("offers smaller models, and goes on with the one that is chosen", async () => {
		const message = workbench.notification("There is not enough memory for giant.gguf");
		await message.getByRole("button", { name: "Choose a Smaller Model…" }).click();
		await workbench.pickerRow("tests/Tiny-GGUF · tiny-r1").waitFor();
		await workbench.pickerFilled();
		assert.equal(await workbench.pickerRow("giant").count(), 0);
		await workbench.pickerRow("tests/Tiny-GGUF · tiny-r1").click();
		await workbench.lens("Accept").waitFor();
	});
});
