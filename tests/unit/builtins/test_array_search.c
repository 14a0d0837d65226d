/* SPDX-License-Identifier: MIT */
/* lib/builtins/array_search.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_array_search, equality_is_that_of_the_method)
{
	expect_output(
		"const a = [NaN, -0, undefined, , 'x', 'x']; "
		"log(a.indexOf(NaN), a.includes(NaN), a.indexOf(0), a.indexOf(undefined), a.includes(undefined), [,].includes(undefined), [,].indexOf(undefined)); "
		"log(a.lastIndexOf('x'), a.lastIndexOf('x', -2), a.indexOf('x', -1), a.lastIndexOf('x', -100), a.indexOf('x', 100)); "
		"log(a.findIndex(v => v === undefined), a.findLastIndex(v => v === undefined), a.find(v => v === 'x'), a.findLast(() => false)); "
		"log(a.at(-1), a.at(99), a.at(NaN));",
		"-1 true 1 2 true true -1\n5 4 5 -1 -1\n2 3 x undefined\nx undefined NaN");
}

Test(builtins_array_search, predicates_see_holes_in_order)
{
	expect_output(
		"const seen = []; [, 'b', ,].findLast((v, i) => { seen.push(i + ':' + v); }); "
		"[, 'b'].find((v, i) => { seen.push(i + ':' + v); }); log(seen);\nconst t = f => { try { log(f()); "
		"} catch (e) { log(e); } };\nt(() => [].find()); t(() => Array.prototype.find.call(null, x => x)); "
		"t(() => Array.prototype.at.call(undefined));",
		"2:undefined,1:b,0:undefined,0:undefined,1:b\nTypeError: undefined is not a function\n"
		"TypeError: Array.prototype.find called on null or undefined\n"
		"TypeError: Cannot convert undefined or null to object");
}
