// How a download reads in the sidebar.
import type { DownloadView } from "../../media/reasoning/protocol";
import type { Download, DownloadState } from "../model/downloadState";
import { sizeText } from "../model/sizeText";
import { percent } from "./percent";

export function downloadView({ file, state }: Download): DownloadView {
	const { bytes, id, model, quantization } = file;
	return {
		id,
		name: `${model} · ${quantization}`,
		kind: state.kind,
		text: textOf(state),
		progress: progressOf(state, bytes),
	};
}

function textOf(state: DownloadState): string {
	switch (state.kind) {
		case "waiting":
			return "Another window downloads it";
		case "running": {
			const { bytesPerSecond, done, secondsLeft, total, trouble } = state;
			if (trouble !== undefined) {
				return trouble;
			}
			const speed = bytesPerSecond > 0 ? [`${sizeText(bytesPerSecond)}/s`] : [];
			const left = secondsLeft === null ? [] : [leftText(secondsLeft)];
			return [`${percent(done / total)} of ${sizeText(total)}`, ...speed, ...left].join(" · ");
		}
		case "checking":
			return `Checking, ${percent(state.done / state.total)}`;
		case "paused":
			return `Paused at ${percent(state.done / state.total)} of ${sizeText(state.total)}`;
		case "failed":
			return state.message;
	}
}

/** Null where there is nothing to show in a bar. */
function progressOf(state: DownloadState, bytes: number): number | null {
	switch (state.kind) {
		case "waiting":
			return null;
		case "failed":
			return state.done / bytes;
		default:
			return state.done / state.total;
	}
}

/** Rounded up: what is said to be left is not exceeded. */
function leftText(seconds: number): string {
	if (seconds < 60) {
		return `${Math.ceil(seconds)} s left`;
	}
	const minutes = Math.ceil(seconds / 60);
	return minutes < 60 ? `${minutes} min left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
