// What a model cannot do.
import type { ModelView } from "../../media/reasoning/protocol";
import type { ModelDescription } from "../../server/protocol/model";

export function lacking({ thinks, canSteer }: ModelDescription): Pick<ModelView, "lacks"> {
	const lacks = [...(thinks ? [] : ["thought" as const]), ...(canSteer ? [] : ["steering" as const])];
	return lacks.length > 0 ? { lacks } : {};
}

/** Why its thought cannot be steered, begun or gone on with, in a sentence; undefined where it can. */
export function steeringProblem({ lacks = [], server }: ModelView): string | undefined {
	if (lacks.includes("thought")) {
		return "This model does not think: there is no thought to steer or to go on with.";
	}
	return lacks.includes("steering")
		? `${server?.host ?? "This model"} has no way to steer a thought or to go on with one.`
		: undefined;
}
