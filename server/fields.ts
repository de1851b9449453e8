export type Fields = Readonly<Record<string, unknown>>;

/** The fields of what somebody else wrote; none where that is no object. */
export function fieldsOf(value: unknown): Fields {
	return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
