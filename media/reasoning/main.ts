/** Entry of the sidebar's page: messages in, one drawing for each frame, messages out. */
import "./reasoning.css";
import type { FromWebview, ToWebview } from "./protocol";
import { type Kept, Sidebar } from "./renderSidebar";
import { closeHistory, initialState, markStep, openHistory, reduce, type SidebarState } from "./state";

/** What VS Code gives the page of a webview, once. */
declare function acquireVsCodeApi(): {
	postMessage(message: FromWebview): void;
	getState(): Kept | undefined;
	setState(state: Kept): void;
};

/** Milliseconds between two readings of the clock while a run goes on. */
const tickPeriod = 500;

const host = acquireVsCodeApi();
const send = (message: FromWebview): void => host.postMessage(message);

let state = initialState;
let isDrawing = false;
let kept = host.getState();

const sidebar = new Sidebar(document.body, {
	send,
	markStep: (mark) => change(markStep(state, mark)),
	showHistory: (isShown) => change(isShown ? openHistory(state) : closeHistory(state)),
	now: () => performance.now(),
});

function change(next: SidebarState): void {
	state = next;
	if (!isDrawing) {
		isDrawing = true;
		requestAnimationFrame(draw);
	}
}

function draw(): void {
	isDrawing = false;
	sidebar.update(state);
	if (kept !== undefined && state.isReady) {
		sidebar.restore(kept);
		kept = undefined;
	}
}

function receive(message: ToWebview): void {
	if (message.kind === "colors") {
		setColors(message.colors);
		return;
	}
	const next = reduce(state, message);
	if (next.isStale && !state.isStale && next.run !== null) {
		send({ kind: "missed", id: next.run.id });
	}
	change(next);
}

function setColors(colors: Readonly<Record<string, string>>): void {
	const { style } = document.documentElement;
	for (const name of [...style].filter((it) => it.startsWith("--rationale-"))) {
		style.removeProperty(name);
	}
	for (const [name, color] of Object.entries(colors)) {
		style.setProperty(name, color);
	}
}

function keep(): void {
	// Until the kept state is taken up, the page has nothing of its own to keep.
	if (kept === undefined) {
		host.setState(sidebar.kept);
	}
}

addEventListener("message", (event: MessageEvent<ToWebview>) => receive(event.data));
addEventListener("input", keep);
// Fields are opened and closed with the focus.
addEventListener("focusin", keep);
addEventListener("scroll", keep, { capture: true, passive: true });
addEventListener("pagehide", keep);
setInterval(() => sidebar.tick(), tickPeriod);
send({ kind: "ready" });
