// How a download reads in a notification and in a list.
import type { DownloadState } from "../downloadState";
import { sizeText } from "../sizeText";

export function stateText(state: DownloadState): string {
	switch (state.kind) {
		case "waiting":
			return "Another window is downloading it.";
		case "running":
			return state.trouble ?? [amount(state), speed(state.bytesPerSecond), timeLeft(state.secondsLeft)].join("");
		case "checking":
			return `Checking what came: ${percentOf(state)} %`;
		case "paused":
			return `Paused: ${amount(state)}`;
		case "failed":
			return state.message;
		default:
			return state satisfies never;
	}
}

interface Amount {
	readonly done: number;
	readonly total: number;
}

/** Whole ones, and not 100 before all is there. */
export function percentOf({ done, total }: Amount): number {
	return total === 0 ? 0 : Math.floor((done / total) * 100);
}

function amount({ done, total }: Amount): string {
	return `${sizeText(done)} of ${sizeText(total)}`;
}

/** Nothing where nothing comes: what is wrong then is told after a while. */
function speed(bytesPerSecond: number): string {
	if (bytesPerSecond === 0) return "";
	const unit = bytesPerSecond >= 1e6 ? ([1e6, "MB"] as const) : ([1e3, "kB"] as const);
	const number = bytesPerSecond / unit[0];
	return ` at ${number.toFixed(number < 10 ? 1 : 0)} ${unit[1]}/s`;
}

function timeLeft(seconds: number | null): string {
	if (seconds === null) return "";
	if (seconds < 60) return `, ${Math.ceil(seconds)} s left`;
	const minutes = Math.ceil(seconds / 60);
	return minutes < 60 ? `, ${minutes} min left` : `, ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
