import type { RunTitle } from "../../media/reasoning/protocol";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";

/** An entry of the sidebar's list of runs. */
export function runTitle({ id, action, uri, range, state }: RunSnapshot): RunTitle {
	const first = range.start.line + 1;
	const last = range.end.line + 1;
	const name = decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
	return {
		id,
		action,
		where: first === last ? `${name}:${first}` : `${name}:${first}–${last}`,
		isActive: !hasEnded(state),
	};
}
