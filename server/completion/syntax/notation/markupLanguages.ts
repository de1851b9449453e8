/** Markup, with the code in it. */
import { css, javascript, php, phpComment, scss, slashes } from "./braceLanguages";
import {
	begins,
	code,
	comment,
	embedded,
	ends,
	hole,
	lineComment,
	longString,
	type Mode,
	prose,
	type Rule,
} from "./mode";

const markupComment = comment(/<!--/, /-->/);
const attributes = [longString(/"/, /"/), longString(/'/, /'/)];

/** Quotes are strings in a tag, text between tags. `inside`: what else an attribute may be. */
function tag(...inside: readonly Rule[]): Rule {
	return begins(/<\/?[A-Za-z][\w:.-]*/, code(ends(/>/), ...attributes, ...inside));
}

const script = begins(
	/<script\b/,
	code(ends(/<\/script\b|\/>/), ...attributes, content(javascript, /(?=<\/script\b)/)),
);
const styleEnd = /(?=<\/style\b)/;
const otherStyle = begins(/\blang=/, code(ends(styleEnd), ...attributes, content(scss, styleEnd)));
const style = begins(/<style\b/, code(ends(/<\/style\b|\/>/), otherStyle, ...attributes, content(css, styleEnd)));
const elements = [script, style];

/** What stands behind an element's first tag. */
function content(language: Mode, close: RegExp): Rule {
	return embedded(/>/, language, close);
}

const html = code(markupComment, ...elements, tag());
const xml = code(markupComment, begins(/<!\[CDATA\[/, code(ends(/\]\]>/))), tag());
const expression = hole(/\{/, "{}", () => javascript);
const svelte = code(markupComment, ...elements, expression, tag(expression));
const vue = code(markupComment, ...elements, embedded(/\{\{/, javascript, /\}\}/), tag());
const frontmatter = embedded(/(?<![\s\S])---\n/, javascript, /^---/);
const astro = code({ ...frontmatter, mark: slashes.mark }, ...svelte.rules);
const phpCode = embedded(/<\?(?!xml)(?:php\b|=)?/, php, /\?>/);
const phpInMarkup = code({ ...phpCode, mark: phpComment.mark }, ...html.rules);
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
const pug = code(lineComment("//", /^[ \t]*\/\//));

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
	[prose(markupComment), "markdown", "quarto", "rmd"],
	[prose(markupComment, comment(/\{\/\*/, /\*\/\}/)), "mdx"],
];
