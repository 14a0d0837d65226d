/* SPDX-License-Identifier: MIT */
/* lib/builtins/array_copy.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_array_copy, concat_spreads_what_is_spreadable)
{
	expect_output(
		"const s = { length: 2, 0: 'a', 1: 'b', [Symbol.isConcatSpreadable]: true }, n = [1]; "
		"n[Symbol.isConcatSpreadable] = false; "
		"log([0].concat(s, [1, [2]]).length, [].concat(n).length, [, 1].concat([, 2]).length, 2 in [, 1].concat([, 2]));",
		"5 1 4 false");
}

Test(builtins_array_copy, slice_clamps_its_bounds)
{
	expect_output(
		"const a = [0, 1, 2, 3]; log(a.slice(-2)); log(a.slice(1, -1)); "
		"log(a.slice(3, 1).length, a.slice('1', '2'), a.slice(NaN, Infinity).length); "
		"log(Array.prototype.slice.call('abc', 1), 1 in [1, , 3].slice());",
		"2,3\n1,2\n0 1 4\nb,c false");
}

Test(builtins_array_copy, copies_fill_holes)
{
	expect_output(
		"log(1 in [1, , 3].toReversed(), 1 in [1, , 3].with(0, 0), 1 in [1, , 3].toSpliced(0, 0)); "
		"log([1, 2, 3].with(-1, 9)); log([1, 2, 3, 4].toSpliced(1, 2, 'x')); log([1, 2].toReversed());\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => [1].with(5, 0)); "
		"t(() => [1].with(-2, 0));",
		"true true true\n1,2,9\n1,x,4\n2,1\nRangeError: Invalid index : 5\nRangeError: Invalid index : -2");
}

Test(builtins_array_copy, species_decides_what_is_made)
{
	expect_output(
		"class P extends Array { static get [Symbol.species]() { return Array; } } const p = P.from([1, 2]); "
		"log(p.slice() instanceof P, p.concat([3]) instanceof P, p.toReversed() instanceof P);\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nconst o = [1]; "
		"o.constructor = { [Symbol.species]: 5 }; t(() => o.slice()); o.constructor = undefined; "
		"log(o.concat(2)); o.constructor = 1; t(() => o.map(x => x));",
		"false false false\nTypeError: object.constructor[Symbol.species] is not a constructor\n1,2\n"
		"TypeError: object.constructor[Symbol.species] is not a constructor");
}
