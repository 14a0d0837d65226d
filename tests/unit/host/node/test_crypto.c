/* SPDX-License-Identifier: MIT */
/*
 * test_crypto.c - Digests of node:crypto. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_crypto, digests)
{
	static const struct console_case cases[] = {
		{ "const c = require('crypto'); for (const a of ['md5', 'sha1', 'sha256', 'sha512', 'sha384']) console.log(a, c.createHash(a).update('abc').digest('hex'));\n"
		  "console.log(c.createHmac('sha256', 'key').update('The quick brown fox jumps over the lazy dog').digest('hex'), c.createHash('sha256').update('a').update(Buffer.from('bc')).digest('base64'), c.randomBytes(8).length, c.randomUUID().length, c.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));\n"
		  "const h = c.createHash('md5'); h.digest(); for (const f of [() => h.update('x'), () => h.digest(), () => c.createHash('none'), () => c.createHash('md5').update(5), () => c.timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))]) try { f(); } catch (e) { console.log(e.code, e.message); }",
		  "md5 900150983cd24fb0d6963f7d28e17f72\n"
		  "sha1 a9993e364706816aba3e25717850c26c9cd0d89d\n"
		  "sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
		  "sha512 ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f\n"
		  "sha384 cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7\n"
		  "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0= 8 36 true\n"
		  "ERR_CRYPTO_HASH_FINALIZED Digest already called\n"
		  "ERR_CRYPTO_HASH_FINALIZED Digest already called\n"
		  "undefined Digest method not supported\n"
		  "ERR_INVALID_ARG_TYPE The \"data\" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type number (5)\n"
		  "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH Input buffers must have the same byte length" },
	};
	EXPECT_PRINTS("node", cases);
}
