import type { Page } from "playwright-core";

/** Posts messages to a page in one go, and returns when they are drawn. */
export async function postTo(page: Page, messages: readonly unknown[]): Promise<void> {
	await page.evaluate(async (list) => {
		for (const message of list) {
			window.postMessage(message, "*");
		}
		// Messages are tasks: the last one is received before this one; then comes the frame that draws them.
		await new Promise((resolve) => setTimeout(resolve));
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	}, messages);
}
