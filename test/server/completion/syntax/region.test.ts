// biome-ignore-all lint/suspicious/noTemplateCurlyInString: other languages have them in plain strings.
import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Region } from "../../../../server/completion/syntax/notation/mode";
import { regionAt } from "../../../../server/completion/syntax/region";

/** By what a position after each of the texts is in. */
interface Language extends Readonly<Record<Region, readonly string[]>> {
	readonly ids: readonly string[];
}

const languages: readonly Language[] = [
	{
		ids: ["javascript", "typescript", "javascriptreact", "typescriptreact"],
		code: [
			"",
			"a",
			"// it's\na",
			"/* it's\n*/a",
			"'a'",
			'"a\'" + b',
			"'\\''",
			"const a = 'it\nb",
			"`a ${b",
			"`a ${b + `c ${d} 'e` + f",
			"`a ${{ b: { c: 1 } }.b",
			"`'${a}'`",
			"`it's` + a",
			"return 'a' + b",
			"a.match(/[\"']/) + b",
			"a.match(/[\"'",
			"if (/\\/'/.test(a)) { b",
			"const half = a / 2; const c = b / 'd'.length",
			"import a from'./a';\nb",
			"x = a ? 'b' : \"c\"",
		],
		comment: [
			"//",
			"a // it's",
			"/* a",
			"/* a\n// b",
			"/**\n * It's",
			"a(); // 'b'",
			"`a ${b /* c",
			"`a ${b}`; // c",
			"x = a.replace(/'/g, b) // c",
		],
		string: [
			"'",
			'"a',
			"'a // b",
			"'a \\'",
			"`a",
			"`a\nb",
			"`a ${b} c",
			"`a ${`b` + c} d",
			"`\\${",
			"'a\\\nb",
			"f(`a ${'b",
		],
	},
	{
		ids: ["javascriptreact", "typescriptreact", "javascript"],
		code: [
			"<p>Don't {a",
			"<p>It's {a ? 'b' : 'c'} and {d",
			"<a href={b} /> + c / 'd'.length + ",
			'<a href="b" /> + c',
			"<b>it's</b> <i>it's</i>{a",
			"<p>See https://example.com {a",
		],
		comment: ["<p>{/* a", "return <p>Don't</p>; // b"],
		string: ['<a href="b', "<a href={`b"],
	},
	{
		ids: ["c", "cpp", "objective-c", "cuda-cpp", "glsl"],
		code: [
			"char a = '\"'; b",
			"int a = 1'000'000; b",
			"#error don't\na",
			'a("b\\"", ',
			"a / b / c",
			'R"(a" // b)" + c',
			'R"x(a)" )x" + c',
		],
		comment: ["// it's", "a; /* b", "int a = 1'000; // b", 'a("//"); // b'],
		string: ['"a', '#include "a', 'R"(a"', 'R"x(a)"', "'a"],
	},
	{
		ids: ["java"],
		code: ['a = """\n b "c"\n""" + d', "char a = '\\''; b"],
		comment: ["/** It's", '"a"; // b'],
		string: ['"""\na "b"', '"a'],
	},
	{
		ids: ["csharp"],
		code: ['@"a\\" + b', '@"a""b" + c', '$"a {b', '$"a {b("c")} d" + e', '$@"a {b', '"""a "b" c""" + d', "'\"' + a"],
		comment: ["/// It's", '@"a\\"; // b'],
		string: ['@"a\\', '@"a\nb', '$"a {b} c', '$"{{', '$@"a\nb', '"""\na "b"\n'],
	},
	{
		ids: ["kotlin", "scala"],
		code: ['"a ${b', '"""a\n${b', '"""a "b" """ + c', "'\"' + a", "/* a /* b */ */ c"],
		comment: ["// it's", "/* a /* b */ c"],
		string: ['"a ${b} c', '"""a\n"b" c', '"a'],
	},
	{
		ids: ["swift"],
		code: ['"a \\(b', '"a \\(b("c")) d" + e', "/* a /* b */ */ c", '#"a "b" c"# + d', "it's a"],
		comment: ["/* a /* b */ c", "/// It's"],
		string: ['"a \\(b) c', '"""\na "b"\n', '#"a"'],
	},
	{
		ids: ["dart"],
		code: ["'a ${b", "'''a\n'b' ''' + c", "r'\\' + a"],
		comment: ["/// It's"],
		string: ["'a ${b} c", '"""a\n', "r'a\\"],
	},
	{
		ids: ["go"],
		code: ["`a\\` + b", "'\"' + a", "`it's` + a"],
		comment: ["// it's", "`a`; // b"],
		string: ["`a\nb", '"a \\"'],
	},
	{
		ids: ["rust"],
		code: [
			"fn a<'a>(b: &'a str) { c",
			"let a = '\"'; b",
			"let a = '\\''; b",
			"let a = b'\\x41'; b",
			"'a: loop { b",
			'r#"a "b" c"# + d',
			'r"\\" + a',
			"/* a /* b */ */ c",
			"impl<'a, 'b> A<'a, 'b> { c",
		],
		comment: ["/* a /* b */ c", "//! It's", "fn a<'a>() {} // b"],
		string: ['"a', '"a\nb', 'r#"a" b', "fn a<'a>() { \"b", 'br##"a"# b'],
	},
	{
		ids: ["php"],
		code: [
			"<p>Don't</p> a",
			"<p>Don't</p>\n<?php a",
			"<?php // it's ?> a",
			"<?php # it's\na",
			"<?php #[A]\nb",
			"<?php 'a\nb' . c",
			"<?php a ?> it's <?= b",
			"<?php $a = <<<EOT\nit's\nEOT;\nb",
		],
		comment: ["<?php // it's", "<?php # a", "<?php /* a", "<!-- a", "<p>Don't</p><?php 'a'; // b"],
		string: ["<?php 'a", "<?php 'a\nb", '<a href="b', "<?php $a = <<<EOT\nb", "<?php $a = <<<'EOT'\nb"],
	},
	{ ids: ["zig"], code: ["\\\\it's\na"], comment: ["// it's"], string: ["\\\\a", '"a'] },
	{ ids: ["d"], code: ["/+ a /+ b +/ +/ c", "`\\` ~ a"], comment: ["/+ a /+ b +/ c"], string: ["`a\n"] },
	{ ids: ["groovy"], code: ["'''it's''' + a", '"a ${b'], comment: ["// it's"], string: ["'''a\nb", '"a ${b} c'] },
	{
		ids: ["css"],
		code: ["a { b: url(//c)", "a { b: 'c'; d"],
		comment: ["/* it's", "a {} /* b"],
		string: ["a::before { content: '"],
	},
	{
		ids: ["scss", "less"],
		code: ["a { b: url(http://c) d", "a { b: url(//c) d", "// it's\na"],
		comment: ["// it's", "a { b: c; // d"],
		string: ['@use "a'],
	},
	{
		ids: ["terraform"],
		code: ['a = "${b', 'a = "b" c', "a = <<EOT\nit's\nEOT\nb"],
		comment: ["# it's", "// it's", "/* a"],
		string: ['a = "${b} c', "a = <<-EOT\nb"],
	},
	{ ids: ["json"], code: ['{ "a": 1', "// a"], comment: [], string: ['{ "a', '{ "a \\"'] },
	{ ids: ["jsonc"], code: ['{ "a": 1'], comment: ["// it's", "/* a"], string: ['"http://a'] },
	{
		ids: ["python"],
		code: [
			"# it's\na",
			'"""Doc\'s"""\na',
			"f'a {b",
			"f'a {b[\"c\"]} d' + e",
			"f'{{' + a",
			'f"""a\n{b',
			"f'{a:{b",
			"rb'\\'' + a",
			"'it\na",
			"'''it's''' + a",
			"a % 'b' # c\nd",
		],
		comment: ["#", "a = 'b'  # it's", "'#' # a", "f'{a}' # b", "'''a'''  # b"],
		string: ["'a # b", '"""a\nb', '"""a "b"', "f'a {b} c", "f'{{", "'''a'' b", "f'{a[\"b", "r'\\'"],
	},
	{
		ids: ["ruby"],
		code: [
			'"a #{b',
			'"a #{b("c")} d" + e',
			"=begin\nit's\n=end\na",
			"a = <<~SQL\nit's\nSQL\nb",
			"a =~ /['\"]/ && b",
			"%w[it's] + a",
			"?' + a",
			"class A << self\na",
			"a.scan(%r!'!)\nb",
			"a / b / c",
		],
		comment: ["# it's", "=begin\na", "'#' # a", '"#{a}" # b', "a.split(/#/) # b"],
		string: ['"a #{b} c', "'a", "a = <<~SQL\nb # c", "%w[a b"],
	},
	{
		ids: ["perl"],
		code: ["$#a; b", "=pod\nit's\n=cut\na", "qq{it's} . a", "s/'/\"/g; a", "$a =~ m/'/; b"],
		comment: ["# it's", "=pod\na", "$#a; # b"],
		string: ["q{a", '"a', "print <<EOT;\na"],
	},
	{
		ids: ["shellscript"],
		code: [
			"echo don\\'t; a",
			'"a $(b',
			'"a $(b "c") d" e',
			'"${a:-"b"}" c',
			"a $#",
			"${a#b} c",
			"echo a#b",
			"cat <<EOF\nit's\nEOF\na",
			"cat <<-'EOF'\n\tit's\n\tEOF\na",
			"$'it\\'s' a",
			"a <<< 'b' c",
			"echo $((x << y)) z",
		],
		comment: ["# it's", "a # b", "a; #b", '"a" # b', "cat <<EOF\na\nEOF\n# b"],
		string: ["'a\\", '"a', '"a $(b) c', "'a\nb", "cat <<EOF\na # b", "cat << EOF\na"],
	},
	{
		ids: ["powershell"],
		code: ['"a `" b" c', '"a $(b', "<# it's #> a", "@'\nit's\n'@ a", '@"\na "b"\n"@ c'],
		comment: ["# it's", "<# a\nb"],
		string: ['"a `"', "@'\nit's", '"a $(b) c'],
	},
	{
		ids: ["bat"],
		code: ["echo don't", "REM it\na", "echo remark"],
		comment: ["REM a", "@rem a", ":: a"],
		string: ['"a'],
	},
	{
		ids: ["elixir"],
		code: ['"a #{b', '"""\nit\'s\n""" <> a', '?" + a', "~r/['\"]/ + a"],
		comment: ["# it's", '"#{a}" # b'],
		string: ['"a #{b} c', '"""\na "b"'],
	},
	{
		ids: ["julia"],
		code: ["a' * b", "'\"' * a", '"a $(b', "#= a #= b =# =# c"],
		comment: ["# it's", "#= a #= b =# c", "a' # b"],
		string: ['"a $(b) c'],
	},
	{ ids: ["r"], code: ['r"(a")" + b', "'a\nb' + c"], comment: ["# it's"], string: ['r"(a"', "'a\nb", "r'[a]\""] },
	{
		ids: ["lua"],
		code: ["--[[ it's ]] a", "--[==[ a ]] ]==] b", "[[it's]] .. a", "-- it's\na"],
		comment: ["-- it's", "--[[ a\nb", "--[==[ a ]] b"],
		string: ["[[a\nb", "[=[a]]", "'a"],
	},
	{
		ids: ["sql"],
		code: ["select 'it''s', a", "-- it's\na", "$$ a"],
		comment: ["-- it's", "/* a", "$$ -- a"],
		string: ["select 'it''s", 'select "a'],
	},
	{
		ids: ["haskell", "elm"],
		code: ["{- a {- b -} -} c", "f' x' = '\"' : a", "a --> b", "a |-- b", '"--" ++ a'],
		comment: ["-- it's", "{- a {- b -} c", "--- a", "f' -- a"],
		string: ['"a', '"a \\"'],
	},
	{
		ids: ["ocaml", "fsharp"],
		code: ["(* it's *) a", "let f (a : 'a) = b", "(*) a", "'\"' ^ a"],
		comment: ["(* a (* b *) c"],
		string: ['"a\nb'],
	},
	{
		ids: ["clojure", "lisp"],
		code: ["'(a b", "; it's\na", '\\" a', '"a\nb" c', "#| a #| b |# |# c"],
		comment: ["; it's", ";; a", "(a) ; b"],
		string: ['"a\nb', '"a \\"'],
	},
	{ ids: ["erlang"], code: ['$" + a', "'it' + a"], comment: ["% it's"], string: ['"a', "'a"] },
	{
		ids: ["matlab"],
		code: ["a' * b", "a.' * [b]' + c", "%{\nit's\n%}\na"],
		comment: ["% it's", "a' % b", "%{\na"],
		string: ["a = 'b", 'a = "b'],
	},
	{
		ids: ["latex"],
		code: ["50\\% a", "it's ``a''", "% a\nb"],
		comment: ["% it's", "a % b", "\\begin{comment}\na"],
		string: [],
	},
	{
		ids: ["pascal"],
		code: ["{ it's } a", "(* a *) b", "'it''s' a"],
		comment: ["{ a", "(* a", "// it's"],
		string: ["'a"],
	},
	{ ids: ["vb"], code: ["' a\nb", '"a""b" c'], comment: ["' it's", "REM a", "a ' b"], string: ["\"a ' b"] },
	{
		ids: ["html"],
		code: [
			"<p>Don't a",
			"<!-- it's --> a",
			'<a href="b" c',
			"<script>\n// it's\na",
			"<script>'a'</script> it's <b",
			"<style>a { b: 'c' }</style> it's",
			'<script src="a"></script>\na',
		],
		comment: ["<!-- a", "<p>Don't</p> <!-- a", "<script>\n// a", "<style>\n/* a", "<script>a</script><!-- b"],
		string: ['<a href="b', "<a href='b", "<script>'a", '<script type="module">\n`a'],
	},
	{
		ids: ["vue"],
		code: ["<template>Don't {{ a", "{{ 'a' }} it's", "<script setup lang=\"ts\">\nconst a = 'b';\nc"],
		comment: ["<!-- a", '<script setup lang="ts">\n// a', '<style lang="scss">\n// a', "<style>\n/* a"],
		string: ['<a @click="b', "{{ 'a"],
	},
	{
		ids: ["svelte", "astro"],
		code: ["<p>Don't {a", "{a ? 'b' : c} it's", "<a on:click={() => { b(); }} c", "<script>\na"],
		comment: ["<!-- a", "<script>\n// a", "{/* a"],
		string: ['<a href="b', "{'a", "<a b={`c"],
	},
	{ ids: ["astro"], code: ["---\n// it's\na", "---\na\n---\nit's"], comment: ["---\n// a"], string: ["---\n'a"] },
	{ ids: ["xml"], code: ["<a>it's", "<![CDATA[ <!-- a", "<a b='c' d"], comment: ["<!-- a"], string: ["<a b='c"] },
	{ ids: ["markdown"], code: ["It's \"a", "# a"], comment: ["<!-- a"], string: [] },
	{
		ids: ["jinja", "django-html"],
		code: ["{# a #} it's", "{% comment %} a {% endcomment %} b"],
		comment: ["{# a", "{% comment %} a"],
		string: [],
	},
	{ ids: ["handlebars"], code: ["{{!-- a --}} it's"], comment: ["{{!-- a }}", "{{! a"], string: [] },
	{
		ids: ["yaml"],
		code: ["a: don't b", "a: b#c", "- it's: a", "a: 'b' c", "# it's\na", 'say "a', "a: 'b\nc"],
		comment: ["# it's", "a: b # c", "a: don't # b"],
		string: ["a: 'b", 'a: "b # c', "- 'a", "a: ['b', \"c", "a: 'it''s"],
	},
	{
		ids: ["toml"],
		code: ["a = 'b\\' c", "a = '''it's''' b"],
		comment: ["# it's", "a = 'b' # c"],
		string: ["a = 'b", 'a = """\nb "c"'],
	},
	{ ids: ["ini"], code: ["a = b;c", "a = it's"], comment: ["; a", "# a", "a = b ; c"], string: [] },
	{ ids: ["properties"], code: ["a=b#c"], comment: ["# a", "! a"], string: [] },
	{ ids: ["makefile"], code: ["a\\# b", 'a: ; echo "# b" c'], comment: ["# it's", "a: b # c"], string: ['\techo "a'] },
	{ ids: ["dockerfile"], code: ["RUN a # b", "# it's\nRUN a"], comment: ["# it's", "  # a"], string: ['RUN "a'] },
	{ ids: ["cmake"], code: ["#[[ it's ]] a"], comment: ["# it's", "#[[ a\nb"], string: ['"a'] },
	{
		ids: ["nix"],
		code: ["''it's'' a", "''a ${b"],
		comment: ["# it's", "/* a"],
		string: ["''a\nb", "''a ''${b", '"a ${b} c'],
	},
	{ ids: ["graphql"], code: ['"""it\'s""" a'], comment: ["# it's"], string: ['"""a\n"b"'] },
	{ ids: ["git-commit"], code: ["Fix #4, it's"], comment: ["# a"], string: [] },
	{ ids: ["plaintext", "somethingElse"], code: ["// a", "'a", "# b"], comment: [], string: [] },
];

for (const region of ["code", "comment", "string"] as const) {
	suite(`in ${region === "code" ? region : `a ${region}`}`, () => {
		for (const { ids, [region]: texts } of languages) {
			for (const id of ids) {
				for (const text of texts) test(`${id}: ${JSON.stringify(text)}`, () => equal(regionAt(text, id), region));
			}
		}
	});
}

suite("long files", () => {
	const lines = "const a = 'b'; // It's so.\n".repeat(100_000);

	test("are read from a line's start on", () => equal(regionAt(`${lines}c`, "typescript"), "code"));

	test("one long line is read as well", () =>
		equal(regionAt(`${"a".repeat(1_000_000)} // b`, "typescript"), "comment"));
});
