/* SPDX-License-Identifier: MIT */
/*
 * test_checker_statement.c - statements that are refused.
 */
#include "parsed.h"

static const struct parse_case jumps_need_their_targets_cases[] = {
	{ 's', "break", "1:1 Illegal break statement" },
	{ 's', "continue", "1:1 Illegal continue statement: no surrounding iteration statement" },
	{ 's', "return 1", "1:1 Illegal return statement" },
	{ 's', "for (;;) { continue x }", "1:21 Undefined label 'x'" },
	{ 's', "x: { continue x }", "1:15 Illegal continue statement: 'x' does not denote an iteration statement" },
	{ 's', "break x", "1:7 Undefined label 'x'" },
	{ 's', "x: x: 1", "1:4 Label 'x' has already been declared" },
	{ 's', "function f() { while (1) { function g() { break } } }", "1:43 Illegal break statement" },
	{ 's', "switch (1) { case 1: continue }", "1:22 Illegal continue statement: no surrounding iteration statement" },
};

Test(syntax_checker_statement, jumps_need_their_targets)
{
	CHECK_CASES(jumps_need_their_targets_cases);
}

static const struct parse_case declarations_need_their_places_cases[] = {
	{ 's', "if (1) class A {}", "1:8 Unexpected token 'class'" },
	{ 's', "if (1) let x", "1:8 Lexical declaration cannot appear in a single-statement context" },
	{ 's', "while (0) let [a] = 1", "1:11 Lexical declaration cannot appear in a single-statement context" },
	{ 's', "do function f() {} while (0)",
	  "1:4 In non-strict mode code, functions can only be declared at top level, inside a block, "
	  "or as the body of an if statement." },
	{ 's', "for (;;) async function f() {}",
	  "1:10 Async functions can only be declared at the top level or inside a block." },
	{ 's', "l: async function f() {}", "1:4 Async functions can only be declared at the top level or inside a block." },
	{ 's', "l: function* g() {}", "1:12 Generators can only be declared at the top level or inside a block." },
	{ 's', "\"use strict\"; if (1) function f() {}",
	  "1:22 In strict mode code, functions can only be declared at top level or inside a block." },
	{ 's', "while (0) l: function f() {}",
	  "1:14 In non-strict mode code, functions can only be declared at top level, inside a block, "
	  "or as the body of an if statement." },
};

Test(syntax_checker_statement, declarations_need_their_places)
{
	CHECK_CASES(declarations_need_their_places_cases);
}

static const struct parse_case heads_are_judged_cases[] = {
	{ 's', "const a", "1:7 Missing initializer in const declaration" },
	{ 's', "let {a}", "1:5 Missing initializer in destructuring declaration" },
	{ 's', "for (const x;;);", "1:12 Missing initializer in const declaration" },
	{ 's', "for (let x, y of z);", "1:10 Invalid left-hand side in for-of loop: Must have a single binding." },
	{ 's', "for (let x = 1 of y);", "1:10 for-of loop variable declaration may not have an initializer." },
	{ 's', "for (let of x);", "1:13 Unexpected identifier 'x'" },
	{ 's', "for (async of x);", "1:6 The left-hand side of a for-of loop may not be 'async'." },
	{ 's', "for (x = 1 of y);", "1:6 Invalid left-hand side in for-loop" },
	{ 's', "for (1 of x);", "1:6 Invalid left-hand side in for-loop" },
	{ 's', "\"use strict\"; for (var a = 1 in x);",
	  "1:24 for-in loop variable declaration may not have an initializer." },
	{ 's', "async () => { for await (x in y); }", "1:28 Unexpected token 'in'" },
	{ 's', "try {}", "1:6 Missing catch or finally after try" },
	{ 's', "throw\n1", "1:1 Illegal newline after throw" },
	{ 's', "switch (1) { default: default: }", "1:23 More than one default clause in switch statement" },
	{ 's', "for (let i = 0\n i < 3; i++);", "2:2 Unexpected identifier 'i'" },
};

Test(syntax_checker_statement, heads_are_judged)
{
	CHECK_CASES(heads_are_judged_cases);
}

static const struct parse_case these_are_fine_cases[] = {
	{ 'c', "if (1) let\nx", NULL },
	{ 'c', "for (let in x);", NULL },
	{ 'c', "for (var a = 1 in x);", NULL },
	{ 'c', "for (async of => 1;;) break", NULL },
	{ 'c', "let: 1", NULL },
	{ 'c', "a: if (1) b: c", NULL },
	{ 'c', "if (0) function f() {}", NULL },
	{ 'c', "label: function f() {}", NULL },
	{ 'c', "return 1", NULL },
	{ 'c', "try {} catch {}", NULL },
};

Test(syntax_checker_statement, these_are_fine)
{
	CHECK_CASES(these_are_fine_cases);
}
