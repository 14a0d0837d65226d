/* SPDX-License-Identifier: MIT */
/* lib/builtins/array_iterate.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_array_iterate, callbacks_may_change_the_array)
{
	expect_output(
		"const a = [1, 2, 3], seen = []; a.forEach(v => { seen.push(v); if (v === 1) a.push(4); "
		"if (v === 2) a.pop(); }); log(seen, a);\nconst b = ['a', 'b', 'c']; const v = []; b.map(x => { v.push(x); "
		"b.shift(); }); log(v);\nconst c = [1, 2, 3]; log(c.filter((x, i) => { if (i === 0) c.length = 1; "
		"return true; }));",
		"1,2,3 1,2,3\na,c\n1");
}

Test(builtins_array_iterate, reduce_starts_with_what_is_there)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => [].reduce((a, b) => a)); "
		"t(() => [, ,].reduceRight(x => x)); t(() => [, 5].reduce(x => 'never')); "
		"t(() => [].reduce(x => x, 'initial')); t(() => [1, 2, 3].reduceRight((a, b) => a + '-' + b)); "
		"t(() => [1].reduce(5)); t(() => [undefined].reduce(x => 1));",
		"TypeError: Reduce of empty array with no initial value\n"
		"TypeError: Reduce of empty array with no initial value\n5\ninitial\n3-2-1\nTypeError: 5 is not a function\n"
		"undefined");
}

Test(builtins_array_iterate, flat_goes_as_deep_as_asked)
{
	expect_output(
		"log([1, [2, [3, [4]]]].flat().length, [1, [2, [3, [4]]]].flat(Infinity).length, [[]].flat().length, [1, , [2, , 3]].flat().length, [[1]].flat(0)[0].length, [1, 2].flatMap(x => [x, [x]]).length);\n"
		"const loop = []; loop.push(loop); try { loop.flat(Infinity); } catch (e) { log(e); }",
		"3 4 0 3 1 4\nRangeError: Maximum call stack size exceeded");
}

Test(builtins_array_iterate, huge_sparse_arrays_are_leapt_over)
{
	expect_output(
		"const a = new Array(2 ** 32 - 1); let n = 0; a.forEach(() => n++); a[2 ** 32 - 2] = 'last'; "
		"a[7] = 'seven'; a.forEach((v, i) => log(v, i)); "
		"log(n, a.reduceRight((x, y) => x + y), a.some(v => v === 'last'), a.map(x => x).length);\n"
		"Array.prototype.forEach.call({ length: 2 ** 53 - 1, 3: 'three', [2 ** 40]: 'far' }, (v, i) => log(v, i));",
		"seven 7\nlast 4294967294\n0 lastseven true 4294967295\nthree 3\nfar 1099511627776");
}
