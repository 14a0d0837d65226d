/* SPDX-License-Identifier: MIT */
/* Function objects. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_function, own_properties_in_order)
{
	expect_output(
		"const names = f => Object.getOwnPropertyNames(f).join(); log(names(function () {})); "
		"log(names(() => 1)); log(names(class { static m() {} })); log(names(async function () {})); "
		"log(names(function* () {})); log(names({ m() {} }.m)); log(names(function () { 'use strict'; "
		"}));",
		"length,name,arguments,caller,prototype\n"
		"length,name\n"
		"length,name,prototype,m\n"
		"length,name\n"
		"length,name,prototype\n"
		"length,name\n"
		"length,name,prototype");
}

Test(vm_function, length_and_name_attributes)
{
	expect_output(
		"function f(a, b, c = 1, d) {} log(f.length, JSON.stringify(Object.getOwnPropertyDescriptor(f, "
		"'length')), JSON.stringify(Object.getOwnPropertyDescriptor(f, 'name'))); f.length = 9; "
		"log(f.length, delete f.length, f.length, 'name' in f); "
		"log(JSON.stringify(Object.getOwnPropertyDescriptor(class {}, 'prototype')), "
		"Object.getOwnPropertyDescriptor(f, 'prototype').writable);",
		"2 {\"value\":2,\"writable\":false,\"enumerable\":false,\"configurable\":true} {\"value\":\"f\",\"writable\":false,\"enumerable\":false,\"configurable\":true}\n"
		"2 true 0 true\n"
		"{\"value\":{},\"writable\":false,\"enumerable\":false,\"configurable\":false} true");
}

Test(vm_function, prototype_objects)
{
	expect_output(
		"function F() {} log(F.prototype.constructor === F, Object.keys(F.prototype).length, F.prototype "
		"=== F.prototype); function* g() {} log(Object.getPrototypeOf(g()) === g.prototype, 'constructor' "
		"in Object.getOwnPropertyNames(g.prototype)); F.prototype = { tag: 'new' }; log(new F().tag, "
		"typeof (() => 1).prototype);",
		"true 0 true\n"
		"true true\n"
		"new undefined");
}

Test(vm_function, source_text)
{
	expect_output(
		"function /* a */ f(x) { return x; } const o = { m() { return 1; }, get g() { return 2; }, async "
		"*[`k`]() {} }; log(f.toString()); log(o.m.toString()); log(o.k.toString()); log((x => x + "
		"1).toString()); log(class A { b = 1 }.toString()); log(Math.max.toString()); log((function () "
		"{}).bind().toString());",
		"function /* a */ f(x) { return x; }\n"
		"m() { return 1; }\n"
		"async *[`k`]() {}\n"
		"x => x + 1\n"
		"class A { b = 1 }\n"
		"function max() { [native code] }\n"
		"function () { [native code] }");
}

Test(vm_function, closures_keep_their_variables)
{
	expect_output(
		"const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i++); log(fs[0](), fs[0](), fs[1](), "
		"fs[2]()); var vs = []; for (var j = 0; j < 2; j++) vs.push(() => j); log(vs[0](), vs[1]()); "
		"const counter = () => { let n = 0; return { up: () => ++n, get: () => n }; }; const a = "
		"counter(), b = counter(); a.up(); a.up(); b.up(); log(a.get(), b.get());",
		"0 1 1 2\n"
		"2 2\n"
		"2 1");
}
