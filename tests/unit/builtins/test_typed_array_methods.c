/* SPDX-License-Identifier: MIT */
/* Methods of typed arrays. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_typed_array_methods, moving_and_searching)
{
	expect_output(
		"const a = () => new Int16Array([5, 1, -4, 9, 1]), t = f => { try { log(String(f())); } catch (e) { log(e); } };\n"
		"t(() => a().copyWithin(0, 2)); t(() => a().fill(7, 1, -1)); t(() => a().lastIndexOf(1, -2)); t(() => new Float32Array([NaN]).includes(NaN)); t(() => a().toReversed()); t(() => a().with(-1, 70000)); t(() => a().subarray(1, 3).byteOffset);\n"
		"t(() => { const u = new Uint8Array([1, 2, 3, 4]); u.set(u.subarray(0, 3), 1); return u; }); t(() => new Uint8Array(2).set([1, 2, 3])); t(() => a().with(9, 0)); t(() => a().join('-')); t(() => Uint8Array.prototype.at.call([]));",
		"-4,9,1,9,1\n5,7,7,7,1\n1\ntrue\n1,9,-4,1,5\n5,1,-4,9,4464\n2\n1,1,2,3\n"
		"RangeError: offset is out of bounds\nRangeError: Invalid typed array index\n5-1--4-9-1\n"
		"TypeError: Method %TypedArray%.prototype.at called on incompatible receiver [object Array]");
}
