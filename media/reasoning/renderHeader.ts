/** The run at a glance: what it does, where, with which model, how far it is; steer it, run it again, look at another. */
import { originText } from "./branches";
import { readBudget, softLanding } from "./budget";
import { button, element, icon, setIcon, setText } from "./element";
import type { FromWebview, RunView, StatsView } from "./protocol";
import { actionNames, type Elapsed, type Readout, readRun, whereOf } from "./readout";
import { SteerRow } from "./renderSteer";
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
	readonly #stateText = element("span");
	readonly #rate = element("span", { class: "rate" });
	readonly #timeLeft = element("span", { class: "time-left" });
	readonly #origin = element("p", { class: "origin", hidden: "" });
	readonly #bar = element("div", { class: "bar", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100" });
	readonly #barFill = element("div", { class: "bar-fill" });
	readonly #steer: SteerRow;
	readonly #now: () => number;
	#run: RunView | null = null;
	#stats: StatsView | undefined;
	#statsAt = 0;

	constructor(send: Send, now: () => number, openHistory: () => void) {
		this.#send = send;
		this.#now = now;
		this.#where = button("", () => this.#showCode(), { look: "link where", hint: "Show the code" });
		this.#steer = new SteerRow(send);
		this.#history = button(icon("history"), openHistory, { look: "tool", name: "History", hint: "History" });
		const tick = element("div", { class: "bar-tick", title: "From here on it is led to an end" });
		tick.style.insetInlineStart = `${softLanding * 100}%`;
		this.#bar.append(this.#barFill, tick);
		this.#state.append(
			element("span", { class: "dot", "aria-hidden": "true" }),
			this.#stateIcon,
			element("span", { class: "state-text" }, this.#stateText, this.#rate),
			this.#timeLeft,
		);
		const title = element("div", { class: "title" }, this.#action, this.#where, this.#model, this.#history);
		this.root = element(
			"header",
			{ class: "run-head", hidden: "" },
			title,
			this.#instruction,
			this.#origin,
			this.#state,
			this.#bar,
			this.#steer.root,
		);
	}

	update({ run, model }: SidebarState): void {
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
		const origin = originText(run);
		setText(this.#origin, origin);
		this.#origin.hidden = origin === "";
		this.#steer.update(run, model);
		this.tick();
	}

	focus(): void {
		this.#steer.root.focus({ preventScroll: true });
	}

	/** Brings the times up to now. */
	tick(): void {
		if (this.#run === null) {
			return;
		}
		const readout = readRun(this.#run, this.elapsed);
		const { text, rate, tone } = readout;
		this.#state.title = rate === "" ? text : `${text} · ${rate}`;
		setText(this.#stateText, text);
		setText(this.#rate, rate === "" ? "" : ` · ${rate}`);
		if (this.#state.dataset["tone"] !== tone) {
			this.#state.dataset["tone"] = tone;
			setIcon(this.#stateIcon, toneIcons[tone]);
		}
		this.#showBar(this.#run, readout);
	}

	/** One bar for what is under way: the model or the prompt until they are there, then the budget. */
	#showBar(run: RunView, { text, progress }: Readout): void {
		const budget = readBudget(run);
		const part = budget?.progress ?? progress;
		setText(this.#timeLeft, budget?.timeLeft ?? "");
		this.#steer.showBudget(budget?.used ?? "");
		this.#bar.classList.toggle("idle", part === null);
		this.#bar.classList.toggle("budget", budget !== null);
		this.#bar.setAttribute("aria-hidden", String(part === null));
		this.#bar.setAttribute("aria-label", budget === null ? text : "Budget of the thought");
		this.#bar.setAttribute("aria-valuenow", String(Math.round((part ?? 0) * 100)));
		const words =
			budget === null ? text : [`${budget.used} tokens`, budget.timeLeft].filter((it) => it !== "").join(", ");
		this.#bar.setAttribute("aria-valuetext", words);
		this.#bar.title = words;
		this.#barFill.style.width = `${(part ?? 0) * 100}%`;
	}

	/** The run's times, counted on from its last statistics while it goes on. */
	get elapsed(): Elapsed {
		const { thoughtTime = 0, totalTime = 0 } = this.#stats ?? {};
		const since = this.#run !== null && isRunning(this.#run) ? this.#now() - this.#statsAt : 0;
		return { thought: thoughtTime + since, total: totalTime + since };
	}

	#showCode(): void {
		if (this.#run !== null) {
			this.#send({ kind: "showCode", id: this.#run.id });
		}
	}
}
