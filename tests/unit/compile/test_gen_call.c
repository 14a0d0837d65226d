/* SPDX-License-Identifier: MIT */
/*
 * test_gen_call.c - Code of calls. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_call, receivers_and_spread)
{
	expect_output(
		"'use strict'; const o = { f() { return this === o; }, g: { h() { return this === o.g; } } }; log(o.f(), (o.f)(), o['f'](), o.g.h(), (0, o.f) === o.f, (function () { return this; })(), o?.f(), o.g?.h?.(), o.none?.(), o.none?.x.y.z());\n"
		"const args = [1, ...'ab', ...new Set([3])]; log(Math.max(...[1, 5], 3), ((...r) => r.length)(...args, ...args), new Array(...[3, 4]).join(), [...\"xy\"].length);",
		"true true true true true undefined true true undefined undefined\n"
		"5 8 3,4 2");
}

Test(compile_gen_call, what_is_not_callable)
{
	expect_output(
		"const o = { a: { b: 1 } }; for (const f of [() => o.a.b(), () => o.c(), () => o.a.c.d(), () => nothing(), () => (1)(), () => new o.a(), () => new (() => 1)(), () => o[Symbol.iterator](), () => f.call(...5), () => Math.max(...null), () => new o['a']['b']()]) try { f(); } catch (e) { log(e.name + ': ' + e.message); }",
		"TypeError: o.a.b is not a function\n"
		"TypeError: o.c is not a function\n"
		"TypeError: Cannot read properties of undefined (reading 'd')\n"
		"ReferenceError: nothing is not defined\n"
		"TypeError: 1 is not a function\n"
		"TypeError: o.a is not a constructor\n"
		"TypeError: (intermediate value) is not a constructor\n"
		"TypeError: o[Symbol.iterator] is not a function\n"
		"ReferenceError: Cannot access 'f' before initialization\n"
		"TypeError: null is not iterable (cannot read property null)\n"
		"TypeError: o.a.b is not a constructor");
}

Test(compile_gen_call, new_and_tagged)
{
	expect_output(
		"function F(...a) { if (new.target) this.n = a.length; else return 'called'; } log(new F().n, new F(1, 2).n, F(), new (class extends F {})(1).n, Reflect.construct(F, [1, 2, 3]).n); function tag(s, ...v) { return s.raw.join('|') + s.join('/') + v.join() + Object.isFrozen(s); } log(tag`a${1}\\n${2}c`); const t = () => tag2`x`, tag2 = (s) => s; log(t() === t(), tag2`x` === tag2`x`);",
		"0 2 called 1 3\n"
		"a|\\n|ca/\n"
		"/c1,2true\n"
		"true false");
}
