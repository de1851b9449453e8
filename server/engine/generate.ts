import type { GenerateControl, GenerateProgress, GenerateRequest, GenerateResult } from "./engine";
import type { ReasoningModel } from "./llama";
import { prefill } from "./prefill";
import { Writer } from "./writer";

/**
 * Evaluates one user turn and writes thought and answer. Stops within a chunk of the prompt or within two tokens of what
 * the model writes.
 */
export async function generate(
	model: ReasoningModel,
	request: GenerateRequest,
	onProgress: (progress: GenerateProgress) => void,
	control: GenerateControl,
): Promise<GenerateResult> {
	const { prompt, start } = model.turn.begin(
		[...(request.history ?? []), { role: "user", text: request.prompt }],
		request.thought,
	);
	const total = prompt.length + start.length;
	if (total >= model.slot.capacity) {
		return { end: "promptTooLong", promptTokens: total, reusedTokens: 0, strayTokens: 0 };
	}
	const onRead = (done: number, reused: number) => onProgress({ kind: "prefill", done, total, reused });
	const isExact = request.sampling.temperature === 0;
	const { last, reused } = await prefill(model, { prompt, start, isExact }, onRead, control.signal);
	const read = { promptTokens: total, reusedTokens: reused };
	if (!last) return { end: "stopped", ...read, strayTokens: 0 };
	const writer = new Writer({ model, request, start, room: model.slot.capacity - total, control, onProgress });
	const end = await writer.write(last, () => onRead(total, reused));
	return { end, ...read, strayTokens: writer.strayTokens };
}
