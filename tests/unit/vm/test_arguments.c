/* SPDX-License-Identifier: MIT */
/* Arguments objects. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_arguments, mapped_arguments_share_parameters)
{
	expect_output(
		"function f(a, b) { arguments[0] = 'x'; b = 'y'; return [a, arguments[1], arguments.length, "
		"arguments[2]].join(); } log(f(1, 2, 3), f(1)); function g(a) { delete arguments[0]; arguments[0] "
		"= 'new'; return a; } log(g('old')); function h(a) { Object.defineProperty(arguments, '0', { "
		"value: 'd', writable: false }); a = 'later'; return arguments[0] + a; } log(h(1));",
		"x,y,3,3 x,,1,\n"
		"old\n"
		"dlater");
}

Test(vm_arguments, unmapped_arguments_do_not)
{
	expect_output(
		"function f(a) { 'use strict'; arguments[0] = 'x'; return a; } log(f(1)); function g(a = 0) { "
		"arguments[0] = 'x'; return a; } log(g(1)); try { (function () { 'use strict'; return "
		"arguments.callee; })(); } catch (e) { log(e.name); } log((function () { return typeof "
		"arguments.callee; })());",
		"1\n"
		"1\n"
		"TypeError\n"
		"function");
}

Test(vm_arguments, they_are_iterable_objects)
{
	expect_output(
		"function f() { return [[...arguments].join(), Array.from(arguments).length, "
		"Object.keys(arguments).join(), Object.prototype.toString.call(arguments), "
		"Array.prototype.slice.call(arguments, 1).join(), JSON.stringify(arguments)].join('|'); } "
		"log(f(1, 2, 3)); const arrow = function () { return (() => arguments[0])(); }; "
		"log(arrow('outer'));",
		"1,2,3|3|0,1,2|[object Arguments]|2,3|{\"0\":1,\"1\":2,\"2\":3}\n"
		"outer");
}
