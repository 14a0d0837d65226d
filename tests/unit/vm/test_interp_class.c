/* SPDX-License-Identifier: MIT */
/* Classes, private names, literals. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_interp_class, fields_and_methods)
{
	expect_output(
		"class A { a = 1; ['b' + 1] = this.a + 1; static s = 'st'; static { A.t = A.s + '!'; } m() { "
		"return this.a; } get g() { return 'got'; } static sm() { return this.name; } } const a = new "
		"A(); log(a.a, a.b1, A.s, A.t, a.m(), a.g, A.sm(), Object.keys(a).join(), "
		"Object.getOwnPropertyNames(A.prototype).join(), Object.getOwnPropertyNames(A).join());",
		"1 2 st st! 1 got A a,b1 constructor,m,g length,name,prototype,sm,s,t");
}

Test(vm_interp_class, private_members)
{
	expect_output(
		"class P { #x = 1; #m() { return this.#x; } get #g() { return 'g'; } set #g(v) { this.#x = v; } "
		"static #s = 's'; read() { return [this.#x, this.#m(), this.#g, P.#s].join(); } write(v) { "
		"this.#g = v; return this.#x++; } static has(o) { return #x in o; } } const p = new P(); "
		"log(p.read(), p.write(5), p.read(), P.has(p), P.has({})); try { P.prototype.read.call({}); } "
		"catch (e) { log(e.message); }",
		"1,1,g,s 5 6,6,g,s true false\n"
		"Cannot read private member #x from an object whose class did not declare it");
}

Test(vm_interp_class, super_reaches_parents)
{
	expect_output(
		"class A { who() { return 'A'; } static make() { return 'sA'; } get v() { return 'vA'; } } class "
		"B extends A { who() { return super.who() + 'B'; } static make() { return super.make() + 'B'; } "
		"get v() { return super.v + 'B'; } } log(new B().who(), B.make(), new B().v); const o = { "
		"__proto__: { hi() { return 'proto'; } }, hi() { return 'own ' + super.hi(); } }; log(o.hi());",
		"AB sAB vAB\n"
		"own proto");
}

Test(vm_interp_class, names_of_functions)
{
	expect_output(
		"const f = () => {}, { g = function () {} } = {}, o = { h: () => {}, ['i' + 1]: () => {}, "
		"[Symbol('sym')]: () => {}, get j() { return 1; }, k() {} }; log(f.name, g.name, o.h.name, "
		"o.i1.name, o[Object.getOwnPropertySymbols(o)[0]].name, Object.getOwnPropertyDescriptor(o, "
		"'j').get.name, o.k.name, (class {}).name === '', (() => {}).name === ''); const C = class {}; "
		"log(C.name, new C().constructor.name); class N { static name = 'own'; } log(N.name);",
		"f g h i1 [sym] get j k true true\n"
		"C C\n"
		"own");
}

Test(vm_interp_class, heritage_errors)
{
	expect_output(
		"for (const f of [() => { class X extends 5 {} }, () => { class X extends undefined {} }, () => { "
		"class X extends (() => 1) {} }, () => { function F() {} F.prototype = 3; class X extends F {} "
		"}]) try { f(); } catch (e) { log(e.message); } class Z extends null { static s() { return 'ok'; "
		"} } log(Z.s(), Object.getPrototypeOf(Z.prototype));",
		"Class extends value 5 is not a constructor or null\n"
		"Class extends value undefined is not a constructor or null\n"
		"Class extends value () => 1 is not a constructor or null\n"
		"Class extends value does not have valid prototype property 3\n"
		"ok null");
}

Test(vm_interp_class, object_literals)
{
	expect_output(
		"const a = 1, base = { x: 1, y: 2, get z() { return 'z'; } }; const o = { a, ...base, x: 5, "
		"...null, ...'hi', ...[7], __proto__: { inherited: true } }; log(JSON.stringify(o), o.inherited, "
		"Object.keys(o).join()); const { x, ...rest } = base; log(x, JSON.stringify(rest)); "
		"log(JSON.stringify({ b: 1, a: 2, 1: 'n', 0: 'm' }));",
		"{\"0\":7,\"1\":\"i\",\"a\":1,\"x\":5,\"y\":2,\"z\":\"z\"} true 0,1,a,x,y,z\n"
		"1 {\"y\":2,\"z\":\"z\"}\n"
		"{\"0\":\"m\",\"1\":\"n\",\"b\":1,\"a\":2}");
}

Test(vm_interp_class, template_objects)
{
	expect_output(
		"const tag = (s, ...v) => { s.seen = undefined; return s.raw.join('|') + v.join(); };  const f = "
		"x => (s => s)`a${x}b`; log(f(1) === f(2), Object.isFrozen(f(1)), Object.isFrozen(f(1).raw), "
		"f(1).join()); const raw = (s, ...v) => s.raw.join('|') + v.join(); log(raw`a\\n${1}b${2}`, (s => "
		"s[0])`\\unicode`);",
		"true true true a,b\n"
		"a\\n|b|1,2 undefined");
}
