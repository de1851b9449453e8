import type { ChatTurn } from "../protocol/chat";

/** A chat as R1's template has it: the two take turns, and the user's is the last. */
export interface Chat {
	readonly history: readonly Turn[];
	readonly prompt: string;
}

interface Turn {
	readonly role: "user" | "assistant";
	readonly text: string;
}

/** Undefined where the user's turn is not the last one. */
export function chatOf(turns: readonly ChatTurn[]): Chat | undefined {
	const merged = mergeTurns(withoutSystem(turns.filter(({ text }) => text.trim() !== "")));
	const last = merged.at(-1);
	return last?.role === "user" ? { history: merged.slice(0, -1), prompt: last.text } : undefined;
}

/** What the system says comes first, in the user's first turn: where it stays, the KV cache of what follows stays too. */
function withoutSystem(turns: readonly ChatTurn[]): readonly Turn[] {
	const system = turns.filter(({ role }) => role === "system").map(({ text }) => text);
	const others = turns.flatMap(({ role, text }) => (role === "system" ? [] : [{ role, text }]));
	return system.length > 0 ? [{ role: "user", text: system.join("\n\n") }, ...others] : others;
}

function mergeTurns(turns: readonly Turn[]): readonly Turn[] {
	const merged: Turn[] = [];
	for (const turn of turns) {
		const before = merged.at(-1);
		if (before?.role === turn.role) merged[merged.length - 1] = { ...turn, text: `${before.text}\n\n${turn.text}` };
		else merged.push(turn);
	}
	return merged;
}
