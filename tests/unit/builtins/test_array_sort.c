/* SPDX-License-Identifier: MIT */
/* lib/builtins/array_sort.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_array_sort, comparisons_come_in_v8s_order)
{
	expect_output(
		"const pairs = []; [3, 1, 2, 5, 4].sort((a, b) => { pairs.push(a + '' + b); return a - b; }); log(pairs); "
		"let seed = 1, h = 0, n = 0; const next = () => (seed = seed * 1103515245 + 12345 & 0x7fffffff) >>> 8; "
		"for (const size of [10, 70, 300, 1500]) Array.from({ length: size }, () => next() % size).sort((a, b) => { n++; "
		"h = h * 31 + a * 7 + b | 0; return a - b; }); log(n, h);",
		"13,21,23,21,52,53,43,45\n16315 -1778982855");
}

Test(builtins_array_sort, texts_and_undefined_and_holes)
{
	expect_output(
		"log([10, 9, 1, -1].sort()); "
		"log([3, undefined, , 1].sort().length, 3 in [3, undefined, , 1].sort(), [3, undefined, , 1].sort()[2]); "
		"log(['b', 'a', 'C'].sort()); log([[2], [10], [1]].sort().length); let c = 0; "
		"[1, 2, 3].map(n => ({ toString() { c++; return 'z' + n; } })).sort(); log(c); "
		"log(Array.prototype.sort.call({ length: 3, 0: 'b', 2: 'a' })[1]); "
		"log([3, 2, 1].toSorted(), [2, , 1].toSorted().length);",
		"-1,1,10,9\n4 false undefined\nC,a,b\n3\n4\nb\n1,2,3 3");
}

Test(builtins_array_sort, bad_comparators_do_no_harm)
{
	expect_output(
		"const a = [5, 1, 4, 2, 3]; a.sort(() => { a.length = 0; return -1; }); log(a); "
		"log([1, 2, 3].sort(() => NaN)); const l = Array.from({ length: 300 }, (_, i) => i * 37 % 100); "
		"let k = 0; l.sort(() => (k = (k * 5 + 1) % 3) - 1); log(l.length, l.reduce((x, y) => x + y));\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => [1, 2].sort(() => { throw 'thrown'; "
		"})); t(() => [].sort(null)); t(() => [2, Symbol.iterator].sort()); "
		"t(() => [1, 2].sort(() => Symbol.iterator));",
		"3,2,4,1,5\n1,2,3\n300 14850\nthrown\n"
		"TypeError: The comparison function must be either a function or undefined\n"
		"TypeError: Cannot convert a Symbol value to a string\nTypeError: Cannot convert a Symbol value to a number");
}

/* What Chromium 156 writes. */
Test(builtins_array_sort, a_recent_engine_asks_in_another_order)
{
	struct script s;
	script_open(&s);
	s.realm.v8 = EVL_V8_15;
	script_run(&s, "const pairs = []; [3, 1, 2].sort((a, b) => { pairs.push(a + '' + b); return a - b; }); log(pairs);\n"
		       "const count = list => { let n = 0; list.sort((a, b) => { n++; return a - b; }); return n; };\n"
		       "const ascending = n => Array.from({ length: n }, (_, i) => i);\n"
		       "log(count(ascending(15)), count(ascending(16)), count(Array.from({ length: 256 }, (_, i) => i % 50)));\n"
		       "try { [].sort(1); } catch (e) { log(e); } try { [].flatMap(null); } catch (e) { log(e); }");
	cr_expect_str_eq(script_output(&s), "13,23,21\n34 15 891\n"
					    "TypeError: The comparison function must be either a function or undefined: 1\n"
					    "TypeError: object null is not a function");
	script_close(&s);
}
