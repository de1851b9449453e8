/** Whether a text, or its last part, ends where a sentence, a line or a paragraph does. */
export function endsSentence(text: string): boolean {
	return /(?:[.!?…。！？][)\]"'”’`*_]*\s*|\n\s*)$/.test(text);
}
