/* SPDX-License-Identifier: MIT */
/* for-in. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_forin, order_and_shadowing)
{
	expect_output(
		"const p = { c: 1, a: 2 }; const o = Object.create(p, { hidden: { value: 1, enumerable: false }, "
		"a: { value: 3, enumerable: true } }); o.z = 1; o[1] = 1; o[0] = 1; const keys = []; for (const k "
		"in o) keys.push(k); log(keys.join()); Object.defineProperty(o, 'c', { value: 1, enumerable: "
		"false }); const again = []; for (const k in o) again.push(k); log(again.join());",
		"0,1,a,z,c\n"
		"0,1,a,z");
}

Test(vm_forin, deleted_keys_are_skipped)
{
	expect_output(
		"const o = { a: 1, b: 2, c: 3 }; const seen = []; for (const k in o) { seen.push(k); delete o.b; "
		"o.d = 4; } log(seen.join()); const a = [1, 2, 3]; let t = ''; for (const i in a) { t += i; "
		"a.pop(); } log(t);",
		"a,c\n"
		"01");
}

Test(vm_forin, strings_arrays_and_nothing)
{
	expect_output(
		"const seen = []; for (const k in 'ab') seen.push(k); for (const k in [7, , 9]) seen.push(typeof "
		"k + k); for (const k in null) seen.push('never'); for (const k in 5) seen.push('never'); for "
		"(const k in { [Symbol()]: 1 }) seen.push('never'); log(seen.join()); Array.prototype.extra = 1; "
		"for (const k in [1]) log(k); delete Array.prototype.extra;",
		"0,1,string0,string2\n"
		"0\n"
		"extra");
}
