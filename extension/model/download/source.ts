// Where a file of the catalogue lies on the hub, and where it goes on this machine. Nothing is read here.
import { join } from "node:path";
import { isExposed } from "../../../server/protocol/address";
import type { CatalogueFile } from "../../../server/protocol/catalogue";
import { DownloadError } from "./downloadError";

export interface Source {
	readonly file: CatalogueFile;
	readonly url: URL;
}

/** As https://huggingface.co serves files, and its mirrors do; a mirror may lie below a path. */
export function sourceOf(hub: string, file: CatalogueFile): Source {
	if (!isSafe(file)) {
		throw new DownloadError("failed", `${file.repository}/${file.file} is no file that can be downloaded.`);
	}
	const base = hubAddress(hub);
	const path = base.pathname.replace(/\/+$/, "");
	return { file, url: new URL(`${path}/${file.repository}/resolve/main/${file.file}`, base) };
}

/** Below the folder for models, as LM Studio sorts its own: files of two publishers may have one name. */
export function pathBelow(folder: string, { repository, file }: Pick<CatalogueFile, "repository" | "file">): string {
	return join(folder, ...repository.split("/"), ...file.split("/").slice(-1));
}

/** Whether the names lead nowhere but into a folder for models. */
export function isSafe({ repository, file }: Pick<CatalogueFile, "repository" | "file">): boolean {
	const folders = repository.split("/");
	return folders.length === 2 && [...folders, ...file.split("/")].every((it) => name.test(it)) && /\.gguf$/i.test(file);
}

/** Neither hidden nor, on Windows, another one for its last character. */
const name = /^[\w-](?:[\w.-]*[\w-])?$/;

/** The address that the setting `rationale.model.download` names. */
export function hubAddress(hub: string): URL {
	const url = URL.canParse(hub) ? new URL(hub) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
		const text = `The setting rationale.model.download has no address of a hub, such as https://huggingface.co: ${hub}`;
		throw new DownloadError("failed", text);
	}
	return url;
}

/** Whether nobody on the way can read what is sent there. */
export function isPrivate(url: URL): boolean {
	return !isExposed(url.href);
}
