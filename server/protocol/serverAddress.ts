/** What an address says of who hears what is sent there. */

/** Undefined for what is no address of an HTTP server, or has a user or a password in it. */
export function parseAddress(text: string): URL | undefined {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
	return url && isHttp && url.hostname !== "" && url.username === "" && url.password === "" ? url : undefined;
}

/** Whether what is sent there stays on this machine. */
export function isLoopback({ hostname }: URL): boolean {
	// URL writes every form of an IPv4 address with four numbers, and IPv6 in brackets.
	return /^(?:localhost|(?:.+\.)localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/.test(hostname);
}

/** Whether others on the way can read it. */
export function isReadable(url: URL): boolean {
	return url.protocol === "http:" && !isLoopback(url);
}
