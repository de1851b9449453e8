// Files whose content never becomes part of a prompt, although a definition may lie there.

const secretNames = [
	/^\.env($|\.)/,
	/\.env$/,
	/^\.(npmrc|pypirc|netrc|pgpass|htpasswd|git-credentials)$/,
	/^id_(rsa|dsa|ecdsa|ed25519)/,
	/\.(pem|key|p12|pfx|jks|keystore|kdbx|asc|gpg|ovpn)$/,
	/^(secrets?|credentials?)(\.|$)/,
];

const secretFolders = /(^|[\\/])\.(ssh|aws|gnupg|kube|azure)([\\/]|$)/;

export function isSecret(path: string): boolean {
	const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
	return secretFolders.test(path) || secretNames.some((pattern) => pattern.test(name));
}
