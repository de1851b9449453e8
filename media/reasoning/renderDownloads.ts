/** Models that are being downloaded: how far each is, and buttons to pause, go on or give up. Nothing where there are none. */
import { button, element, icon, setIcon, setText } from "./element";
import type { DownloadView, FromWebview } from "./protocol";

type Send = (message: FromWebview) => void;

export class Downloads {
	readonly root = element("section", { class: "downloads", "aria-label": "Downloads", hidden: "" });
	readonly #rows = new Map<string, Row>();
	readonly #send: Send;

	constructor(send: Send) {
		this.#send = send;
	}

	update(downloads: readonly DownloadView[]): void {
		this.root.hidden = downloads.length === 0;
		for (const [id, row] of this.#rows) {
			if (!downloads.some((it) => it.id === id)) {
				row.root.remove();
				this.#rows.delete(id);
			}
		}
		for (const download of downloads) {
			this.#row(download.id).update(download);
		}
	}

	/** Kept from one state to the next: the focus stays on its buttons. */
	#row(id: string): Row {
		const known = this.#rows.get(id);
		if (known) return known;
		const row = new Row(id, this.#send);
		this.#rows.set(id, row);
		this.root.append(row.root);
		return row;
	}
}

class Row {
	readonly root: HTMLElement;
	readonly #name = element("span", { class: "download-name" });
	readonly #text = element("p", { class: "download-text" });
	readonly #bar = element("div", { class: "bar", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100" });
	readonly #fill = element("div", { class: "bar-fill" });
	readonly #pauseIcon = icon("pause");
	readonly #pause: HTMLButtonElement;
	readonly #discard: HTMLButtonElement;
	#isGoing = false;

	constructor(id: string, send: Send) {
		this.#pause = button(
			this.#pauseIcon,
			() => send({ kind: this.#isGoing ? "pauseDownload" : "resumeDownload", id }),
			{ look: "tool" },
		);
		this.#discard = button(icon("close"), () => send({ kind: "discardDownload", id }), { look: "tool" });
		this.#bar.append(this.#fill);
		const head = element("div", { class: "download-head" }, this.#name, this.#pause, this.#discard);
		this.root = element("div", { class: "download", role: "group" }, head, this.#bar, this.#text);
	}

	update({ kind, name, progress, text }: DownloadView): void {
		this.#isGoing = kind === "running";
		this.root.dataset["kind"] = kind;
		this.root.setAttribute("aria-label", name);
		setText(this.#name, name);
		this.#name.title = name;
		setText(this.#text, text);
		this.#showBar(name, text, progress);
		this.#pause.hidden = kind === "waiting" || kind === "checking";
		setIcon(this.#pauseIcon, this.#isGoing ? "pause" : "resume");
		label(this.#pause, this.#isGoing ? `Pause the download of ${name}` : `Go on with the download of ${name}`);
		label(this.#discard, `Cancel the download of ${name} and delete what was fetched`);
	}

	#showBar(name: string, text: string, progress: number | null): void {
		this.#bar.hidden = progress === null;
		this.#bar.setAttribute("aria-label", name);
		this.#bar.setAttribute("aria-valuenow", String(Math.round((progress ?? 0) * 100)));
		this.#bar.setAttribute("aria-valuetext", text);
		this.#fill.style.width = `${(progress ?? 0) * 100}%`;
	}
}

function label(made: HTMLButtonElement, text: string): void {
	made.setAttribute("aria-label", text);
	made.title = text;
}
