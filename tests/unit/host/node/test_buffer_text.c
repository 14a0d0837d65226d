/* SPDX-License-Identifier: MIT */
/*
 * test_buffer_text.c - Encodings of Buffers. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_buffer_text, encodings)
{
	static const struct console_case cases[] = {
		{ "const b = Buffer.from('héllo \\u{1F600}'); for (const e of ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'binary', 'ucs2']) console.log(e, JSON.stringify(b.toString(e)), Buffer.from(b.toString(e), e).length);\n"
		  "console.log(Buffer.from('zz', 'hex').length, Buffer.from('abc', 'hex').length, Buffer.from('YQ', 'base64').toString(), Buffer.from('Y Q=\\n=', 'base64').toString(), Buffer.byteLength('é€'), Buffer.from([0xff, 0xfe, 0x41]).toString(), Buffer.from('\\uD800').toString('hex'));\n"
		  "const w = Buffer.alloc(4); console.log(w.write('€uro', 1), w.toString('hex'), w.write('x', 9 - 6, 'latin1'), JSON.stringify(w.toString('latin1')), w.fill('ab').toString(), w.indexOf('ba'), w.includes('zz')); try { Buffer.from('x', 'nope'); } catch (e) { console.log(e.code, e.message); } console.log(Buffer.isEncoding('UTF-8'), Buffer.isEncoding('nope'), b.slice(0, 2).toString(), b.toString('utf8', 1, 3));",
		  "utf8 \"héllo 😀\" 11\n"
		  "hex \"68c3a96c6c6f20f09f9880\" 11\n"
		  "base64 \"aMOpbGxvIPCfmIA=\" 11\n"
		  "base64url \"aMOpbGxvIPCfmIA\" 11\n"
		  "latin1 \"hÃ©llo ð\" 11\n"
		  "ascii \"hC)llo p\\u001f\\u0018\\u0000\" 11\n"
		  "binary \"hÃ©llo ð\" 11\n"
		  "ucs2 \"써沩潬颟\" 10\n"
		  "0 1 a a 5 ��A efbfbd\n"
		  "3 00e282ac 1 \"\\u0000âx\" abab 1 false\n"
		  "ERR_UNKNOWN_ENCODING Unknown encoding: nope\n"
		  "true false h� é" },
	};
	EXPECT_PRINTS("node", cases);
}
