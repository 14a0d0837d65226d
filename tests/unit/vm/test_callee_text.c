/* SPDX-License-Identifier: MIT */
/* What errors call an expression. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_callee_text, calls_of_what_is_no_function)
{
	expect_output(
		"const t = f => { try { f(); } catch (e) { log(e.message); } }; let u, o = {}, arr = [1], f = () "
		"=> ({}), x = 5; t(() => o.foo()); t(() => f(1).bar()); t(() => ({}).x()); t(() => arr[0]()); "
		"t(() => arr['k']()); t(() => o[x]()); t(() => u()); t(() => 'abc'()); t(() => o?.x()); t(() => "
		"(1, o)()); t(() => (o.x || o.y)()); t(() => (-x)()); t(() => this.foo()); t(() => [1].map(5)); "
		"t(() => new o.foo()); t(() => new x()); t(() => o.tag`a`); t(() => (x + 1)());",
		"o.foo is not a function\n"
		"f(...).bar is not a function\n"
		"{}.x is not a function\n"
		"arr[0] is not a function\n"
		"arr.k is not a function\n"
		"o[x] is not a function\n"
		"u is not a function\n"
		"\"abc\" is not a function\n"
		"o?.x is not a function\n"
		"(1 , o) is not a function\n"
		"(o.x || o.y) is not a function\n"
		"(-x) is not a function\n"
		"this.foo is not a function\n"
		"5 is not a function\n"
		"o.foo is not a constructor\n"
		"x is not a constructor\n"
		"o.tag is not a function\n"
		"(x + 1) is not a function");
}

Test(vm_callee_text, destructuring_of_nothing)
{
	expect_output(
		"const t = f => { try { f(); } catch (e) { log(e.message); } }; let u, n = null, o = {}; t(() => "
		"{ const { a } = u; }); t(() => { const { a } = o.foo; }); t(() => { const {} = n; }); t(() => { "
		"const { ...r } = u; }); t(() => { const { a: { b } } = o; }); t(() => { (({ a }) => a)(); }); "
		"t(() => { (({ a }) => a)(null); }); t(() => { for (const { a } of [u]); }); t(() => { const [a] "
		"= u; }); t(() => { const [a] = 5; }); t(() => { (([a]) => a)(); }); t(() => { const { 'b c': d } "
		"= u; });",
		"Cannot destructure property 'a' of 'u' as it is undefined.\n"
		"Cannot destructure property 'a' of 'o.foo' as it is undefined.\n"
		"Cannot destructure 'n' as it is null.\n"
		"Cannot destructure 'u' as it is undefined.\n"
		"Cannot read properties of undefined (reading 'b')\n"
		"Cannot destructure property 'a' of 'undefined' as it is undefined.\n"
		"Cannot destructure property 'a' of 'object null' as it is null.\n"
		"Cannot destructure property 'a' of '.for' as it is undefined.\n"
		"u is not iterable\n"
		"5 is not iterable\n"
		"undefined is not iterable (cannot read property Symbol(Symbol.iterator))\n"
		"Cannot destructure property 'b c' of 'u' as it is undefined.");
}

Test(vm_callee_text, callees_are_printed_as_they_are_written)
{
	expect_output(
		"const o = { a: {}, f: 1 }, x = 'k'; let u;"
		"const cases = [() => o.b(), () => o.a.b.c(), () => o.f(), () => o[x](), () => o['k-l'](), () => o[1](), () => u(), () => u.x(), () => (1, o.f)(), () => o.a().b(), () => new o.f(), () => o?.f(), () => (() => 1)()(), () => [][0](), () => `t`(), () => (o.f || 1)(), () => o.f`x`, () => super_(), () => 'x'.y(), () => this.z(), () => new (class { m() { this.q(); } })().m(), () => o.a[o.f](), () => (-o.f)(), () => typeof u(), () => u?.x.y()];"
		"for (const f of cases) try { log('value', f()); } catch (e) { log(e.message); }",
		"o.b is not a function\n"
		"Cannot read properties of undefined (reading 'c')\n"
		"o.f is not a function\n"
		"o[x] is not a function\n"
		"o.k-l is not a function\n"
		"o[1] is not a function\n"
		"u is not a function\n"
		"Cannot read properties of undefined (reading 'x')\n"
		"(1 , o.f) is not a function\n"
		"o.a is not a function\n"
		"o.f is not a constructor\n"
		"o?.f is not a function\n"
		"(intermediate value)(...) is not a function\n"
		"[][0] is not a function\n"
		"\"t\" is not a function\n"
		"(o.f || 1) is not a function\n"
		"o.f is not a function\n"
		"super_ is not defined\n"
		"\"x\".y is not a function\n"
		"this.z is not a function\n"
		"this.q is not a function\n"
		"o.a[o.f] is not a function\n"
		"(-o.f) is not a function\n"
		"u is not a function\n"
		"value undefined");
}
