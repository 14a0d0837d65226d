/* SPDX-License-Identifier: MIT */
/*
 * test_cipher.c - Ciphers and keys out of passwords. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_cipher, known_answers)
{
	static const struct console_case cases[] = {
		{ "const c = require('crypto');\n"
		  "console.log(c.scryptSync('password', 'NaCl', 32, { N: 1024, r: 8, p: 16 }).toString('hex'), c.pbkdf2Sync('password', 'salt', 2, 20, 'sha1').toString('hex'));\n"
		  "const key = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'), iv = Buffer.alloc(16); const e = c.createCipheriv('aes-128-cbc', key, iv); const out = Buffer.concat([e.update('hello '), e.update('world, and more'), e.final()]); console.log(out.toString('hex'));\n"
		  "const d = c.createDecipheriv('aes-128-cbc', key, iv); console.log(d.update(out, null, 'utf8') + d.final('utf8')); const w = c.createDecipheriv('aes-128-cbc', key, Buffer.alloc(16, 1)); w.update(out.subarray(0, 16)); try { w.final(); } catch (x) { console.log(x.name); }\n"
		  "try { c.createCipheriv('aes-128-cbc', key, Buffer.alloc(3)); } catch (x) { console.log(x.code, x.message); } try { c.createCipheriv('none', key, iv); } catch (x) { console.log(x.code ?? x.name); }",
		  "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162 ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957\n"
		  "ad8628c535b7378c85c6c05b081a36e3dfc3f2613e532ceeb1d341682c899c5d\n"
		  "hello world, and more\n"
		  "Error\n"
		  "ERR_CRYPTO_INVALID_IV Invalid initialization vector\n"
		  "ERR_CRYPTO_UNKNOWN_CIPHER" },
	};
	EXPECT_PRINTS("node", cases);
}
