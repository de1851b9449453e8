import type { CountTokens, Frame, FrameBudget } from "../../../server/completion/frame";
import { makeFrame } from "../../../server/completion/makeFrame";
import type { Place } from "../../../server/completion/place";
import { tokensOf } from "../../support/tokens";

const uri = "file:///home/me/shop/src/cart.ts";

/** The place of the `│` in a text. */
export function placeIn(marked: string, languageId = "typescript"): Place {
	const [before = "", after = ""] = marked.split("│");
	return { uri, languageId, before, after };
}

export function placeAt(text: string, offset: number): Place {
	return { uri, languageId: "typescript", before: text.slice(0, offset), after: text.slice(offset) };
}

export const countTokens: CountTokens = async (texts) => texts.map((text) => tokensOf(text).length);

export const roomy: FrameBudget = { before: 1000, after: 500, related: 500 };

export function frameAt(place: Place, budget = roomy, previous?: Frame): Promise<Frame> {
	return makeFrame(place, { path: "src/cart.ts", related: [], budget, previous, countTokens });
}
