import type { Connection } from "vscode-languageserver";
import { errorText } from "../requests";
import type { RunLog } from "./run";

/** Logs runs without a word of the user's or the model's; prompts go to who set the protocol's trace to verbose. */
export function createRunLog({ console, tracer }: Connection): RunLog {
	return {
		prompt: (id, prompt) => tracer.log(`Prompt of run ${id}`, prompt),
		error: (error) => console.error(errorText(error)),
		end: ({ action, state, stats }) => {
			const { answerTokens, promptTokens, thoughtTokens, tokensPerSecond, totalTime } = stats;
			const tokens = `${promptTokens} + ${thoughtTokens} + ${answerTokens} tokens`;
			const ending = state.kind === "done" ? state.result.kind : state.kind;
			console.debug(
				`Run of ${action}: ${ending} after ${totalTime} ms, ${tokens}, ${Math.round(tokensPerSecond)} tokens a second.`,
			);
		},
	};
}
