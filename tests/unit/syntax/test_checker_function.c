/* SPDX-License-Identifier: MIT */
/*
 * test_checker_function.c - functions, methods and classes that are refused.
 */
#include "parsed.h"

static const struct parse_case parameters_and_bodies_are_judged_cases[] = {
	{ 's', "function f(a b) {}", "1:14 Unexpected identifier 'b'" },
	{ 's', "function f(a,,b) {}", "1:14 Unexpected token ','" },
	{ 's', "function f(...a, b) {}", "1:16 Rest parameter must be last formal parameter" },
	{ 's', "function f(...a = 1) {}", "1:17 Rest parameter may not have a default initializer" },
	{ 's', "function f(a = 1) { \"use strict\" }",
	  "1:21 Illegal 'use strict' directive in function with non-simple parameter list" },
	{ 's', "(...a, b) => 1", "1:5 Rest parameter must be last formal parameter" },
	{ 's', "(a, ...b", "1:9 Unexpected end of input" },
	{ 's', "x = {get a(b) {}}", "1:11 Getter must not have any formal parameters." },
	{ 's', "x = {set a() {}}", "1:11 Setter must have exactly one formal parameter." },
	{ 's', "x = {set a(...b) {}}", "1:11 Setter function argument must not be a rest parameter" },
	{ 's', "({async *[x]})", "1:13 Unexpected token '}'" },
	{ 's', "({get x})", "1:8 Unexpected token '}'" },
	{ 's', "async function f(x = await 1) {}", "1:22 Illegal await-expression in formal parameters of async function" },
};

Test(syntax_checker_function, parameters_and_bodies_are_judged)
{
	CHECK_CASES(parameters_and_bodies_are_judged_cases);
}

static const struct parse_case class_members_are_judged_cases[] = {
	{ 's', "class A { constructor() {} constructor() {} }", "1:28 A class may only have one constructor" },
	{ 's', "class A { get constructor() {} }", "1:15 Class constructor may not be an accessor" },
	{ 's', "class A { *constructor() {} }", "1:12 Class constructor may not be a generator" },
	{ 's', "class A { async constructor() {} }", "1:17 Class constructor may not be an async method" },
	{ 's', "class A { #constructor() {} }", "1:11 Class constructor may not be a private method" },
	{ 's', "class A { constructor = 1 }", "1:11 Classes may not have a field named 'constructor'" },
	{ 's', "class A { static prototype() {} }", "1:18 Classes may not have a static property named 'prototype'" },
	{ 's', "class A { x y }", "1:13 Unexpected identifier 'y'" },
	{ 's', "class A { get x }", "1:17 Unexpected token '}'" },
	{ 's', "class A extends {}", "1:19 Unexpected end of input" },
	{ 's', "class A { static { return } }", "1:20 Illegal return statement" },
	{ 's', "class A { #x; f() { delete this.#x } }", "1:33 Private fields can not be deleted" },
	{ 's', "class A { constructor() { super() } }", "1:27 'super' keyword unexpected here" },
};

Test(syntax_checker_function, class_members_are_judged)
{
	CHECK_CASES(class_members_are_judged_cases);
}
