/* SPDX-License-Identifier: MIT */
/* ArrayBuffer and SharedArrayBuffer. What is expected is what Node 20 writes; transfer is Chromium's. */
#include "recent_script.h"

Test(builtins_array_buffer, resizing_and_slicing)
{
	expect_output(
		"const b = new ArrayBuffer(4, { maxByteLength: 8 }); log(b.byteLength, b.maxByteLength, b.resizable); b.resize(6); log(b.byteLength, b.slice(1, -1).byteLength);\n"
		"for (const f of [() => b.resize(9), () => new ArrayBuffer(1).resize(1), () => new ArrayBuffer(-1), () => ArrayBuffer(1), () => ArrayBuffer.prototype.slice.call({})]) try { f(); } catch (e) { log(e); }\n"
		"const s = new SharedArrayBuffer(2, { maxByteLength: 4 }); s.grow(3); log(s.byteLength, s.growable); try { s.grow(2); } catch (e) { log(e); }",
		"4 8 true\n6 4\n"
		"RangeError: ArrayBuffer.prototype.resize: Invalid length parameter\n"
		"TypeError: Method ArrayBuffer.prototype.resize called on incompatible receiver #<ArrayBuffer>\n"
		"RangeError: Invalid array buffer length\nTypeError: Constructor ArrayBuffer requires 'new'\n"
		"TypeError: Method ArrayBuffer.prototype.slice called on incompatible receiver #<Object>\n"
		"3 true\nRangeError: SharedArrayBuffer.prototype.grow: Invalid length parameter");
}

Test(builtins_array_buffer, transfer)
{
	expect_recent_output(
		"const b = new Uint8Array([1, 2, 3]).buffer, c = b.transfer(2), u = new Uint8Array(c); log(b.detached, b.byteLength, u.length, u[1]);\n"
		"try { b.transfer(); } catch (e) { log(e); } log(new ArrayBuffer(1, { maxByteLength: 2 }).transferToFixedLength().resizable);",
		"true 0 2 2\nTypeError: Cannot perform ArrayBuffer.prototype.transfer on a detached ArrayBuffer\nfalse");
}
