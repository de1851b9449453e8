// VS Code's settings of proxy and certificates, as the variables by which a Node process is told of them.

/** The settings of VS Code's section `http`. */
export interface NetworkSettings {
	readonly proxy: string;
	readonly noProxy: readonly string[];
	/** `off`: no proxy, whatever else is set. */
	readonly proxySupport: string;
	/** Whether the certificates that the system trusts are trusted too. */
	readonly systemCertificates: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the language server's process is given beside the variables that are there. Node honours `NODE_USE_ENV_PROXY` from
 * 22.21 and 24.0 on, and `NODE_USE_SYSTEM_CA` from 22.19 and 24.6 on (https://nodejs.org/api/cli.html); to an older one they
 * mean nothing.
 *
 * `http.proxyStrictSSL` is left out on purpose: a switch that was made for a proxy's certificate would, without a word, let
 * anyone pass for the server that code and keys go to. A certificate of one's own goes into the system's store instead.
 */
export function networkEnvironment(
	settings: NetworkSettings,
	inherited: Environment,
): Readonly<Record<string, string>> {
	const certificates = settings.systemCertificates ? { NODE_USE_SYSTEM_CA: "1" } : {};
	const proxyOf = (name: string) => usable(settings.proxy) ?? usable(variable(name, inherited)) ?? "";
	const [http, https] = settings.proxySupport === "off" ? ["", ""] : [proxyOf("HTTP_PROXY"), proxyOf("HTTPS_PROXY")];
	return {
		...certificates,
		NODE_USE_ENV_PROXY: http === "" && https === "" ? "0" : "1",
		...bothCases("HTTP_PROXY", http),
		...bothCases("HTTPS_PROXY", https),
		...bothCases("NO_PROXY", noProxy(settings, inherited)),
	};
}

/** Undefined for what Node could not use: one that it cannot read keeps the whole process from starting. */
function usable(proxy: string): string | undefined {
	const text = proxy.trim();
	const url = text === "" || text.includes("://") ? text : `http://${text}`;
	return /^https?:/i.test(url) && URL.canParse(url) ? url : undefined;
}

/** What is on this machine is never asked of a proxy; VS Code does the same. */
const direct = ["localhost", "127.0.0.1", "[::1]"];

function noProxy({ noProxy: given }: NetworkSettings, inherited: Environment): string {
	const others = given.length > 0 ? given : [variable("NO_PROXY", inherited)];
	return [...others, ...direct].filter((it) => it.trim() !== "").join(",");
}

/** The one in small letters counts where both are there; on Windows they are one. */
function variable(name: string, environment: Environment): string {
	return environment[name.toLowerCase()] ?? environment[name] ?? "";
}

function bothCases(name: string, value: string): Readonly<Record<string, string>> {
	return { [name]: value, [name.toLowerCase()]: value };
}
