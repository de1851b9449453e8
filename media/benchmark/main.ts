/** Entry of the page of benchmarks. */
import "./benchmark.css";
import { BenchmarkPage } from "./page";
import type { FromBenchmarkPage, ToBenchmarkPage } from "./protocol";
import { initialSelection, type Selection } from "./selection";

/** What VS Code gives the page of a webview, once. */
declare function acquireVsCodeApi(): {
	postMessage(message: FromBenchmarkPage): void;
	getState(): Selection | undefined;
	setState(state: Selection): void;
};

const host = acquireVsCodeApi();
const page = new BenchmarkPage(document.body, host.getState() ?? initialSelection, {
	send: (message) => host.postMessage(message),
	keep: (selection) => host.setState(selection),
});

addEventListener("message", (event: MessageEvent<ToBenchmarkPage>) => page.receive(event.data));
host.postMessage({ kind: "ready" });
