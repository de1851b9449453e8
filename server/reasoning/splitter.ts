declare const thoughtBrand: unique symbol;
declare const answerBrand: unique symbol;

/** Text that the model wrote before the end of its thought. */
export type Thought = string & { readonly [thoughtBrand]: true };
/** Text that the model wrote after its thought: the only text that may reach a document. */
export type Answer = string & { readonly [answerBrand]: true };

/** A piece of what the model writes, and how many tokens it took. */
export type Delta =
	| {
			readonly channel: "thought";
			readonly text: Thought;
			readonly tokens: number;
	  }
	| {
			readonly channel: "answer";
			readonly text: Answer;
			readonly tokens: number;
	  };
