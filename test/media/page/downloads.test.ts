import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { DownloadView, ToWebview } from "../../../media/reasoning/protocol";
import { editRun, show } from "../runs";
import { type SidebarPage, sidebarTests } from "./page";
import { themes } from "./themes";

const look = sidebarTests();

const running: DownloadView = {
	id: "7B",
	name: "DeepSeek-R1-Distill-Qwen-7B · Q4_K_M",
	kind: "running",
	text: "25 % of 4.7 GB · 12 MB/s · 5 min left",
	progress: 0.25,
};
const failed: DownloadView = {
	id: "coder",
	name: "Qwen2.5-Coder-1.5B · Q8_0",
	kind: "failed",
	text: "There is no network. Check the connection and go on with the download.",
	progress: 0.6,
};

function downloads(...list: readonly DownloadView[]): ToWebview {
	return { kind: "downloads", downloads: list };
}

const section = ({ page }: SidebarPage) => page.getByRole("region", { name: "Downloads" });
const bar = ({ page }: SidebarPage) => page.getByRole("progressbar", { name: running.name });

suite("downloads", () => {
	test("are not there where there are none", async () => {
		await look([show(editRun), downloads()], async (sidebar) => {
			assert.equal(await section(sidebar).isVisible(), false);
			await sidebar.post(downloads(running));
			assert.equal(await section(sidebar).isVisible(), true);
			await sidebar.post(downloads());
			assert.equal(await section(sidebar).isVisible(), false);
		});
	});

	test("say how far they are, to the eye and to a screen reader", async () => {
		await look([show(editRun), downloads(running)], async (sidebar) => {
			await section(sidebar).getByText(running.name).waitFor();
			await section(sidebar).getByText(running.text).waitFor();
			assert.equal(await bar(sidebar).getAttribute("aria-valuenow"), "25");
			assert.equal(await bar(sidebar).getAttribute("aria-valuetext"), running.text);
			await sidebar.post(downloads({ ...running, progress: 0.5 }));
			assert.equal(await bar(sidebar).getAttribute("aria-valuenow"), "50");
		});
	});

	test("are paused and gone on with by one button, which keeps the focus", async () => {
		await look([show(editRun), downloads(running)], async (sidebar) => {
			const { page } = sidebar;
			await page.getByRole("button", { name: `Pause the download of ${running.name}` }).focus();
			await page.keyboard.press("Enter");
			await sidebar.post(downloads({ ...running, kind: "paused", text: "Paused at 25 % of 4.7 GB" }));
			await page.keyboard.press("Enter");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Enter");
			assert.deepEqual(await sidebar.sent(), [
				{ kind: "pauseDownload", id: "7B" },
				{ kind: "resumeDownload", id: "7B" },
				{ kind: "discardDownload", id: "7B" },
			]);
		});
	});

	test("that wait or are checked can only be given up", async () => {
		for (const kind of ["waiting", "checking"] as const) {
			await look([show(editRun), downloads({ ...running, kind })], async (sidebar) => {
				assert.equal(await section(sidebar).getByRole("button").count(), 1);
			});
		}
	});

	for (const [name, theme] of Object.entries(themes)) {
		test(`read well in ${name}, beside a run and on the empty page`, async () => {
			await look(
				[show(editRun), downloads(running, failed)],
				async (sidebar) => {
					await sidebar.screenshot(`downloads-${name}`);
					await sidebar.post({ ...show(null), model: { kind: "none", name: "", detail: "" } });
					await sidebar.screenshot(`downloads-empty-${name}`);
				},
				{ theme },
			);
		});
	}

	for (const width of [180, 240]) {
		test(`stay within ${width} pixels`, async () => {
			await look(
				[show(editRun), downloads(running, failed)],
				async (sidebar) => {
					await sidebar.screenshot(`downloads-${width}`);
					const { page } = sidebar;
					assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
					const button = page.getByRole("button", { name: `Pause the download of ${running.name}` });
					const box = await button.boundingBox();
					assert.ok(box && box.x + box.width <= width, JSON.stringify(box));
				},
				{ width },
			);
		});
	}
});
