/** What the sidebar shows, as a value: each message from the extension makes the next one. No DOM, no clock. */
import type {
	BranchView,
	DownloadView,
	EffortView,
	EventView,
	HistoryEntry,
	ModelView,
	ProposalView,
	RunView,
	StepView,
	ToWebview,
} from "./protocol";

/** A step, as the reason of a hunk. */
export interface Mark {
	readonly step: number;
	readonly hunk: number;
}

export interface SidebarState {
	/** False until the first `show` arrives. */
	readonly isReady: boolean;
	readonly run: RunView | null;
	readonly proposal: ProposalView | null;
	readonly branches: readonly BranchView[];
	readonly effort: EffortView;
	readonly model: ModelView;
	readonly downloads: readonly DownloadView[];
	/** An event of the run was lost: the run stays as it is until the next `show`. */
	readonly isStale: boolean;
	/** The step that *Why* of a hunk went to; `times` tells one mark from the next one on the same step. */
	readonly mark: (Mark & { readonly times: number }) | null;
	/** Shown in place of the run; null while it is closed. */
	readonly history: HistoryState | null;
	/** What there is to know of the run's file. */
	readonly fileNote: string;
}

export interface HistoryState {
	/** As it was found last. */
	readonly query: string;
	/** Null until the first answer comes. */
	readonly entries: readonly HistoryEntry[] | null;
}

export const initialState: SidebarState = {
	isReady: false,
	run: null,
	proposal: null,
	branches: [],
	effort: "normal",
	model: { kind: "none", name: "", detail: "" },
	downloads: [],
	isStale: false,
	mark: null,
	history: null,
	fileNote: "",
};

export function reduce(state: SidebarState, message: ToWebview): SidebarState {
	switch (message.kind) {
		case "show":
			return {
				...message,
				downloads: state.downloads,
				isReady: true,
				isStale: false,
				mark: message.run?.id === state.run?.id ? state.mark : null,
				history: isStarting(message.run, state.run) ? null : state.history,
				fileNote: "",
			};
		case "events":
			return receiveEvents(state, message);
		case "history":
			return state.history ? { ...state, history: { query: message.query, entries: message.entries } } : state;
		case "openHistory":
			return openHistory(state);
		case "fileNote":
			return message.id === state.run?.id ? { ...state, fileNote: message.text } : state;
		case "model":
			return { ...state, model: message.model };
		case "downloads":
			return { ...state, downloads: message.downloads };
		case "branches":
			return { ...state, branches: message.branches };
		case "effort":
			return { ...state, effort: message.effort };
		case "proposal":
			return message.id === state.run?.id ? { ...state, proposal: message.proposal } : state;
		case "markStep":
			return message.id === state.run?.id ? markStep(closeHistory(state), message) : state;
		case "colors":
			return state;
		default:
			return message satisfies never;
	}
}

export function markStep(state: SidebarState, mark: Mark | null): SidebarState {
	const times = (state.mark?.times ?? 0) + 1;
	return { ...state, mark: mark && { step: mark.step, hunk: mark.hunk, times } };
}

export function openHistory(state: SidebarState): SidebarState {
	return state.history ? state : { ...state, history: { query: "", entries: null } };
}

export function closeHistory(state: SidebarState): SidebarState {
	return { ...state, history: null };
}

/** Whether another run has just begun: it is what the user wants to see. */
function isStarting(run: RunView | null, before: RunView | null): boolean {
	return run !== null && run.id !== before?.id && isRunning(run);
}

export function isRunning(run: RunView): boolean {
	return run.state.kind !== "done" && run.state.kind !== "stopped" && run.state.kind !== "failed";
}

type Events = Extract<ToWebview, { kind: "events" }>;

function receiveEvents(state: SidebarState, { id, sequence, events }: Events): SidebarState {
	if (state.isStale || state.run === null || state.run.id !== id) {
		return state;
	}
	if (sequence - events.length > state.run.sequence) {
		return { ...state, isStale: true };
	}
	if (sequence <= state.run.sequence) {
		return state;
	}
	// A `show` may already hold some of the events that were under way when it was made.
	const unseen = events.slice(state.run.sequence - sequence);
	let run: RunView | null = state.run;
	for (const event of unseen) {
		run = run && applyEvent(run, event);
	}
	return run === null ? { ...state, isStale: true } : { ...state, run: { ...run, sequence } };
}

/** The run after an event; null where the event does not fit what is known of the run. */
function applyEvent(run: RunView, event: EventView): RunView | null {
	switch (event.kind) {
		case "state":
			return { ...run, state: event.state, model: event.model };
		case "step":
			return changeStep(run, event.step.index, (step) => ({ text: "", ...step, ...event.step }));
		case "thought":
			return event.step < run.steps.length
				? changeStep(run, event.step, (step) => step && { ...step, text: step.text + event.text })
				: null;
		case "steps":
			return { ...run, steps: event.steps };
		case "intervention":
			return { ...run, interventions: [...run.interventions, event.intervention] };
		case "prompt":
			return run;
		case "answer":
			return { ...run, answer: run.answer + event.text };
		case "stats":
			return { ...run, stats: event.stats };
		default:
			return event satisfies never;
	}
}

/** The run with one step changed, or with the one after the last added; null where that leaves a gap. */
function changeStep(
	run: RunView,
	index: number,
	change: (step: StepView | undefined) => StepView | undefined,
): RunView | null {
	const step = change(run.steps[index]);
	if (index > run.steps.length || step === undefined) {
		return null;
	}
	return { ...run, steps: [...run.steps.slice(0, index), step, ...run.steps.slice(index + 1)] };
}
