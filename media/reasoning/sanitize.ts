/** The one way from HTML to elements: what the model wrote can make text, lists, tables and links, and nothing else. */
import DOMPurify from "dompurify";

const tags =
	"p h1 h2 h3 h4 h5 h6 ul ol li pre code span em strong s del a blockquote hr br table thead tbody tr th td".split(" ");

export function sanitize(html: string): DocumentFragment {
	const fragment = DOMPurify.sanitize(html, {
		ALLOWED_TAGS: tags,
		ALLOWED_ATTR: ["href", "class", "start"],
		ALLOWED_URI_REGEXP: /^https?:\/\//i,
		ALLOW_DATA_ATTR: false,
		RETURN_DOM_FRAGMENT: true,
	});
	for (const link of fragment.querySelectorAll("a")) {
		// Where a link leads is seen before it is followed.
		link.title = link.getAttribute("href") ?? "";
	}
	return fragment;
}
