/* SPDX-License-Identifier: MIT */
/*
 * test_early_errors.c - names declared twice, private names, exports.
 */
#include "parsed.h"

static const struct parse_case a_name_is_declared_once_cases[] = {
	{ 's', "let a, a", "1:8 Identifier 'a' has already been declared" },
	{ 's', "let a; var a", "1:12 Identifier 'a' has already been declared" },
	{ 's', "var a; let a", "1:12 Identifier 'a' has already been declared" },
	{ 's', "let a; function a() {}", "1:8 Identifier 'a' has already been declared" },
	{ 's', "const a = 1; class a {}", "1:14 Identifier 'a' has already been declared" },
	{ 's', "{ let a; { var a } }", "1:16 Identifier 'a' has already been declared" },
	{ 's', "{ { var a } let a }", "1:9 Identifier 'a' has already been declared" },
	{ 's', "for (let a;;) { var a }", "1:21 Identifier 'a' has already been declared" },
	{ 's', "switch (1) { case 1: let a; case 2: let a }", "1:41 Identifier 'a' has already been declared" },
	{ 's', "function f(a) { let a }", "1:21 Identifier 'a' has already been declared" },
	{ 's', "{ function a() {} let a }", "1:23 Identifier 'a' has already been declared" },
	{ 's', "\"use strict\"; { function a() {} function a() {} }", "1:33 Identifier 'a' has already been declared" },
	{ 's', "{ function* a() {} function a() {} }", "1:20 Identifier 'a' has already been declared" },
	{ 's', "try {} catch (a) { let a }", "1:24 Identifier 'a' has already been declared" },
	{ 's', "try {} catch ([a]) { var a }", "1:26 Identifier 'a' has already been declared" },
	{ 's', "try {} catch ([a, a]) {}", "1:19 Identifier 'a' has already been declared" },
	{ 's', "let [a, a] = 1", "1:9 Identifier 'a' has already been declared" },
	{ 's', "class A { static { var a; let a } }", "1:31 Identifier 'a' has already been declared" },
	{ 'c', "let require", "1:5 Identifier 'require' has already been declared" },
	{ 'c', "const module = 1, x = 2", "1:7 Identifier 'module' has already been declared" },
	{ 'm', "import a from \"x\"; let a", "1:24 Identifier 'a' has already been declared" },
	{ 'm', "function a() {} function a() {}", "1:17 Identifier 'a' has already been declared" },
	{ 'm', "import {a, b as a} from \"x\"", "1:17 Identifier 'a' has already been declared" },
};

Test(syntax_early_errors, a_name_is_declared_once)
{
	CHECK_CASES(a_name_is_declared_once_cases);
}

static const struct parse_case some_repetitions_are_fine_cases[] = {
	{ 's', "var a; var a; function a() {} function a() {}", NULL },
	{ 's', "function f(a) { var a; { let a } }", NULL },
	{ 's', "{ function a() {} function a() {} }", NULL },
	{ 's', "try {} catch (a) { var a; { let a } }", NULL },
	{ 's', "let a; { let a; { var b } } function f() { let a }", NULL },
	{ 's', "for (let a;;) { let a }", NULL },
	{ 's', "switch (1) { case 1: var a; case 2: var a }", NULL },
	{ 's', "function f() { let arguments }", NULL },
	{ 's', "let f; { function f() {} }", NULL },
	{ 's', "(a) => { { let a } }", NULL },
	{ 'c', "var require; function exports() {}", NULL },
	{ 's', "let require, module", NULL },
};

Test(syntax_early_errors, some_repetitions_are_fine)
{
	CHECK_CASES(some_repetitions_are_fine_cases);
}

static const struct parse_case parameters_may_repeat_only_in_plain_sloppy_functions_cases[] = {
	{ 's', "(a, a) => 1", "1:5 Duplicate parameter name not allowed in this context" },
	{ 's', "function f(a, a) { \"use strict\" }", "1:15 Duplicate parameter name not allowed in this context" },
	{ 's', "function f(a, [a]) {}", "1:16 Duplicate parameter name not allowed in this context" },
	{ 's', "function f(a, a = 1) {}", "1:15 Duplicate parameter name not allowed in this context" },
	{ 's', "({ f(a, a) {} })", "1:9 Duplicate parameter name not allowed in this context" },
	{ 's', "\"use strict\"; function f(a, a) {}", "1:29 Duplicate parameter name not allowed in this context" },
};

Test(syntax_early_errors, parameters_may_repeat_only_in_plain_sloppy_functions)
{
	CHECK_CASES(parameters_may_repeat_only_in_plain_sloppy_functions_cases);
}

static const struct parse_case private_names_must_be_declared_once_cases[] = {
	{ 's', "a.#b", "1:2 Private field '#b' must be declared in an enclosing class" },
	{ 's', "class A { f() { this.#x } }", "1:21 Private field '#x' must be declared in an enclosing class" },
	{ 's', "class A { #x; #x }", "1:15 Identifier '#x' has already been declared" },
	{ 's', "class A { get #x() {} #x() {} }", "1:29 Identifier '#x' has already been declared" },
	{ 's', "class A { get #x() {} static set #x(a) {} }", "1:41 Identifier '#x' has already been declared" },
	{ 's', "class A extends (o => o.#x) { #x }", "1:24 Private field '#x' must be declared in an enclosing class" },
	{ 's', "class A { #x } class B { f() { this.#x } }",
	  "1:36 Private field '#x' must be declared in an enclosing class" },
};

Test(syntax_early_errors, private_names_must_be_declared_once)
{
	CHECK_CASES(private_names_must_be_declared_once_cases);
}

static const struct parse_case private_pairs_and_nesting_are_fine_cases[] = {
	{ 's', "class A { get #x() { return 1 } set #x(a) {} f() { return #x in this } }", NULL },
	{ 's', "class A { #x; f() { class B { g() { this.#x } } } }", NULL },
	{ 's', "class A { f() { this.#x } #x }", NULL },
};

Test(syntax_early_errors, private_pairs_and_nesting_are_fine)
{
	CHECK_CASES(private_pairs_and_nesting_are_fine_cases);
}

static const struct parse_case exports_name_what_is_there_once_cases[] = {
	{ 'm', "export let a; export {a}", "1:23 Duplicate export of 'a'" },
	{ 'm', "let a; export {a, a}", "1:19 Duplicate export of 'a'" },
	{ 'm', "export {a}", "1:9 Export 'a' is not defined in module" },
	{ 'm', "export default 1; export default 2", "1:19 Duplicate export of 'default'" },
	{ 'm', "export * as a from \"x\"; export let a", "1:36 Duplicate export of 'a'" },
	{ 'm', "let a, b; export {a as c, b as c}", "1:27 Duplicate export of 'c'" },
};

Test(syntax_early_errors, exports_name_what_is_there_once)
{
	CHECK_CASES(exports_name_what_is_there_once_cases);
}
