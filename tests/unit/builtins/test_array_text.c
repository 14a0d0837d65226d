/* SPDX-License-Identifier: MIT */
/* lib/builtins/array_text.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_array_text, cycles_give_nothing)
{
	expect_output(
		"const a = [1]; a.push(a, [a, 2]); log(a.join()); log(String(a), a.toLocaleString()); "
		"log([null, undefined, [], [[]], 0].join('|')); "
		"log(Array(4).join('-'), [1, 2].join(null), [1, 2].join(undefined)); a.join = () => 'own'; "
		"log(String(a), Array.prototype.toString.call({}), Array.prototype.toString.call({ join: () => 7 }));",
		"1,,,2\n1,,,2 1,,,2\n||||0\n--- 1null2 1,2\nown [object Object] 7");
}

Test(builtins_array_text, deep_nesting_overflows_like_calls)
{
	expect_output(
		"let d = []; for (let i = 0; i < 100000; i++) d = [d]; try { String(d); } catch (e) { log(e); "
		"} log(String([[[]]]) === '');",
		"RangeError: Maximum call stack size exceeded\ntrue");
}

Test(builtins_array_text, long_texts_are_refused_before_they_are_made)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => Array(2 ** 29).join('ab')); "
		"t(() => new Array(2 ** 32 - 1).join()); t(() => new Array(2 ** 32 - 1).join('') === ''); "
		"t(() => Array.prototype.join.call({ length: 2 ** 53 - 1, 9: 'nine' }, '')); "
		"t(() => [Symbol.iterator].join());",
		"RangeError: Invalid string length\nRangeError: Invalid string length\ntrue\nnine\n"
		"TypeError: Cannot convert a Symbol value to a string");
}
