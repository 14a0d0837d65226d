/* SPDX-License-Identifier: MIT */
/*
 * test_inspect_buffer.c - Buffers and bytes as the console writes them. What is expected is what Node 20 prints.
 */
#include "prediction.h"

Test(console_inspect_buffer, buffers)
{
	static const struct console_case cases[] = {
		{ "console.log(Buffer.from('abc'), [Buffer.alloc(2)], Buffer.alloc(0), Buffer.from(Array.from({ length: 60 }, (_, i) => i)));\n"
		  "console.log(new ArrayBuffer(4), new Uint8Array([1, 2]).buffer, new SharedArrayBuffer(2), new DataView(new ArrayBuffer(3), 1));\n"
		  "console.log(Object.assign(Buffer.from('x'), { tag: 1 }), new ArrayBuffer(110));",
		  "<Buffer 61 62 63> [ <Buffer 00 00> ] <Buffer > <Buffer 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e 2f 30 31 ... 10 more bytes>\n"
		  "ArrayBuffer { [Uint8Contents]: <00 00 00 00>, byteLength: 4 } ArrayBuffer { [Uint8Contents]: <01 02>, byteLength: 2 } SharedArrayBuffer { [Uint8Contents]: <00 00>, byteLength: 2 } DataView {\n"
		  "  byteLength: 2,\n"
		  "  byteOffset: 1,\n"
		  "  buffer: ArrayBuffer { [Uint8Contents]: <00 00 00>, byteLength: 3 }\n"
		  "}\n"
		  "<Buffer 78, tag: 1> ArrayBuffer {\n"
		  "  [Uint8Contents]: <00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ... 10 more bytes>,\n"
		  "  byteLength: 110\n"
		  "}" },
	};
	EXPECT_PRINTS("node", cases);
}
