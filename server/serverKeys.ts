import { originOf } from "./protocol/address";
import { serverKeysVariable } from "./protocol/servers";

/**
 * Takes the keys of servers out of the environment, so that no process that is started later has them, and gives the one
 * for an address: that of its very origin. What is malformed is no key.
 */
export function keysIn(environment: Record<string, string | undefined>): (url: string) => string | undefined {
	const keys = parseKeys(environment[serverKeysVariable] ?? "");
	delete environment[serverKeysVariable];
	return (url) => keys.get(originOf(url) ?? "");
}

function parseKeys(text: string): ReadonlyMap<string, string> {
	const keys = new Map<string, string>();
	for (const [address, key] of Object.entries(parsed(text))) {
		const origin = originOf(address);
		if (origin !== undefined && typeof key === "string" && key !== "") keys.set(origin, key);
	}
	return keys;
}

/** Why it is malformed is not said: the message would quote it. */
function parsed(text: string): object {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null ? value : {};
	} catch {
		return {};
	}
}
