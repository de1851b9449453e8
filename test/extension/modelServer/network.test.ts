import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type NetworkSettings, networkEnvironment } from "../../../extension/modelServer/network";

const asInstalled: NetworkSettings = { proxy: "", noProxy: [], proxySupport: "override", systemCertificates: true };
const proxy = "http://proxy.example:3128";

/** The variables in capital letters; the others say the same. */
function told(settings: Partial<NetworkSettings>, inherited: Readonly<Record<string, string>> = {}) {
	const environment = networkEnvironment({ ...asInstalled, ...settings }, inherited);
	for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"]) {
		assert.equal(environment[name.toLowerCase()], environment[name]);
	}
	return environment;
}

suite("the network, as the language server is told of it", () => {
	test("is direct where nothing is set", () => {
		const { HTTP_PROXY, HTTPS_PROXY, NODE_USE_ENV_PROXY } = told({});
		assert.deepEqual([HTTP_PROXY, HTTPS_PROXY, NODE_USE_ENV_PROXY], ["", "", "0"]);
	});

	test("has VS Code's proxy before that of the environment", () => {
		const { HTTP_PROXY, HTTPS_PROXY, NODE_USE_ENV_PROXY } = told({ proxy }, { HTTPS_PROXY: "http://other:1" });
		assert.deepEqual([HTTP_PROXY, HTTPS_PROXY, NODE_USE_ENV_PROXY], [proxy, proxy, "1"]);
	});

	test("has the environment's proxy where VS Code has none", () => {
		const { HTTP_PROXY, HTTPS_PROXY, NODE_USE_ENV_PROXY } = told({}, { https_proxy: proxy, HTTPS_PROXY: "http://b:1" });
		assert.deepEqual([HTTP_PROXY, HTTPS_PROXY, NODE_USE_ENV_PROXY], ["", proxy, "1"]);
	});

	test("has no proxy where VS Code is to use none", () => {
		const { HTTP_PROXY, HTTPS_PROXY, NODE_USE_ENV_PROXY } = told({ proxy, proxySupport: "off" }, { HTTP_PROXY: proxy });
		assert.deepEqual([HTTP_PROXY, HTTPS_PROXY, NODE_USE_ENV_PROXY], ["", "", "0"]);
	});

	test("leaves out a proxy that would keep Node from starting", () => {
		for (const broken of ["http://", "socks5://proxy:1080", "http://a b:1"]) {
			assert.equal(told({ proxy: broken })["NODE_USE_ENV_PROXY"], "0", broken);
			assert.equal(told({}, { HTTP_PROXY: broken })["NODE_USE_ENV_PROXY"], "0", broken);
		}
	});

	test("takes a proxy without its scheme as other programs do", () => {
		assert.equal(told({}, { HTTP_PROXY: "10.0.0.1:3128" })["HTTP_PROXY"], "http://10.0.0.1:3128");
	});

	test("never asks a proxy for what is on this machine", () => {
		assert.equal(told({ proxy })["NO_PROXY"], "localhost,127.0.0.1,[::1]");
		assert.equal(told({ proxy, noProxy: ["*.lan"] }, { NO_PROXY: "x" })["NO_PROXY"], "*.lan,localhost,127.0.0.1,[::1]");
		assert.equal(told({ proxy }, { no_proxy: "x,y" })["NO_PROXY"], "x,y,localhost,127.0.0.1,[::1]");
	});

	test("trusts what the system trusts, unless VS Code does not", () => {
		assert.equal(told({})["NODE_USE_SYSTEM_CA"], "1");
		assert.equal(told({ systemCertificates: false })["NODE_USE_SYSTEM_CA"], undefined);
	});

	test("never goes without checks of certificates", () => {
		assert.ok(!("NODE_TLS_REJECT_UNAUTHORIZED" in told({ proxy })));
	});
});
