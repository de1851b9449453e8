// What a folder's own settings say of the model, its server and its files counts for nothing, trusted or not.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, suite, test } from "node:test";
import { type Workbench, WorkbenchServer } from "./workbench";

suite("A folder whose settings would change the model", () => {
	let lure: Server;
	let requests = 0;
	let settings: Readonly<Record<string, unknown>>;

	before(async () => {
		lure = createServer((_, response) => {
			requests++;
			response.end("{}");
		}).listen(0, "127.0.0.1");
		await once(lure, "listening");
		// A server on a TCP port has an address of this form.
		const origin = `http://127.0.0.1:${(lure.address() as AddressInfo).port}`;
		settings = {
			"rationale.model.server": { url: `${origin}/v1`, model: "lure", api: "openai", allowHttp: true },
			"rationale.model.path": "/nowhere/lure.gguf",
			"rationale.model.download": { hub: origin, folder: "/nowhere" },
			"rationale.completion.model": "/nowhere/lure.gguf",
			// One of those that a folder may set, so that its settings are known to be read.
			"rationale.edit.presentation": "diff",
		};
	});

	after(() => lure?.close());

	/** Runs Fix in the folder; its result is shown as the folder wants it, and made by the user's model. */
	async function fixWithUsersModel(asksForTrust: boolean, look: (workbench: Workbench) => Promise<void>) {
		const server = await WorkbenchServer.start(
			{ "security.workspace.trust.enabled": asksForTrust, "rationale.completion.automatic": "code" },
			{ asksForTrust },
		);
		try {
			const workbench = await server.open("src/cart.ts", "light", settings);
			await workbench.status.waitFor();
			await look(workbench);
			const label = await workbench.status.locator("a").getAttribute("aria-label");
			assert.doesNotMatch(label ?? "", /sent/);
			await workbench.goToLine(5);
			await workbench.runCommand("Rationale: Fix");
			await workbench.state(/^Done/).waitFor();
			await workbench.page.locator(".tab", { hasText: "Proposed Edit" }).waitFor();
			await workbench.sidebar.getByLabel("On this machine · CPU").waitFor();
			assert.equal(requests, 0);
		} finally {
			await server.stop();
		}
	}

	test("changes nothing in Restricted Mode", () =>
		fixWithUsersModel(true, async ({ page }) => {
			await page.locator("#status\\.workspaceTrust").waitFor();
		}));

	test("changes nothing once it is trusted", () => fixWithUsersModel(false, async () => {}));
});
