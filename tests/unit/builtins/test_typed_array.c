/* SPDX-License-Identifier: MIT */
/* The typed arrays' constructors, statics and accessors. What is expected is what Node 20 writes. */
#include "recent_script.h"

Test(builtins_typed_array, constructors)
{
	expect_output(
		"const t = f => { try { log(String(f())); } catch (e) { log(e); } };\n"
		"t(() => new Uint8Array([1, 300, -1])); t(() => new Float32Array(new Set([1.5]))); t(() => new Uint16Array(new Uint8Array([1, 2, 3, 4]).buffer, 2)); t(() => Uint8Array.from('12', x => x * 2)); t(() => Int8Array.of(128));\n"
		"t(() => Uint8Array(1)); t(() => new Uint16Array(new ArrayBuffer(3))); t(() => new Uint8Array(-1)); t(() => new BigInt64Array([1])); t(() => Object.getPrototypeOf(Uint8Array)());\n"
		"class C extends Uint8Array {} t(() => new C(2).map(x => x + 1) instanceof C); t(() => Object.prototype.toString.call(new C)); t(() => typeof Float16Array);",
		"1,44,255\n1.5\n1027\n2,4\n-128\n"
		"TypeError: Constructor Uint8Array requires 'new'\nRangeError: byte length of Uint16Array should be a multiple of 2\n"
		"RangeError: Invalid typed array length: -1\nTypeError: Cannot convert 1 to a BigInt\n"
		"TypeError: Abstract class TypedArray not directly constructable\ntrue\n[object Uint8Array]\nundefined");
}

Test(builtins_typed_array, half_precision_in_recent_engines)
{
	expect_recent_output("const h = new Float16Array([1.1, 65520, 1e-8]); log(h[0], h[1], h[2], Math.f16round(5.5), new DataView(h.buffer).getFloat16(0, true));",
			     "1.099609375 Infinity 0 5.5 1.099609375");
}
