// Addresses of servers that run a model: which machine one leads to, and how it is shown.

/** Where an address leads, as it is shown: name or number of the machine, and the port where it is not the usual one. */
export function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : url;
}

/** What keys belong to: scheme, host and port; undefined for what is no address of the web. */
export function originOf(url: string): string | undefined {
	const parsed = URL.canParse(url) ? new URL(url) : undefined;
	return parsed && isWeb(parsed) ? parsed.origin : undefined;
}

/** Whether it leads to this machine, by its number or by the one name that always does; no other name is looked up. */
export function isLoopback(url: string): boolean {
	return URL.canParse(url) && loopbackHosts.some((it) => it.test(new URL(url).hostname));
}

/** Whether what is sent there could be read on the way: plain HTTP to another machine. */
export function isExposed(url: string): boolean {
	return URL.canParse(url) && new URL(url).protocol !== "https:" && !isLoopback(url);
}

function isWeb({ protocol }: URL): boolean {
	return protocol === "http:" || protocol === "https:";
}

/** A parsed address has its numbers in one notation: `0x7f.1` reads `127.0.0.1`, `::ffff:127.0.0.1` reads `::ffff:7f00:1`. */
const loopbackHosts: readonly RegExp[] = [
	/^localhost$/,
	/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/,
	/^\[::1\]$/,
	/^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/,
];
