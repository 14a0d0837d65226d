/* SPDX-License-Identifier: MIT */
/*
 * test_gen_assign.c - Code of assignments. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_assign, orders_of_evaluation)
{
	expect_output(
		"const seen = []; const o = { get a() { seen.push('a'); return { set b(v) { seen.push('set ' + v); } }; } }; const f = (x) => (seen.push(x), x);\n"
		"o.a[f('b')] = f(1); o.a.b = f(2); log(seen.join()); seen.length = 0;\n"
		"let [x = f('dx'), y = f('dy')] = [undefined, 5]; ({ [f('k')]: x, ...y } = { k: 1, z: 2 }); log(seen.join(), x, JSON.stringify(y));",
		"a,b,1,set 1,a,2,set 2\n"
		"dx,k 1 {\"z\":2}");
}

Test(compile_gen_assign, compound_and_logical)
{
	expect_output(
		"let a = null, b = 0, c = 'c'; a ?\?= 1; b ||= 2; c &&= 3; log(a, b, c); a ?\?= log('never'); let n = 5; n **= 2; n >>>= 1; n %= 7; log(n); const o = { v: '1' }; o.v += 1; o['v'] *= 2; log(o.v, o.v++, ++o.v, -o.v--);\n"
		"const k = {}; k.f ||= function () {}; k.g ?\?= () => 1; let h; h ?\?= () => 2; log(k.f.name === '', k.g.name === '', h.name);\n"
		"try { null.x = log('evaluated'); } catch (e) { log(e.name); } try { undefinedVariable += 1; } catch (e) { log(e.message); }",
		"1 2 3\n"
		"5\n"
		"22 22 24 -24\n"
		"true true h\n"
		"evaluated\n"
		"TypeError\n"
		"undefinedVariable is not defined");
}

Test(compile_gen_assign, destructuring_closes_iterators)
{
	expect_output(
		"const it = (n) => ({ i: 0, [Symbol.iterator]() { return this; }, next() { return { done: this.i >= n, value: this.i++ }; }, return() { log('closed at', this.i); return {}; } });\n"
		"let [p, , q] = it(9); let [...rest] = it(3); let [] = it(1); log(p, q, rest.join()); try { [p, ({}).x.y] = it(5); } catch (e) { log(e.name); } [[p = 7] = [], { length: q }] = [undefined, 'four']; log(p, q);",
		"closed at 3\n"
		"closed at 0\n"
		"0 2 0,1,2\n"
		"closed at 2\n"
		"TypeError\n"
		"7 4");
}
