/** Markup, with the code in it. */
import { css, javascript, php, scss } from "./braceLanguages";
import { begins, code, comment, embedded, ends, hole, longString, type Mode, type Rule } from "./mode";

const markupComment = comment(/<!--/, /-->/);

/** Quotes are strings in a tag, text between tags. `inside`: what else an attribute may be. */
function tag(...inside: readonly Rule[]): Rule {
	const rules = [ends(/>/), longString(/"/, /"/), longString(/'/, /'/), ...inside];
	return begins(/<\/?[A-Za-z][\w:.-]*/, code(...rules));
}

const scripts = [
	embedded(/<script\b[^>]*(?<!\/)>/, javascript, /<\/script\b/),
	embedded(/<style\b[^>]*\blang=[^>]*>/, scss, /<\/style\b/),
	embedded(/<style\b[^>]*>/, css, /<\/style\b/),
];

const html = code(markupComment, ...scripts, tag());
const xml = code(markupComment, begins(/<!\[CDATA\[/, code(ends(/\]\]>/))), tag());
const expression = hole(/\{/, "{}", () => javascript);
const svelte = code(markupComment, ...scripts, expression, tag(expression));
const vue = code(markupComment, ...scripts, embedded(/\{\{/, javascript, /\}\}/), tag());
const astro = code(embedded(/(?<![\s\S])---\n/, javascript, /^---/), ...svelte.rules);
const phpInMarkup = code(embedded(/<\?(?!xml)(?:php\b|=)?/, php, /\?>/), ...html.rules);
const ejs = code(comment(/<%#/, /%>/), embedded(/<%[=_-]?/, javascript, /[_-]?%>/), ...html.rules);
const erb = code(comment(/<%#/, /%>/), begins(/<%/, code(ends(/%>/))), ...html.rules);
const razor = code(comment(/@\*/, /\*@/), ...html.rules);
const handlebars = code(comment(/\{\{~?!--/, /--~?\}\}/), comment(/\{\{~?!/, /\}\}/), ...html.rules);
const jinja = code(
	comment(/\{#/, /#\}/),
	comment(/\{%-?\s*comment\b[^%]*%\}/, /\{%-?\s*endcomment\s*-?%\}/),
	...html.rules,
);
const blade = code(comment(/\{\{--/, /--\}\}/), ...phpInMarkup.rules);
const pug: Mode = code(begins(/^[ \t]*\/\//, { place: "comment", rules: [ends(/\n/)] }));

export const markupLanguages: readonly (readonly [Mode, ...string[]])[] = [
	[html, "html", "vue-html"],
	[xml, "xml", "xsl", "svg", "xaml"],
	[svelte, "svelte"],
	[vue, "vue"],
	[astro, "astro"],
	[phpInMarkup, "php"],
	[ejs, "ejs"],
	[erb, "erb", "html-eex", "phoenix-heex"],
	[razor, "razor", "aspnetcorerazor"],
	[handlebars, "handlebars", "mustache"],
	[jinja, "django-html", "jinja", "jinja-html", "twig", "nunjucks", "liquid"],
	[blade, "blade"],
	[pug, "jade", "pug", "jade-pug"],
	[code(markupComment), "markdown", "quarto", "rmd"],
	[code(markupComment, comment(/\{\/\*/, /\*\/\}/)), "mdx"],
];
