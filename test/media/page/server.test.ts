// A model that runs on a server: what the sidebar says of it, and what cannot be done with it.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ModelView, RunView, ToWebview } from "../../../media/reasoning/protocol";
import { editProposal, editRun, queuedRun, show, thinkingRun } from "../runs";
import { type SidebarPage, sidebarTests } from "./page";
import { themes } from "./themes";

const look = sidebarTests();
const remote: ModelView = {
	kind: "ready",
	name: "deepseek-reasoner",
	detail: "Code is sent to api.deepseek.com",
	server: { host: "api.deepseek.com", isHere: false, isExposed: false },
};
const exposed: ModelView = {
	...remote,
	detail: "Code is sent to gpu-box.lan:8000, without encryption",
	server: { host: "gpu-box.lan:8000", isHere: false, isExposed: true },
};
const here: ModelView = {
	...remote,
	detail: "A server on this machine · 127.0.0.1:8000",
	server: { host: "127.0.0.1:8000", isHere: true, isExposed: false },
};

const withModel = (run: RunView | null, model: ModelView): readonly ToWebview[] => [
	show(run, run === editRun ? editProposal : null),
	{ kind: "model", model },
];
const place = ({ page }: SidebarPage) => page.locator(".place-of-model");
const pressable = (sidebar: SidebarPage, name: string) => sidebar.page.getByRole("button", { name, exact: true });

suite("where the model runs", () => {
	test("is marked with the host where code leaves the machine", async () => {
		await look(withModel(editRun, remote), async (sidebar) => {
			assert.equal(await place(sidebar).innerText(), "api.deepseek.com");
			assert.equal(await place(sidebar).getAttribute("aria-label"), "Code is sent to api.deepseek.com");
			assert.equal(await place(sidebar).getAttribute("title"), "deepseek-reasoner\nCode is sent to api.deepseek.com");
			assert.ok(await place(sidebar).locator("svg").isVisible());
		});
	});

	test("is said with the failure where the server fails", async () => {
		await look(withModel(editRun, { ...remote, kind: "failed", detail: "The key is wrong." }), async (sidebar) => {
			const label = "The key is wrong. Code is sent to api.deepseek.com";
			assert.equal(await place(sidebar).getAttribute("aria-label"), label);
			await place(sidebar).click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "showLog" }]);
		});
	});

	test("is no mark for a server on this machine, nor for a file", async () => {
		await look(withModel(editRun, here), async (sidebar) => {
			assert.equal(await place(sidebar).getAttribute("aria-label"), "A server on this machine · 127.0.0.1:8000");
			assert.equal(await place(sidebar).locator("svg").isVisible(), false);
			await sidebar.post(...withModel(editRun, { kind: "ready", name: "R1", detail: "On this machine · CPU" }));
			assert.equal(await place(sidebar).getAttribute("aria-label"), "On this machine · CPU");
			assert.equal(await place(sidebar).locator("svg").isVisible(), false);
		});
	});

	test("is told before the first run", async () => {
		const told = async (sidebar: SidebarPage) => (await sidebar.texts(".empty > p")).join("\n");
		await look(withModel(null, remote), async (sidebar) => {
			assert.match(await told(sidebar), /thinks on api\.deepseek\.com: code that you run an action on is sent there/);
			await sidebar.post({ kind: "model", model: here });
			assert.match(await told(sidebar), /thinks on a server on this machine, 127\.0\.0\.1:8000/);
			await sidebar.post({ kind: "model", model: { kind: "ready", name: "R1", detail: "On this machine · CPU" } });
			assert.match(await told(sidebar), /thinks here, on this machine/);
		});
	});

	for (const [theme, width] of [
		["dark", 240],
		["dark", 340],
		["light", 340],
		["light", 600],
		["highContrast", 340],
		["highContrastLight", 260],
	] as const) {
		test(`fits in ${theme} at ${width} pixels`, async () => {
			await look(
				[],
				async (sidebar) => {
					for (const [name, model] of Object.entries({ remote, exposed, here })) {
						await sidebar.post(...withModel(editRun, model));
						await sidebar.screenshot(`server-${name}-${theme}-${width}`);
						assert.deepEqual(await cutOff(sidebar), [], name);
					}
				},
				{ theme: themes[theme], width, height: 760 },
			);
		});
	}
});

