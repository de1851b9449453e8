/** A piece of a prompt: text, in which nothing can become a special token, or one special token, given by its text. */
export type PromptPart =
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "special"; readonly text: string };
