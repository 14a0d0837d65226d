/* SPDX-License-Identifier: MIT */
/*
 * test_crypto.c - Crypto of a page. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_crypto, values_that_only_chance_gives_have_a_shape)
{
	static const struct console_case cases[] = {
		{ "const a = new Uint8Array(4); console.log(crypto.getRandomValues(a) === a, crypto.randomUUID().length, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/.test(crypto.randomUUID()));\n"
		  "for (const f of [() => crypto.getRandomValues(new Float32Array(1)), () => crypto.getRandomValues(new Uint8Array(65537))]) try { f(); } catch (e) { console.log(e.name); }\n"
		  "crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc')).then((d) => console.log([...new Uint8Array(d)].map((b) => b.toString(16).padStart(2, '0')).join('')));",
		  "true 36 true\n"
		  "TypeMismatchError\n"
		  "QuotaExceededError\n"
		  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	};
	EXPECT_PRINTS("browser", cases);
}
