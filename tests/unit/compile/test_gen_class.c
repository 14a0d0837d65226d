/* SPDX-License-Identifier: MIT */
/*
 * test_gen_class.c - Code of classes. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_class, fields_and_order)
{
	expect_output(
		"const seen = []; const k = (x) => (seen.push(x), x); class A { [k('m')]() {} static [k('s')] = seen.push('static s'); [k('f')] = seen.push('field f'); static { seen.push('block', this.name); } } new A(); log(seen.join());\n"
		"class B { a = 1; b = this.a + 1; 'c d' = 3; 5 = 5; static x = this.name; f = () => this.b; } const b = new B(); log(Object.keys(b).join(), b.f(), B.x, B.name, B.length, typeof B);",
		"m,s,f,static s,block,A,field f\n"
		"5,a,b,c d,f 2 B B 0 function");
}

Test(compile_gen_class, private_members)
{
	expect_output(
		"class P { #x = 1; static #n = 0; get #y() { return this.#x * 2; } set #y(v) { this.#x = v; } #m() { return 'm' + this.#x; } static has(o) { return #x in o; } t() { this.#y = 5; P.#n++; return [this.#y, this.#m(), P.#n].join(); } steal(o) { return o.#x; } setM() { this.#m = 1; } } const p = new P(); log(p.t(), P.has(p), P.has({})); for (const f of [() => p.steal({}), () => p.setM(), () => P.has(1)]) try { f(); } catch (e) { log(e.name, e.message); }",
		"10,m5,1 true false\n"
		"TypeError Cannot read private member #x from an object whose class did not declare it\n"
		"TypeError Private method '#m' is not writable\n"
		"TypeError Cannot use 'in' operator to search for '#x' in 1");
}

Test(compile_gen_class, derived_classes)
{
	expect_output(
		"class A { constructor() { this.n = new.target.name; } m() { return 'A'; } static s() { return 's' + this.name; } } class B extends A { constructor() { const f = () => super(); f(); this.k = super.m(); } m() { return 'B' + super.m(); } static s() { return super.s(); } get g() { return super.constructor.name; } } const b = new B(); log(b.n, b.k, b.m(), B.s(), b.g); for (const f of [() => new (class extends A { constructor() {} })(), () => A(), () => new (class extends A { constructor() { super(); super(); } })(), () => class extends 5 {}, () => new (class extends null {})(), () => class extends (() => {}) {}]) try { f(); } catch (e) { log(e.name, e.message); }",
		"B A BA sB A\n"
		"ReferenceError Must call super constructor in derived class before accessing 'this' or returning from derived constructor\n"
		"TypeError Class constructor A cannot be invoked without 'new'\n"
		"ReferenceError Super constructor may only be called once\n"
		"TypeError Class extends value 5 is not a constructor or null\n"
		"TypeError Super constructor null of anonymous class is not a constructor\n"
		"TypeError Class extends value () => {} is not a constructor or null");
}
