// An HTTP proxy on 127.0.0.1 that brings whoever asks for any host to one and the same.
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";

export interface Proxy {
	readonly address: string;
	/** What it was asked for, with ports. */
	readonly hosts: readonly string[];
	stop(): Promise<void>;
}

export async function startProxy(target: URL): Promise<Proxy> {
	const hosts: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((_, response) => response.writeHead(405).end());
	server.on("connect", (request, client: Socket, head) => {
		hosts.push(request.url ?? "");
		const host = connect(Number(target.port), target.hostname, () => {
			client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
			host.write(head);
			host.pipe(client).pipe(host);
		});
		for (const socket of [client, host]) {
			sockets.add(socket);
			// Whoever asked sees the connection end.
			socket.on("error", () => socket.destroy());
		}
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	return {
		address: typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "",
		hosts,
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}