suite("a model whose thought cannot be steered", () => {
	const unsteerable: ModelView = { ...remote, lacks: ["steering"] };
	const reason = "api.deepseek.com has no way to steer a thought";

	test("says so on the buttons that steer, which do nothing", async () => {
		await look(withModel(thinkingRun, unsteerable), async (sidebar) => {
			for (const name of ["Answer now", "Think more"]) {
				const button = pressable(sidebar, name);
				assert.equal(await button.getAttribute("aria-disabled"), "true");
				assert.equal(await button.getAttribute("title"), `${reason}.`);
				assert.equal(await button.getAttribute("aria-description"), reason);
				await button.click({ force: true });
			}
			assert.deepEqual(await sidebar.sent(), []);
			await pressable(sidebar, "Stop").click();
			assert.deepEqual(await sidebar.sent(), [{ kind: "stop", id: thinkingRun.id }]);
		});
	});

	test("says so where a step could be edited or another answer asked for", async () => {
		await look(withModel(editRun, unsteerable), async (sidebar) => {
			await sidebar.sent();
			await pressable(sidebar, "Another answer").click({ force: true });
			await sidebar.page.locator(".step-main").nth(1).focus();
			await sidebar.page.keyboard.press("e");
			assert.equal(await sidebar.page.locator(".step-editor").count(), 0);
			assert.equal(await pressable(sidebar, "Edit step 2").getAttribute("title"), `${reason}.`);
			assert.deepEqual(await sidebar.sent(), []);
		});
	});

	test("keeps the words of a step that was being edited, until another model can go on from them", async () => {
		await look([show(editRun, editProposal)], async (sidebar) => {
			await sidebar.page.locator(".step-main").nth(1).focus();
			await sidebar.page.keyboard.press("e");
			await sidebar.page.keyboard.type("Mind the tax.");
			await sidebar.post({ kind: "model", model: unsteerable });
			await sidebar.sent();
			await sidebar.page.keyboard.press("Control+Enter");
			assert.deepEqual(await sidebar.sent(), []);
			await sidebar.post({ kind: "model", model: { ...remote, kind: "ready" } });
			await sidebar.page.keyboard.press("Control+Enter");
			const [sent] = await sidebar.sent();
			assert.ok(sent?.kind === "resume" && sent.text.endsWith("Mind the tax."));
		});
	});

	test("is sent no first thought, and the words stay for the next model", async () => {
		await look([show(editRun, editProposal)], async (sidebar) => {
			const toggle = sidebar.page.locator(".first-thought-toggle");
			await toggle.click();
			await sidebar.page.keyboard.type("I must keep the signature.");
			await sidebar.post({ kind: "model", model: unsteerable });
			assert.equal(await toggle.getAttribute("title"), `${reason}.`);
			await toggle.click({ force: true });
			await pressable(sidebar, "Fix").click();
			const start = { kind: "start", action: "fix", instruction: "" } as const;
			assert.deepEqual(await sidebar.sent(), [{ ...start, thought: "" }]);
			await sidebar.post({ kind: "model", model: remote });
			await pressable(sidebar, "Fix").click();
			assert.deepEqual(await sidebar.sent(), [{ ...start, thought: "I must keep the signature." }]);
		});
	});
});

suite("a model that does not think", () => {
	const thoughtless: ModelView = { ...remote, lacks: ["thought", "steering"] };
	const note = ({ page }: SidebarPage) => page.locator(".no-thought");

	test("is said to, in place of the thought", async () => {
		await look(withModel(queuedRun, thoughtless), async (sidebar) => {
			assert.equal(await note(sidebar).innerText(), "This model does not think: its answer comes at once.");
			await sidebar.screenshot("server-thoughtless-dark");
			assert.equal(await pressable(sidebar, "Answer now").getAttribute("title"), "This model does not think.");
		});
	});

	test("has its answers without a thought named so, whichever model is used later", async () => {
		const answered: RunView = { ...editRun, steps: [] };
		await look([show(answered)], async (sidebar) => {
			assert.equal(await note(sidebar).innerText(), "The model gave no thought before this answer.");
			await sidebar.post(show({ ...answered, budget: 0, effort: "none" }));
			assert.equal(await note(sidebar).isVisible(), false);
			await sidebar.post(show(editRun));
			assert.equal(await note(sidebar).isVisible(), false);
		});
	});
});

/** What reaches out of the view. */
function cutOff({ page }: SidebarPage): Promise<readonly string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll("body *")]
			.filter((it) => it.checkVisibility() && it.getBoundingClientRect().right > innerWidth + 1)
			.map((it) => it.outerHTML),
	);
}
