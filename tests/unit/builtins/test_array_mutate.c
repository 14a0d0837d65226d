/* SPDX-License-Identifier: MIT */
/* lib/builtins/array_mutate.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_array_mutate, queues_keep_their_order)
{
	expect_output(
		"const q = []; let out = 0; for (let i = 0; i < 500; i++) q.push(i); "
		"while (q.length > 3) { out = out * 31 + q.shift() | 0; if (q.length % 7 === 0) q.unshift(q.shift()); "
		"if (q.length % 11 === 0) q.push('tail'), q.pop(); } log(out, q, q.length); q[5] = 'x'; "
		"log(q.length, 4 in q, q);",
		"8097784 497,498,499 3\n6 false 497,498,499,,,x");
}

Test(builtins_array_mutate, splice_moves_what_is_behind)
{
	expect_output(
		"const a = [0, 1, 2, 3, 4]; log(a.splice(1, 2, 'a', 'b', 'c'), a); log(a.splice(-2), a); "
		"log(a.splice(0, 0, 'start'), a); log(a.splice(1, 100), a); log(a.splice(), a, a.splice(undefined), a);\n"
		"const h = [1, , 3, , 5]; log(h.splice(1, 1).length, h.length, 2 in h); "
		"const o = { length: 3, 0: 'x', 2: 'z' }; "
		"log(Array.prototype.splice.call(o, 0, 1), o.length, o[1], 0 in o);",
		"1,2 0,a,b,c,3,4\n3,4 0,a,b,c\n start,0,a,b,c\n0,a,b,c start\n  start \n1 4 false\nx 2 z false");
}

Test(builtins_array_mutate, fill_and_reverse_and_copy_within)
{
	expect_output(
		"log(Array(3).fill(7)); log([1, 2, 3, 4].fill(0, 1, -1)); log([1, 2, 3].reverse()); "
		"log([1, , 3, 4].reverse().length, 2 in [1, , 3, 4].reverse()); log([1, 2, 3, 4, 5].copyWithin(1, 3)); "
		"log([1, 2, 3, 4, 5].copyWithin(1, 0, 3)); log(1 in [1, , 3].copyWithin(0, 1));",
		"7,7,7\n1,0,0,4\n3,2,1\n4 false\n1,4,5,4,5\n1,1,2,3,5\ntrue");
}

Test(builtins_array_mutate, lengths_stay_in_their_limits)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\n"
		"t(() => Array.prototype.push.call({ length: 2 ** 53 - 1 }, 1)); "
		"t(() => Array.prototype.unshift.call({ length: 2 ** 53 - 1 }, 1)); "
		"t(() => Array.prototype.splice.call({ length: 2 ** 53 - 1 }, 0, 0, 1)); "
		"const a = new Array(2 ** 32 - 1); t(() => a.push(1)); log(a.length, a[2 ** 32 - 1]); "
		"log(Array.prototype.push.call({}, 'a', 'b'));",
		"TypeError: Pushing 1 elements on an array-like of length 9007199254740991 is disallowed, as the total surpasses 2**53-1\n"
		"TypeError: Invalid array length\nTypeError: Invalid array length\nRangeError: Invalid array length\n"
		"4294967295 1\n2");
}

Test(builtins_array_mutate, holes_in_huge_arrays_move_as_holes)
{
	expect_output(
		"const a = new Array(2 ** 32 - 10); a[5] = 'five'; a.shift(); log(a[4], 5 in a, a.length); "
		"a.unshift('first'); log(a[0], a[5], a.length); a.reverse(); log(a[2 ** 32 - 16], 5 in a); "
		"log(a.splice(0, 2 ** 32 - 17).length, a.length, a[1]);",
		"five false 4294967285\nfirst five 4294967286\nfive false\n4294967279 7 five");
}
