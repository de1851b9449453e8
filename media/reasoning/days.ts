/** Days and times of the history, in the user's own time zone. */

interface Dated {
	/** Milliseconds since 1970. */
	readonly date: number;
}

export interface Day<T> {
	/** `Today`, `Yesterday`, `Monday, 23 November`. */
	readonly name: string;
	readonly entries: readonly T[];
}

/** Groups entries, newest first, by the days they are of. */
export function byDay<T extends Dated>(entries: readonly T[], now: number): readonly Day<T>[] {
	const days: { readonly name: string; readonly entries: T[] }[] = [];
	for (const entry of entries) {
		const name = dayName(entry.date, now);
		const last = days.at(-1);
		if (last?.name === name) {
			last.entries.push(entry);
		} else {
			days.push({ name, entries: [entry] });
		}
	}
	return days;
}

/** Such as `9:05`, or as the language of the editor writes it. */
export function timeOf(date: number): string {
	return new Date(date).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

function dayName(date: number, now: number): string {
	const day = new Date(date);
	const today = new Date(now);
	if (isSameDay(day, today)) {
		return "Today";
	}
	if (isSameDay(day, new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1))) {
		return "Yesterday";
	}
	const part = (options: Intl.DateTimeFormatOptions) => day.toLocaleDateString("en", options);
	const name = `${part({ weekday: "long" })}, ${day.getDate()} ${part({ month: "long" })}`;
	return day.getFullYear() === today.getFullYear() ? name : `${name} ${day.getFullYear()}`;
}

function isSameDay(one: Date, other: Date): boolean {
	return one.toDateString() === other.toDateString();
}
