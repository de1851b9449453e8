// The address of a server as a user types it.

export type TypedAddress =
	| { readonly kind: "address"; readonly url: string }
	/** The message says what is wrong. */
	| { readonly kind: "invalid"; readonly message: string };

/** Reads an address: it is taken as its parser understands it, so that what is shown is where things go. */
export function readAddress(typed: string): TypedAddress {
	const text = typed.trim();
	if (text === "") return invalid("Enter the address of the API, such as http://127.0.0.1:8000/v1.");
	if (!/^https?:\/\//i.test(text)) return invalid("The address begins with http:// or https://.");
	if (!URL.canParse(text)) return invalid("This is no address. One reads like http://127.0.0.1:8000/v1.");
	const { origin, pathname, username, password, search, hash } = new URL(text);
	if (username !== "" || password !== "") {
		return invalid("Leave out what stands before the @: a key is asked for in a step of its own, and kept in secret.");
	}
	if (search !== "" || hash !== "")
		return invalid("The address ends with its path, such as /v1: leave out what follows.");
	return { kind: "address", url: `${origin}${pathname.replace(/\/+$/, "")}` };
}

function invalid(message: string): TypedAddress {
	return { kind: "invalid", message };
}
