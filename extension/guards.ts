// Guards for what is read from a disk: whether an unknown value is of a type, field by field. The compiler sees to it
// that no field and no kind is left out.

export type Guard<T> = (value: unknown) => value is T;

type Guards<T> = { readonly [Key in keyof T]-?: Guard<T[Key]> };

export const isString = (value: unknown): value is string => typeof value === "string";

export const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** A number of things, or the place of one in a list. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** One of the keys of an object that has them all. */
export function isOneOf<T extends string>(values: Readonly<Record<T, unknown>>): Guard<T> {
	return (value): value is T => typeof value === "string" && Object.hasOwn(values, value);
}

export function isNullOr<T>(guard: Guard<T>): Guard<T | null> {
	return (value): value is T | null => value === null || guard(value);
}

export function isOptional<T>(guard: Guard<T>): Guard<T | undefined> {
	return (value): value is T | undefined => value === undefined || guard(value);
}

export function isListOf<T>(guard: Guard<T>): Guard<readonly T[]> {
	return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

export function isShape<T extends object>(guards: Guards<T>): Guard<T> {
	return (value): value is T => isObject(value) && hasFields(value, guards);
}

/** A union that is told apart by `kind`: for each kind its other fields. */
export function isTagged<T extends { readonly kind: string }>(
	variants: {
		readonly [Kind in T["kind"]]: Guards<Omit<Extract<T, { readonly kind: Kind }>, "kind">>;
	},
): Guard<T> {
	const all: ReadonlyMap<unknown, object> = new Map(Object.entries(variants));
	return (value): value is T => {
		const variant = isObject(value) ? all.get(fieldOf(value, "kind")) : undefined;
		return isObject(value) && variant !== undefined && hasFields(value, variant);
	};
}

export function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null;
}

/** An own field: what every object inherits says nothing. */
export function fieldOf(value: object, key: string): unknown {
	return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function hasFields(value: object, guards: object): boolean {
	return Object.entries(guards).every(([key, guard]) => guard(fieldOf(value, key)));
}
