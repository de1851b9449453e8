/** What the proposed edit brought along: whether language servers and tests found something wrong since. */
import { button, element, icon, setText } from "./element";
import type { CheckView, FromWebview, ProblemView } from "./protocol";

export interface CheckActions {
	readonly send: (message: FromWebview) => void;
}

/** Problems as buttons that go to where they are; drawn anew only when they are others. */
export class ProblemList {
	readonly root = element("ul", { class: "problems", role: "list", hidden: "" });
	#shown = "";
	/** By the words alone: places in the list shift. */
	#keys: readonly string[] = [];

	/** `hunk`: whose problems these are; null: those of the edit as a whole. */
	update(check: CheckView | undefined, hunk: number | null, open: (problem: number | undefined) => void): void {
		const own = [...(check?.problems ?? []).entries()].filter(([, problem]) => problem.hunk === hunk);
		const shown = JSON.stringify(own);
		if (shown === this.#shown) {
			return;
		}
		this.#shown = shown;
		const focused = [...this.root.children].findIndex((it) => it.contains(document.activeElement));
		const key = this.#keys[focused];
		this.#keys = own.map(([, problem]) => JSON.stringify(problem));
		this.root.hidden = own.length === 0;
		this.root.replaceChildren(
			...own.map(([index, problem]) => renderProblem(problem, () => open(problem.where === "" ? undefined : index))),
		);
		if (key !== undefined) {
			this.#focus(this.#keys.indexOf(key) >= 0 ? this.#keys.indexOf(key) : Math.min(focused, own.length - 1));
		}
	}

	#focus(problem: number): void {
		this.root.children[problem]?.querySelector("button")?.focus({ preventScroll: true });
	}
}

/** One line for the edit as a whole, with what belongs to none of its hunks below it. */
export class CheckSection {
	readonly root = element("div", { class: "check", hidden: "" });
	readonly #send: CheckActions["send"];
	readonly #line = element("div", { class: "check-line", "aria-live": "polite" });
	readonly #note = element("div", { class: "check-note", hidden: "" });
	readonly #fix: HTMLButtonElement;
	readonly #problems = new ProblemList();
	#id = "";
	#shown = "";

	constructor({ send }: CheckActions) {
		this.#send = send;
		this.#fix = button("Fix what it broke", () => send({ kind: "fixNewProblems", id: this.#id }), {
			look: "secondary small",
			hint: "Run again on the proposed code, with the problems that it brought",
		});
		const head = element("div", { class: "check-head" }, this.#line, this.#fix);
		this.root.append(head, this.#problems.root, this.#note);
	}

	update(id: string, check: CheckView | undefined): void {
		this.#id = id;
		this.root.hidden = check === undefined;
		this.#problems.update(check, null, (problem) => this.open(problem));
		if (check === undefined) {
			return;
		}
		this.#showLine(check);
		this.#fix.hidden = !check.problems.some(({ where }) => where !== "");
		this.#note.hidden = check.note === "";
		setText(this.#note, check.note);
	}

	/** A problem without a place is a failure of the tests, which the log tells of. */
	open(problem: number | undefined): void {
		this.#send(problem === undefined ? { kind: "showLog" } : { kind: "showProblem", id: this.#id, problem });
	}

	#showLine(check: CheckView): void {
		const text = [checkText(check), testTexts[check.tests]].filter(Boolean).join(" · ");
		const shown = `${check.kind} ${text}`;
		if (shown === this.#shown) {
			return;
		}
		this.#shown = shown;
		this.#line.dataset["kind"] = check.kind;
		this.#line.replaceChildren(...lineIcon(check), element("span", {}, text));
	}
}

function lineIcon({ kind, problems }: CheckView): readonly Node[] {
	switch (kind) {
		case "clean":
			return [icon("decide")];
		case "problems":
			return [icon(problems.some(({ severity }) => severity === "error") ? "error" : "warning")];
		case "checking":
			return [icon("check")];
		case "unchecked":
			return [];
		default:
			return kind satisfies never;
	}
}

function checkText({ kind, problems, sources }: CheckView): string {
	switch (kind) {
		case "checking":
			return "Checking…";
		case "unchecked":
			return "No language server has reported on this file";
		case "clean":
			return `No new problems reported${sources.length > 0 ? ` by ${listed(sources)}` : ""}`;
		case "problems":
			return problems.length === 1 ? "1 new problem" : `${problems.length} new problems`;
		default:
			return kind satisfies never;
	}
}

const testTexts = { none: "", running: "Running the test command…", passed: "Tests passed", failed: "" } as const;

function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function renderProblem({ severity, message, where }: ProblemView, open: () => void): HTMLElement {
	const label = element("span", {}, message, " ", element("span", { class: "where" }, where));
	const go = button(label, open, {
		look: "link problem",
		hint: where === "" ? "Show the log" : `Go to ${where}`,
	});
	go.prepend(icon(severity));
	return element("li", { class: severity }, go);
}
