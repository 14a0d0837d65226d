/* SPDX-License-Identifier: MIT */
/*
 * test_zlib.c - Compression of node:zlib. What is expected is what Node 20 prints.
 */
#include "../../console/prediction.h"

Test(host_node_zlib, there_and_back)
{
	static const struct console_case cases[] = {
		{ "const z = require('zlib'); const text = 'abc'.repeat(100); for (const [a, b] of [['gzipSync', 'gunzipSync'], ['deflateSync', 'inflateSync'], ['deflateRawSync', 'inflateRawSync']]) { const p = z[a](text); console.log(a, p.length, z[b](p).toString() === text); }\n"
		  "console.log(z.deflateSync('hello').toString('hex'), z.crc32 ? 'crc' : 'none', z.deflateRawSync('').toString('hex')); for (const f of [() => z.inflateSync(Buffer.from('nonsense')), () => z.gunzipSync(Buffer.from('nonsense')), () => z.inflateSync(z.deflateSync('x').subarray(0, 4)), () => z.gzipSync(5)]) try { f(); } catch (e) { console.log(e.code, e.errno, e.message); }\n"
		  "z.gzip('x', (e, b) => z.gunzip(b, (e, t) => console.log('async', String(t)))); console.log('sync');",
		  "gzipSync 27 true\n"
		  "deflateSync 15 true\n"
		  "deflateRawSync 9 true\n"
		  "789ccb48cdc9c90700062c0215 crc 0300\n"
		  "Z_DATA_ERROR -3 incorrect header check\n"
		  "Z_DATA_ERROR -3 incorrect header check\n"
		  "Z_BUF_ERROR -5 unexpected end of file\n"
		  "ERR_INVALID_ARG_TYPE undefined The \"buffer\" argument must be of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer. Received type number (5)\n"
		  "sync\n"
		  "async x" },
	};
	EXPECT_PRINTS("node", cases);
}
