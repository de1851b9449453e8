import type { LoadOptions } from "../engine/engine";
import { type Settings, usesServer } from "../protocol/settings";

/** The model that runs are made with. */
export function loadOptionsOf({ contextSize, gpu, path, server, threads }: Settings["model"]): LoadOptions {
	return usesServer({ server })
		? { kind: "server", ...server, contextSize }
		: { kind: "file", role: "reason", path, contextSize, gpu, threads };
}
