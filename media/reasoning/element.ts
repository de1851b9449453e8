/** The few functions with which the sidebar makes its elements. */

type Child = Node | string;

export function element<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	attributes: Readonly<Record<string, string>> = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
	const made = document.createElement(name);
	for (const [attribute, value] of Object.entries(attributes)) {
		made.setAttribute(attribute, value);
	}
	made.append(...children);
	return made;
}

export interface ButtonOptions {
	/** Class names, such as `primary` or `link`. */
	readonly look: string;
	/** Said by a screen reader in place of the label. */
	readonly name?: string;
	readonly hint?: string;
}

export function button(label: Child, onClick: () => void, options: ButtonOptions): HTMLButtonElement {
	const made = element("button", { type: "button", class: options.look }, label);
	if (options.name !== undefined) {
		made.setAttribute("aria-label", options.name);
	}
	if (options.hint !== undefined) {
		made.title = options.hint;
	}
	made.addEventListener("click", onClick);
	return made;
}

/** Says what a button does, or why it does nothing now: it can be reached all the same, so that the reason can be read. */
export function allow(control: HTMLButtonElement, hint: string, reason: string): void {
	control.title = reason === "" ? hint : `${reason}.`;
	control.setAttribute("aria-disabled", String(reason !== ""));
	if (reason === "") {
		control.removeAttribute("aria-description");
	} else {
		control.setAttribute("aria-description", reason);
	}
}

/** Sets text only where it differs, so that nothing is laid out in vain. */
export function setText(node: Node, text: string): void {
	if (node.textContent !== text) {
		node.textContent = text;
	}
}

/** Strokes in a 16 by 16 square. */
const iconPaths = {
	plan: "M3 4h1M6.5 4H13M3 8h1M6.5 8H13M3 12h1M6.5 12H13",
	inspect: "M11 7a4 4 0 1 1-8 0a4 4 0 0 1 8 0zM10 10l3.5 3.5",
	check: "M3 8a5 5 0 1 1 2 4M3 13V10h3",
	revise: "M3 13l.7-2.9L10.6 3.2a1.2 1.2 0 0 1 1.7 0l.5.5a1.2 1.2 0 0 1 0 1.7L5.9 12.3z",
	decide: "M3 8.5l3.2 3L13 5",
	history: "M13.5 8a5.5 5.5 0 1 1-11 0a5.5 5.5 0 0 1 11 0zM8 4.8V8l2.2 1.6",
	down: "M8 3v10M4 9l4 4 4-4",
	send: "M8 13V3M4 7l4-4 4 4",
	close: "M4 4l8 8M12 4l-8 8",
	warning: "M8 2.6l6 10.8H2zM8 6.6v3M8 11.3v.2",
	error: "M13.5 8a5.5 5.5 0 1 1-11 0a5.5 5.5 0 0 1 11 0zM8 5v3.6M8 10.6v.2",
	export: "M8 10V2.8M5 5.6l3-3 3 3M3 9.5V13h10V9.5",
	trash: "M3 4.5h10M6.2 4.5V3h3.6v1.5M4.6 4.5l.5 8.5h5.8l.5-8.5M6.8 7v3.6M9.2 7v3.6",
	stopped: "M4.5 4.5h7v7h-7z",
	next: "M6 3.5L10.5 8L6 12.5",
	compare: "M2.5 3.5h4v9h-4zM9.5 3.5h4v9h-4z",
	pause: "M5.5 3.5v9M10.5 3.5v9",
	resume: "M5 3.5l7 4.5l-7 4.5z",
	previous: "M10 3.5L5.5 8L10 12.5",
	skip: "M3.5 4l5.5 4-5.5 4zM12.5 4v8",
	more: "M8 3.5v9M3.5 8h9",
	budget: "M4 2.5h8M4 13.5h8M5 2.5c0 3.2 3 3.6 3 5.5s-3 2.3-3 5.5M11 2.5c0 3.2-3 3.6-3 5.5s3 2.3 3 5.5",
	rewind: "M5.5 3L2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6",
	repeat: "M3 7.5V7a2.5 2.5 0 0 1 2.5-2.5H13M10.5 2L13 4.5L10.5 7M13 8.5V9a2.5 2.5 0 0 1-2.5 2.5H3M5.5 9L3 11.5L5.5 14",
	language: "M13.5 8a5.5 5.5 0 1 1-11 0a5.5 5.5 0 0 1 11 0zM2.7 8h10.6M8 2.5c2.8 3 2.8 8 0 11M8 2.5c-2.8 3-2.8 8 0 11",
	upload:
		"M8 12.8V7.2M5.8 9.2L8 7l2.2 2.2M5 11.5H4.2a2.7 2.7 0 0 1-.4-5.4a4.2 4.2 0 0 1 8.1-.2a2.8 2.8 0 0 1-.1 5.6H11",
	thought: "M5.2 10.5a3.1 3.1 0 0 1-.7-6.1a3.8 3.8 0 0 1 7.1.5a2.85 2.85 0 0 1-.6 5.6zM5.6 12.7v.2M3.4 14.2v.1",
} as const;

export type IconName = keyof typeof iconPaths;

export function icon(name: IconName): SVGSVGElement {
	const svg = svgElement("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" });
	svg.append(svgElement("path", { d: iconPaths[name] }));
	return svg;
}

export function setIcon(svg: SVGSVGElement, name: IconName): void {
	svg.firstElementChild?.setAttribute("d", iconPaths[name]);
}

export function svgElement<Name extends keyof SVGElementTagNameMap>(
	name: Name,
	attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[Name] {
	const made = document.createElementNS("http://www.w3.org/2000/svg", name);
	for (const [attribute, value] of Object.entries(attributes)) {
		made.setAttribute(attribute, value);
	}
	return made;
}
