/** The run at a glance: what it does, where, with which model, how far it is; stop it, run it again, look at another. */
import { button, element, icon, setIcon, setText } from "./element";
import type { FromWebview, RunView, StatsView } from "./protocol";
import { actionNames, type Elapsed, readRun, whereOf } from "./readout";
import { isRunning, type SidebarState } from "./state";

type Send = (message: FromWebview) => void;

const toneIcons = { done: "decide", stopped: "stopped", failed: "error", waiting: "history", busy: "history" } as const;

export class Header {
	readonly root: HTMLElement;
	readonly #send: Send;
	readonly #action = element("h1");
	readonly #where: HTMLButtonElement;
	readonly #model = element("span", { class: "model" });
	readonly #history: HTMLButtonElement;
	readonly #instruction = element("p", { class: "instruction", hidden: "" });
	readonly #state = element("div", { class: "state" });
	readonly #stateIcon = icon("history");
	readonly #stateText = element("span", { class: "state-text" });
	readonly #bar = element("div", { class: "bar", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100" });
	readonly #barFill = element("div", { class: "bar-fill" });
	readonly #stop: HTMLButtonElement;
	readonly #again: HTMLButtonElement;
	readonly #now: () => number;
	#run: RunView | null = null;
	#stats: StatsView | undefined;
	#statsAt = 0;

	constructor(send: Send, now: () => number, openHistory: () => void) {
		this.#send = send;
		this.#now = now;
		this.#where = button("", () => this.#sendForRun("showCode"), { look: "link where", hint: "Show the code" });
		this.#stop = button("Stop", () => this.#sendForRun("stop"), { look: "secondary small" });
		this.#again = button("Run again", () => this.#sendForRun("again"), { look: "secondary small" });
		this.#history = button(icon("history"), openHistory, { look: "tool", name: "History", hint: "History" });
		this.#bar.append(this.#barFill);
		this.#state.append(
			element("span", { class: "dot", "aria-hidden": "true" }),
			this.#stateIcon,
			this.#stateText,
			this.#stop,
			this.#again,
		);
		const title = element("div", { class: "title" }, this.#action, this.#where, this.#model, this.#history);
		this.root = element("header", { class: "run-head", hidden: "" }, title, this.#instruction, this.#state, this.#bar);
	}

	update({ run }: SidebarState): void {
		this.#run = run;
		this.root.hidden = run === null;
		if (run === null) {
			return;
		}
		if (run.stats !== this.#stats) {
			this.#stats = run.stats;
			this.#statsAt = this.#now();
		}
		setText(this.#action, actionNames[run.action]);
		setText(this.#where, whereOf(run));
		setText(this.#model, run.model);
		this.#model.title = run.model;
		setText(this.#instruction, run.instruction);
		this.#instruction.hidden = run.instruction === "";
		this.#showButtons(run);
		this.tick();
	}

	/** Brings the times up to now. */
	tick(): void {
		if (this.#run === null) {
			return;
		}
		const { text, progress, tone } = readRun(this.#run, this.elapsed);
		setText(this.#stateText, text);
		if (this.#state.dataset["tone"] !== tone) {
			this.#state.dataset["tone"] = tone;
			setIcon(this.#stateIcon, toneIcons[tone]);
		}
		this.#bar.classList.toggle("empty", progress === null);
		this.#bar.setAttribute("aria-hidden", String(progress === null));
		this.#bar.setAttribute("aria-label", text);
		this.#bar.setAttribute("aria-valuenow", String(Math.round((progress ?? 0) * 100)));
		this.#barFill.style.width = `${(progress ?? 0) * 100}%`;
	}

	/** The run's times, counted on from its last statistics while it goes on. */
	get elapsed(): Elapsed {
		const { thoughtTime = 0, totalTime = 0 } = this.#stats ?? {};
		const since = this.#run !== null && isRunning(this.#run) ? this.#now() - this.#statsAt : 0;
		return { thought: thoughtTime + since, total: totalTime + since };
	}

	#showButtons(run: RunView): void {
		const isOver = !isRunning(run);
		const hadFocus = [this.#stop, this.#again].some((it) => it === document.activeElement);
		this.#stop.hidden = isOver;
		this.#again.hidden = !isOver;
		if (hadFocus) {
			// One button takes the other's place, with its focus.
			(isOver ? this.#again : this.#stop).focus({ preventScroll: true });
		}
	}

	#sendForRun(kind: "showCode" | "stop" | "again"): void {
		if (this.#run !== null) {
			this.#send({ kind, id: this.#run.id });
		}
	}
}
