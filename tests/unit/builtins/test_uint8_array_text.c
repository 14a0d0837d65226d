/* SPDX-License-Identifier: MIT */
/* Bytes as base64 and hexadecimal digits. What is expected is what Chromium gives. */
#include "recent_script.h"

Test(builtins_uint8_array_text, there_and_back)
{
	expect_recent_output(
		"const u = new Uint8Array([255, 239, 1, 2]); log(u.toHex(), u.toBase64(), u.toBase64({ alphabet: 'base64url', omitPadding: true }), String(Uint8Array.fromHex('00fF')), String(Uint8Array.fromBase64(' /+ 8= ')));\n"
		"const r = u.setFromBase64('AAECAwQFBg'); log(r.read, r.written, String(u));\n"
		"for (const f of [() => Uint8Array.fromHex('0'), () => Uint8Array.fromBase64('a'), () => Uint8Array.fromBase64('AA', { lastChunkHandling: 'strict' }), () => Uint8Array.fromBase64(1)]) try { f(); } catch (e) { log(e.name); }",
		"ffef0102 /+8BAg== _-8BAg 0,255 255,239\n4 3 0,1,2,2\nSyntaxError\nSyntaxError\nSyntaxError\nTypeError");
}
