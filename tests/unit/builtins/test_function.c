/* SPDX-License-Identifier: MIT */
/* lib/builtins/function.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_function, call_apply_and_bind_pass_this_and_arguments)
{
	expect_output(
		"function f(a, b) { return [this && this.n, a, b, arguments.length].join(':'); "
		"} log(f.call({ n: 1 }, 2, 3), f.apply({ n: 4 }, [5]), f.apply({ n: 6 }, { length: 2, 0: 'x' }), f.bind({ n: 7 }, 8)(9)); "
		"const b = f.bind(null, 1).bind(); log(b.name, b.length, 'prototype' in b); function P(x) { this.x = x; "
		"} const Q = P.bind({}, 3); log(new Q().x, new Q() instanceof P, ({}) instanceof Q); "
		"log(Function.prototype(), Function.prototype.name === '', f.length);",
		"1:2:3:2 4:5::1 6:x::2 7:8:9:2\nbound bound f 1 false\n3 true false\nundefined true 2");
}

Test(builtins_function, sources_and_refusals)
{
	expect_output(
		"log(String(x => x * 2), String(Math.max), (function () {}).bind() + ''); "
		"log(Function.prototype[Symbol.hasInstance].call(Array, []), Object.getOwnPropertyNames(Function.prototype).sort());\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => Function.prototype.bind.call(1)); "
		"t(() => Function.prototype.toString.call({})); t(() => (() => 1).caller); "
		"t(() => ({}) instanceof (() => 1)); t(() => new (() => 1)());",
		"x => x * 2 function max() { [native code] } function () { [native code] }\n"
		"true apply,arguments,bind,call,caller,constructor,length,name,toString\n"
		"TypeError: Bind must be called on a function\n"
		"TypeError: Function.prototype.toString requires that 'this' be a Function\n"
		"TypeError: 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them\n"
		"TypeError: Function has non-object prototype 'undefined' in instanceof check\n"
		"TypeError: (intermediate value) is not a constructor");
}
