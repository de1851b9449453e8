// How a server that runs the model reads: that code leaves the machine, and where it goes to.
import type { ModelView, ServerView } from "../../media/reasoning/protocol";
import { hostOf, isExposed, isLoopback } from "../../server/protocol/address";
import type { ModelState } from "../../server/protocol/model";
import type { ServerSettings } from "../../server/protocol/settings";
import { lacking } from "./lacking";

/** What the settings name is what the next run is made with, whatever was used before. */
export function serverModelView(state: ModelState, { url, model }: ServerSettings): ModelView {
	const server = { host: hostOf(url), isHere: isLoopback(url), isExposed: isExposed(url) };
	const shown = { name: model, detail: placeText(server), server };
	switch (state.kind) {
		case "ready":
			return state.model.server !== null && hostOf(state.model.server) === server.host && state.model.path === model
				? { ...shown, kind: "ready", ...lacking(state.model) }
				: { ...shown, kind: "stopped" };
		case "loading":
			return { ...shown, kind: "loading" };
		case "failed":
			// Of a file that was not there before a server was chosen.
			return state.reason === "noModel"
				? { ...shown, kind: "stopped" }
				: { ...shown, kind: "failed", detail: state.message };
		case "stopped":
			return { ...shown, kind: "stopped" };
	}
}

function placeText(server: ServerView): string {
	return server.isHere ? `A server on this machine · ${server.host}` : sentText(server);
}

function sentText({ host, isExposed }: ServerView): string {
	return `Code is sent to ${host}${isExposed ? ", without encryption" : ""}`;
}

/** What the status bar has of it, beside what it has of the model and the run. */
export function serverStatus(server: ServerView | undefined): {
	readonly text: string;
	readonly label: string;
	readonly lines: readonly string[];
} {
	if (!server) {
		return { text: "", label: "", lines: [] };
	}
	if (server.isHere) {
		return { text: "", label: "", lines: [`Code goes to a server on this machine: ${server.host}`] };
	}
	const sent = sentText(server);
	return {
		text: ` $(cloud-upload) ${server.host}`,
		label: `, ${sent.replace("Code", "code")}`,
		lines: [sent],
	};
}
