// biome-ignore-all lint/suspicious/noTemplateCurlyInString: other languages have them in plain strings.
import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { notationOf } from "../../../../server/completion/syntax/notation/notationOf";
import { type ScannedLine, scanLines } from "../../../../server/completion/syntax/scan";

function scan(text: string, languageId: string, start = 0): ScannedLine[] {
	return scanLines(text, [notationOf(languageId) ?? { region: "code", rules: [] }], start);
}

const bracketsOf = (lines: readonly ScannedLine[]) =>
	lines.map(({ brackets }) => brackets.map(({ text }) => text).join("")).join("\n");

suite("a line's brackets are", () => {
	for (const [name, languageId, text, expected] of [
		["those of code", "typescript", "f(a[0], { b });", "([]{})"],
		["none of a string or a comment", "typescript", "f('(', \"[\"); // :)", "()"],
		["those of code in a string, and its own", "typescript", "`( ${f({ a })} )`", "{({})}"],
		["none of a comment's marks", "pascal", "f(a); (* b *) { c }", "()"],
		["those around a here document's mark", "ruby", "f(<<~SQL, [a])\n(\nSQL\n[]", "([])\n\n\n[]"],
		["none that ends a pattern of a case", "shellscript", 'a) f ;;\n-b | "--c d") $(g) ;;', "\n()"],
		["none of a regular expression after a line end", "typescript", "f(\n\t/[(]/,\n)", "(\n\n)"],
		["none of prose", "markdown", "a) :)", ""],
		["those of code in markup", "vue", "<script>\nf('(');\n</script>\n<p>it's (so)</p>", "\n()\n\n()"],
		["none of a string that goes on", "python", 'f("""(\n[\n""")', "(\n\n)"],
		["none of an attribute", "html", '<a onclick="f(">', ""],
	] as const) {
		test(`${languageId}: ${name}`, () => equal(bracketsOf(scan(text, languageId)), expected));
	}
});

suite("a line's code ends", () => {
	for (const [name, languageId, line, code] of [
		["at its end", "go", "f() {", "f() {"],
		["at a comment", "go", "f() { // a", "f() { "],
		["at comments with nothing behind them", "java", "f() {/* a */ // b", "f() {"],
		["behind a comment that code follows", "java", "f(/* a */ b", "f(/* a */ b"],
		["behind a string", "python", "a = '# b'", "a = '# b'"],
	] as const) {
		test(`${languageId}: ${name}`, () => equal(line.slice(0, scan(line, languageId)[0]?.codeEnd), code));
	}
});

suite("strings and comments of a line", () => {
	const textsOf = (text: string, languageId: string) =>
		scan(text, languageId).map((line) => line.texts.map(({ start, end }) => line.text.slice(Math.max(0, start), end)));

	test("have their marks", () => deepEqual(textsOf("f('a', /b/) // c", "javascript"), [["'a'", "/b/", "// c"]]));

	test("are parted by code in them", () => deepEqual(textsOf("`a ${b} c`", "javascript"), [["`a ${", "} c`"]]));

	test("go on in the next line", () => deepEqual(textsOf("`a\nb\nc`d", "javascript"), [["`a"], ["b"], ["c`"]]));
});

test("what a line is in is what its last character is in", () => {
	deepEqual(
		scan("// a\n'b\n`c\nd` /* e\n*/ f", "typescript").map(({ startRegion, region }) => [startRegion, region]),
		[
			["code", "comment"],
			["code", "string"],
			["code", "string"],
			["string", "comment"],
			["comment", "code"],
		],
	);
});

test("a finished line says the same whatever follows it", () => {
	const texts = [
		'<style\n\tlang="scss"\n>\n// a(\n',
		"`${a\n}`(\n",
		"f(<<~A\n(\nA\n)\n",
		"a = /(\n/)\n",
		'r#"(\n"#)\n',
	];
	for (const languageId of ["vue", "typescript", "ruby", "rust", "php", "shellscript"]) {
		for (const text of texts) {
			const whole = scan(text, languageId);
			for (let length = 0; length < text.length; length++) {
				const finished = scan(text.slice(0, length), languageId).slice(0, -1);
				deepEqual(finished, whole.slice(0, finished.length), JSON.stringify([languageId, text.slice(0, length)]));
			}
		}
	}
});
