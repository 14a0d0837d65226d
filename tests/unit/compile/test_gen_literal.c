/* SPDX-License-Identifier: MIT */
/*
 * test_gen_literal.c - Code of literals. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_literal, objects)
{
	expect_output(
		"const k = 'key'; const o = { a: 1, 'b c': 2, [k + 1]: 3, 5: 'five', 1.50: 'n', __proto__: { inherited: 1 }, get g() { return 'got'; }, set g(v) {}, async *ag() {}, ...{ s: 1, a: 'over' }, ...null, ...'hi' }; log(Object.keys(o).join(), o.a, o.g, o.inherited, o['1.5'], o.ag.name); const __proto__ = 1; log(Object.keys({ __proto__, ['__proto__']: 2 }).join(), ({ 'a': 1, a: 2 }).a, ({ get a() { return 1; }, a: 5 }).a);",
		"0,1,5,a,b c,key1,1.5,g,ag,s over got 1 n ag\n"
		"__proto__ 2 5");
}

Test(compile_gen_literal, arrays_numbers_patterns)
{
	expect_output(
		"log([1, , 3].length, 1 in [1, , 3], [, ].length, [...[, 1]].includes(undefined), [...'a\\u{1F600}'].length, 0x1F, 0o17, 0b11, 1_000, .5e-3, 5., 017, 09.5, 0xfn, /[/]\\//.source, /a/g === /a/g, 'a\\\n"
		"b', '\\x41\\u0042\\u{43}', \"\\'\", '\\8');",
		"3 false 1 true 2 31 15 3 1000 0.0005 5 15 9.5 15 [/]\\/ false ab ABC ' 8");
}
