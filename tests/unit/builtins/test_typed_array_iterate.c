/* SPDX-License-Identifier: MIT */
/* Methods of typed arrays that call back. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_typed_array_iterate, callbacks)
{
	expect_output(
		"const u = new Uint8Array([1, 2, 3]);\n"
		"log(u.every(x => x), u.some(x => x > 2), u.find(x => x > 1), u.findLastIndex(x => x < 3), String(u.filter(x => x & 1)), String(u.map(x => x * 100)), u.reduce((a, b) => a + b), u.reduceRight((a, b) => `${a}${b}`));\n"
		"for (const f of [() => u.map(1), () => new Uint8Array().reduce((a) => a), () => Uint8Array.prototype.forEach.call([], () => 1)]) try { f(); } catch (e) { log(e); }\n"
		"const b = new ArrayBuffer(4, { maxByteLength: 8 }), w = new Uint8Array(b); const seen = []; w.forEach((x, i) => { seen.push(x); b.resize(2); }); log(seen.length, String(seen[3]));",
		"true true 2 1 1,3 100,200,44 6 321\nTypeError: 1 is not a function\n"
		"TypeError: Reduce of empty array with no initial value\nTypeError: this is not a typed array.\n4 undefined");
}
