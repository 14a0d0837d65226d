/* SPDX-License-Identifier: MIT */
/* DataView. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_data_view, both_byte_orders)
{
	expect_output(
		"const v = new DataView(new ArrayBuffer(8)); v.setInt16(0, -2); v.setUint32(2, 1, true); log(v.getUint8(1), v.getUint16(0, true), v.getInt32(2), v.byteLength); v.setBigUint64(0, 2n ** 64n - 1n); log(String(v.getBigInt64(0)), v.getFloat32(0));\n"
		"for (const f of [() => v.getInt16(7), () => new DataView({}), () => new DataView(v.buffer, 9), () => new DataView(v.buffer, 1, 8)]) try { f(); } catch (e) { log(e); }",
		"254 65279 16777216 8\n-1 NaN\nRangeError: Offset is outside the bounds of the DataView\n"
		"TypeError: First argument to DataView constructor must be an ArrayBuffer\n"
		"RangeError: Start offset 9 is outside the bounds of the buffer\nRangeError: Invalid DataView length 8");
}
