/** Follows the colour theme, so that code in the sidebar looks like code in the editor. */
import * as vscode from "vscode";
import { type ColorRule, parseTheme, tokenColors } from "./themeTokens";

/** Themes include themes: more than this is a circle. */
const deepestInclude = 8;

/** Settings that say which theme is active, or when another one is. */
const themeSettings = [
	"workbench.colorTheme",
	"workbench.preferredDarkColorTheme",
	"workbench.preferredLightColorTheme",
	"workbench.preferredHighContrastColorTheme",
	"workbench.preferredHighContrastLightColorTheme",
	"window.autoDetectColorScheme",
	"window.autoDetectHighContrast",
];

/** The active theme's colours of code, by CSS custom property. */
export class ThemeColors implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly onDidChange = this.#changed.event;
	readonly #subscriptions = [
		vscode.window.onDidChangeActiveColorTheme(() => this.#changed.fire()),
		// A theme that is picked from the list is shown before its name is in the settings.
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (themeSettings.some((setting) => event.affectsConfiguration(setting))) {
				this.#changed.fire();
			}
		}),
	];

	/** Empty where the theme cannot be read: the sidebar then takes what colours the workbench offers. */
	async current(): Promise<Readonly<Record<string, string>>> {
		const theme = findTheme(activeThemeName());
		return theme === undefined ? {} : tokenColors(await readRules(theme, deepestInclude));
	}

	dispose(): void {
		for (const subscription of this.#subscriptions) {
			subscription.dispose();
		}
		this.#changed.dispose();
	}
}

/** The setting that names the active theme depends on what else the user has VS Code follow. */
function activeThemeName(): string {
	const { kind } = vscode.window.activeColorTheme;
	const follows = (setting: string) => vscode.workspace.getConfiguration("window").get<boolean>(setting) === true;
	const named = (setting: string) => vscode.workspace.getConfiguration("workbench").get<string>(setting) ?? "";
	const isDark = kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
	const isHighContrast =
		kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
	if (isHighContrast && follows("autoDetectHighContrast")) {
		const name = named(isDark ? "preferredHighContrastColorTheme" : "preferredHighContrastLightColorTheme");
		if (findTheme(name) !== undefined) {
			return name;
		}
	}
	if (follows("autoDetectColorScheme")) {
		return named(isDark ? "preferredDarkColorTheme" : "preferredLightColorTheme");
	}
	return named("colorTheme");
}

interface Contributed {
	readonly id?: string;
	readonly label?: string;
	readonly uiTheme?: string;
	readonly path?: string;
}

const kindsOfThemes: Readonly<Record<string, vscode.ColorThemeKind>> = {
	vs: vscode.ColorThemeKind.Light,
	"vs-dark": vscode.ColorThemeKind.Dark,
	"hc-black": vscode.ColorThemeKind.HighContrast,
	"hc-light": vscode.ColorThemeKind.HighContrastLight,
};

/** The file of a theme that is of the active kind. */
function findTheme(name: string): vscode.Uri | undefined {
	for (const { extensionUri, packageJSON } of vscode.extensions.all) {
		const themes: readonly Contributed[] = packageJSON.contributes?.themes ?? [];
		const theme = themes.find(
			({ id, label, uiTheme = "" }) =>
				(id === name || label === name) && kindsOfThemes[uiTheme] === vscode.window.activeColorTheme.kind,
		);
		if (theme?.path !== undefined) {
			return vscode.Uri.joinPath(extensionUri, theme.path);
		}
	}
	return undefined;
}

/** A theme's rules after those of the themes that it includes. */
async function readRules(uri: vscode.Uri, depth: number): Promise<readonly ColorRule[]> {
	const theme = parseTheme(await readText(uri));
	if (theme === null || depth === 0) {
		return [];
	}
	const included =
		theme.include === null ? [] : await readRules(vscode.Uri.joinPath(uri, "..", theme.include), depth - 1);
	return [...included, ...theme.rules];
}

async function readText(uri: vscode.Uri): Promise<string> {
	try {
		return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
	} catch {
		// Not there or not to be read: no theme, see above.
		return "";
	}
}
