import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { reasoningHtml } from "../../extension/reasoningHtml";
import { pathUri } from "./page/page";

/** The page's policy, by directive. */
function policy(html: string): Readonly<Record<string, string>> {
	const content = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
	const directives = content.split(";").map((it) => it.trim().split(/ (.*)/));
	return Object.fromEntries(directives.filter(([name]) => name !== "").map(([name, value]) => [name, value]));
}

const page = () => reasoningHtml({ cspSource: "https://csp.test", asWebviewUri: (uri) => uri }, pathUri("/ext"));
const nonceOf = (html: string) => /<script nonce="([^"]+)"/.exec(html)?.[1];

suite("the sidebar's page", () => {
	test("may load its own style and run its own script, and nothing else", () => {
		const html = page();
		assert.deepEqual(policy(html), {
			"default-src": "'none'",
			"style-src": "https://csp.test",
			"script-src": `'nonce-${nonceOf(html)}'`,
		});
	});

	test("has a nonce that is never the same", () => {
		const nonces = Array.from({ length: 20 }, () => nonceOf(page()));
		assert.equal(new Set(nonces).size, 20);
	});

	test("loads both files from the extension's folder", () => {
		assert.match(page(), /href="\/ext\/dist\/media\/reasoning\.css"/);
		assert.match(page(), /src="\/ext\/dist\/media\/reasoning\.js"/);
	});

	test("has a language and a title, and no style or script within the text", () => {
		assert.match(page(), /<html lang="en">[\s\S]*<title>Reasoning<\/title>/);
		assert.doesNotMatch(page(), /<style|style=|<script[^>]*>[^<]/);
	});
});
