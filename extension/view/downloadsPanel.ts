// The downloads in the sidebar, as far as the extension host is asked for them.
import type { FromWebview, ToWebview } from "../../media/reasoning/protocol";
import { DisposableStore } from "../disposable";
import type { ModelDownloads } from "../model/modelDownloads";
import { downloadView } from "./downloadText";

type DownloadMessage = Extract<FromWebview, { kind: "pauseDownload" | "resumeDownload" | "discardDownload" }>;

export class DownloadsPanel {
	readonly #store = new DisposableStore();

	constructor(
		private readonly downloads: ModelDownloads,
		private readonly post: (message: ToWebview) => void,
	) {
		this.#store.add(downloads.onDidChange(() => this.show()));
	}

	show(): void {
		this.post({ kind: "downloads", downloads: this.downloads.list().map(downloadView) });
	}

	async receive({ id, kind }: DownloadMessage): Promise<void> {
		switch (kind) {
			case "pauseDownload":
				await this.downloads.pause(id);
				return;
			case "resumeDownload":
				await this.downloads.resume(id);
				return;
			case "discardDownload":
				await this.downloads.discard(id);
		}
	}

	dispose(): void {
		this.#store.dispose();
	}
}
