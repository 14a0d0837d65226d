/* SPDX-License-Identifier: MIT */
/* Property access and what the inline caches must not forget. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_interp_property, caches_see_prototype_changes)
{
	expect_output(
		"class A { m() { return 'old'; } } const a = new A(); const call = o => o.m(); log(call(a), "
		"call(a)); A.prototype.m = () => 'new'; log(call(a)); a.m = () => 'own'; log(call(a)); delete "
		"a.m; log(call(a)); Object.setPrototypeOf(a, { m: () => 'other' }); log(call(a));",
		"old old\n"
		"new\n"
		"own\n"
		"new\n"
		"other");
}

Test(vm_interp_property, caches_see_absent_become_present)
{
	expect_output(
		"const read = o => o.late; const o = {}; log(read(o), read(o)); Object.prototype.late = 1; "
		"log(read(o)); delete Object.prototype.late; log(read(o)); o.late = 2; log(read(o));",
		"undefined undefined\n"
		"1\n"
		"undefined\n"
		"2");
}

Test(vm_interp_property, setters_win_over_cached_adds)
{
	expect_output(
		"const make = () => { const o = {}; o.x = 1; return o; }; make(); make(); "
		"Object.defineProperty(Object.prototype, 'x', { set(v) { log('setter', v); }, configurable: true "
		"}); log(Object.keys(make()).length); delete Object.prototype.x; log(Object.keys(make()).length);",
		"setter 1\n"
		"0\n"
		"1");
}

Test(vm_interp_property, frozen_and_sealed_objects_refuse)
{
	expect_output(
		"'use strict'; const put = o => { o.p = 2; }; put({ p: 1 }); put({ p: 1 }); for (const o of "
		"[Object.freeze({ p: 1 }), Object.preventExtensions({}), Object.freeze([1])]) try { put(o); "
		"log('no error'); } catch (e) { log(e.message); }",
		"Cannot assign to read only property 'p' of object '#<Object>'\n"
		"Cannot add property p, object is not extensible\n"
		"Cannot add property p, object is not extensible");
}

Test(vm_interp_property, getters_and_setters)
{
	expect_output(
		"const o = { get a() { return this.b * 2; }, set a(v) { this.b = v; }, b: 1 }; const get = x => "
		"x.a; log(get(o), get(o)); o.a = 5; log(get(o), Object.create(o).a); class P { get n() { return "
		"this.v; } } class Q extends P { v = 7; } log(new Q().n); Object.defineProperty(o, 'a', { get() { "
		"return 'changed'; } }); log(get(o));",
		"2 2\n"
		"10 10\n"
		"7\n"
		"changed");
}

Test(vm_interp_property, array_length_and_elements)
{
	expect_output(
		"const a = [1, 2, 3]; const len = x => x.length; log(len(a), len('four'), len({ length: 9 }), "
		"len(function (x, y) {}), len(Object.create([1, 2]))); a[5] = 6; log(a.length, 4 in a, a[4], "
		"a[-1], a['1'], a[1.5], a['01']); a.length = 1; log(a.join(), a[2]); Array.prototype[7] = 'p'; "
		"log([][7]); delete Array.prototype[7];",
		"3 4 9 2 2\n"
		"6 false undefined undefined 2 undefined undefined\n"
		"1 undefined\n"
		"p");
}

Test(vm_interp_property, strings_and_primitives)
{
	expect_output(
		"log('abc'[1], 'abc'[5], 'abc'.length, 'abc'['length'], (5).toFixed(1), true.toString(), "
		"'x'.foo); String.prototype.foo = 'bar'; log('x'.foo); const s = 'abc'; s.zip = 1; log(s.zip);",
		"b undefined 3 3 5.0 true undefined\n"
		"bar\n"
		"undefined");
}

Test(vm_interp_property, computed_keys)
{
	expect_output(
		"const o = { a: 1, 2: 'two', [Symbol.iterator]: 's' }; let n = 0; const k = { toString() { n++; "
		"return 'a'; } }; log(o[k], o['a'], o[2], o['2'], o[Symbol.iterator], n); o[k] = 3; o[-1] = 'm'; "
		"o[4294967295] = 'big'; log(Object.keys(o).join(), o.a);",
		"1 1 two two s 1\n"
		"2,a,-1,4294967295 3");
}

Test(vm_interp_property, globals)
{
	expect_output(
		"var v = 1; function fn() { return v; } globalThis.g = 2; log(v, fn(), g, globalThis.v, typeof "
		"missing); g = 3; log(globalThis.g, delete globalThis.g, typeof g); try { missing; } catch (e) { "
		"log(e.message); } try { (function () { 'use strict'; undeclared = 1; })(); } catch (e) { "
		"log(e.message); }",
		"1 1 2 1 undefined\n"
		"3 true undefined\n"
		"missing is not defined\n"
		"undeclared is not defined");
}

Test(vm_interp_property, reads_of_nullish)
{
	expect_output(
		"const t = f => { try { f(); } catch (e) { log(e.message); } }; let u, n = null; t(() => u.x); "
		"t(() => n[0]); t(() => { u.y = 1; }); t(() => { n['k'] = 1; }); t(() => u[Symbol.iterator]); "
		"t(() => n[{}]); t(() => 'a' in 'b');",
		"Cannot read properties of undefined (reading 'x')\n"
		"Cannot read properties of null (reading '0')\n"
		"Cannot set properties of undefined (setting 'y')\n"
		"Cannot set properties of null (setting 'k')\n"
		"undefined is not iterable (cannot read property Symbol(Symbol.iterator))\n"
		"Cannot read properties of null (reading '#<Object>')\n"
		"Cannot use 'in' operator to search for 'a' in b");
}

Test(vm_interp_property, delete_and_in)
{
	expect_output(
		"const o = { a: 1, get b() { return 2; } }; log(delete o.a, 'a' in o, delete o.zz, 'b' in o, "
		"delete o.b, Object.keys(o).length, 1 in [5, 6], delete [].length); 'use strict';",
		"true false true true true 0 true false");
}
