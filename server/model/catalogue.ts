import { codeModels } from "./codeModels";
import { distills } from "./distills";
import type { PublishedModel } from "./published";

/** The models that are offered for download: for runs, then for completions, the small ones first. */
export const catalogue: readonly PublishedModel[] = [...distills, ...codeModels];
