interface Section {
	readonly title: string;
	readonly properties: Readonly<Record<string, { readonly default: unknown; readonly markdownDescription: string }>>;
}

/** The settings as the README lists them: a Markdown table of name, default and meaning. */
export function settingsTable(configuration: readonly Section[]): string {
	const rows = configuration.flatMap((section) =>
		Object.entries(section.properties).map(
			([name, property]) => `| \`${name}\` | ${shown(property.default)} | ${property.markdownDescription} |`,
		),
	);
	return ["| Setting | Default | What it does |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

function shown(value: unknown): string {
	if (value === "" || value === null) return "";
	return `\`${typeof value === "object" ? JSON.stringify(value) : String(value)}\``;
}
