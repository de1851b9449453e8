// package.json, the code and the README agree.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { suite, test } from "node:test";
import { parseSettings } from "../server/settings";
import { settingsTable } from "./support/settingsTable";

interface Property {
	readonly type: string | readonly string[];
	readonly default: unknown;
	readonly scope: string;
	readonly markdownDescription: string;
	readonly enum?: readonly string[];
	readonly enumDescriptions?: readonly string[];
}

interface Manifest {
	readonly activationEvents: readonly string[];
	readonly contributes: {
		readonly commands: readonly {
			readonly command: string;
			readonly title: string;
			readonly category: string;
		}[];
		readonly keybindings: readonly { readonly command: string }[];
		readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
		readonly configuration: readonly {
			readonly title: string;
			readonly properties: Readonly<Record<string, Property>>;
		}[];
	};
}

const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));
const { commands, configuration, keybindings, menus } = manifest.contributes;
const properties = configuration.flatMap((section) => Object.entries(section.properties));
const contributed = commands.map((it) => it.command).sort();

suite("commands", () => {
	test("each contributed command has a handler, and each handler a contribution", () => {
		const source = readFileSync("extension/commands.ts", "utf8");
		const handled = [...source.matchAll(/"(rationale\.\w+)":/g)].map((match) => match[1]).sort();
		assert.deepEqual(handled, contributed);
	});

	test("menus and keybindings name contributed commands", () => {
		const named = [...Object.values(menus).flat(), ...keybindings].flatMap((it) => it.command ?? []);
		assert.deepEqual(
			named.filter((command) => !contributed.includes(command)),
			[],
		);
	});

	test("titles leave the product's name to the category", () => {
		for (const { title, category } of commands) {
			assert.equal(category, "Rationale");
			assert.ok(!title.includes("Rationale"), title);
		}
	});
});

suite("settings", () => {
	test("there are fewer than 25", () => {
		assert.ok(properties.length > 0 && properties.length < 25, String(properties.length));
	});

	test("each has a type, a default, a scope and a description", () => {
		for (const [name, property] of properties) {
			assert.ok(property.type && property.default !== undefined && property.scope, name);
			assert.match(property.markdownDescription, /\.$/, name);
			assert.equal(property.enum?.length, property.enumDescriptions?.length, name);
		}
	});

	test("a workspace cannot choose the model or how it runs", () => {
		for (const [name, property] of properties) {
			const isOfModel = name.startsWith("rationale.model.") || name === "rationale.completion.model";
			assert.equal(property.scope === "machine", isOfModel, name);
		}
	});

	test("the server's defaults are those of package.json", () => {
		const written: Record<string, unknown> = {};
		for (const [name, property] of properties) {
			const [, section = "", key] = name.split(".");
			written[section] = key ? { ...Object(written[section]), [key]: property.default } : property.default;
		}
		assert.deepEqual(parseSettings(written), parseSettings({}));
		for (const section of Object.keys(parseSettings({}))) {
			assert.ok(section in written, section);
		}
	});

	test("the README's table is current", () => {
		const readme = readFileSync("README.md", "utf8");
		const table = `\n${settingsTable(configuration)}\n`;
		const [before, shown, after] = readme.split(/(?<=<!-- settings -->\n)|(?=<!-- \/settings -->)/);
		if (process.env["UPDATE_GOLDEN"]) {
			writeFileSync("README.md", `${before}${table}${after}`);
		} else {
			assert.equal(shown, table, "run UPDATE_GOLDEN=1 npm run unit");
		}
	});
});

suite("dependencies", () => {
	const lock: {
		packages: Record<string, { name?: string; resolved?: string }>;
	} = JSON.parse(readFileSync("package-lock.json", "utf8"));

	test("no CUDA build is fetched by npm ci", () => {
		const cuda = Object.entries(lock.packages).filter(([path]) => path.includes("-cuda"));
		assert.equal(cuda.length, 4);
		for (const [path, entry] of cuda) {
			assert.equal(entry.name, "empty-npm-package", path);
		}
	});

	test("the lock file names no download address", () => {
		assert.deepEqual(
			Object.values(lock.packages).filter((it) => it.resolved?.startsWith("http")),
			[],
		);
	});
});

suite("sources", () => {
	test("only the extension imports vscode", () => {
		const offenders = ["server", "media"].flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: "utf8" })
				.filter((name) => name.endsWith(".ts"))
				.filter((name) => /from "vscode"/.test(readFileSync(`${folder}/${name}`, "utf8"))),
		);
		assert.deepEqual(offenders, []);
	});
});
