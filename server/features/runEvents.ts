/** How the events of one batch become fewer. */
import type { RunEvent } from "../protocol/run";

/**
 * Adds an event to a batch in which each step has one header and one text, and only the last state stays, behind the
 * texts that came before it. What the whole batch does is the same.
 */
export function mergeEvent(batch: readonly RunEvent[], event: RunEvent): RunEvent[] {
	if (event.kind === "steps") return [...batch.filter((it) => it.kind !== "step" && it.kind !== "thought"), event];
	if (event.kind === "intervention") return [...batch, event];
	if (event.kind === "state" || event.kind === "stats") {
		return [...batch.filter((it) => it.kind !== event.kind), event];
	}
	const place = batch.findIndex((it) => isSameText(it, event));
	const earlier = batch[place];
	return earlier ? replaced(batch, place, merged(earlier, event)) : [...batch, event];
}

function isSameText(one: RunEvent, other: RunEvent): boolean {
	if (one.kind === "step" && other.kind === "step") return one.step.index === other.step.index;
	if (one.kind === "thought" && other.kind === "thought") return one.step === other.step;
	return one.kind === "answer" && other.kind === "answer";
}

function merged(earlier: RunEvent, later: RunEvent): RunEvent {
	if (earlier.kind === "thought" && later.kind === "thought") return { ...later, text: earlier.text + later.text };
	if (earlier.kind === "answer" && later.kind === "answer") return { ...later, text: earlier.text + later.text };
	return later;
}

function replaced<T>(list: readonly T[], index: number, item: T): T[] {
	const copy = [...list];
	copy[index] = item;
	return copy;
}
