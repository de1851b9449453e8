// The border to the page of benchmarks: what comes from there is unknown until it is parsed.
import type { FromBenchmarkPage } from "../../media/benchmark/protocol";
import { type Guard, isListOf, isOneOf, isString, isTagged } from "../guards";

const isMessage: Guard<FromBenchmarkPage> = isTagged<FromBenchmarkPage>({
	ready: {},
	start: {},
	cancel: {},
	delete: { id: isString },
	export: { ids: isListOf(isString), format: isOneOf({ markdown: 1, json: 1 }) },
});

export function parseFromBenchmarkPage(value: unknown): FromBenchmarkPage | undefined {
	return isMessage(value) ? value : undefined;
}
