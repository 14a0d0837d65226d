/* SPDX-License-Identifier: MIT */
/*
 * test_checker_expression.c - expressions that are none, and some that look so.
 */
#include "parsed.h"

static const struct parse_case targets_must_be_targets_cases[] = {
	{ 's', "1 = 2", "1:1 Invalid left-hand side in assignment" },
	{ 's', "a + b = c", "1:1 Invalid left-hand side in assignment" },
	{ 's', "this = 1", "1:1 Invalid left-hand side in assignment" },
	{ 's', "++1", "1:3 Invalid left-hand side expression in prefix operation" },
	{ 's', "1++", "1:1 Invalid left-hand side expression in postfix operation" },
	{ 's', "++a++", "1:3 Invalid left-hand side expression in prefix operation" },
	{ 's', "(a = 1) = 2", "1:1 Invalid left-hand side in assignment" },
	{ 's', "a?.b = 1", "1:1 Invalid left-hand side in assignment" },
	{ 's', "a?.b++", "1:1 Invalid left-hand side expression in postfix operation" },
	{ 's', "f() &&= 1", "1:1 Invalid left-hand side in assignment" },
	{ 's', "({a}) = 1", "1:1 Invalid left-hand side in assignment" },
	{ 's', "[a] += 1", "1:1 Invalid left-hand side in assignment" },
	{ 's', "(a, b) = 1", "1:1 Invalid left-hand side in assignment" },
	{ 's', "[...a, b] = c", "1:2 Rest element must be last element" },
	{ 's', "({...a, b} = 1)", "1:6 Rest element must be last element" },
	{ 's', "({...{a}} = 1)", "1:6 `...` must be followed by an assignable reference in assignment contexts" },
	{ 's', "let {...{a}} = 1", "1:9 `...` must be followed by an identifier in declaration contexts" },
	{ 's', "let [a.b] = 1", "1:6 Illegal property in declaration context" },
	{ 's', "({a = 1})", "1:3 Invalid shorthand property initializer" },
	{ 's', "f({a = 1})", "1:4 Invalid shorthand property initializer" },
	{ 's', "({a: 1} = b)", "1:6 Invalid destructuring assignment target" },
	{ 's', "[f()] = 1", "1:2 Invalid destructuring assignment target" },
	{ 's', "((a)) => 1", "1:2 Invalid destructuring assignment target" },
	{ 's', "(a.b) => 1", "1:2 Invalid destructuring assignment target" },
	{ 's', "({a() {}} = 1)", "1:3 Invalid destructuring assignment target" },
};

Test(syntax_checker_expression, targets_must_be_targets)
{
	CHECK_CASES(targets_must_be_targets_cases);
}

static const struct parse_case operators_do_not_mix_freely_cases[] = {
	{ 's', "-1 ** 2",
	  "1:1 Unary operator used immediately before exponentiation expression. Parenthesis must be "
	  "used to disambiguate operator precedence" },
	{ 's', "a ?""? b || c", "1:8 Unexpected token '||'" },
	{ 's', "a || b ?""? c", "1:8 Unexpected token '?""?'" },
	{ 's', "a || () => {}", "1:1 Malformed arrow function parameter list" },
	{ 's', "() => {} || a", "1:10 Unexpected token '||'" },
	{ 's', "a ? b", "1:6 Unexpected end of input" },
	{ 's', "async () => await x ** 2",
	  "1:13 Unary operator used immediately before exponentiation expression. Parenthesis must be "
	  "used to disambiguate operator precedence" },
	{ 's', "!a => b", "1:1 Malformed arrow function parameter list" },
};

Test(syntax_checker_expression, operators_do_not_mix_freely)
{
	CHECK_CASES(operators_do_not_mix_freely_cases);
}

static const struct parse_case special_forms_have_their_places_cases[] = {
	{ 's', "new a?.b()", "1:6 Invalid optional chain from new expression" },
	{ 's', "a?.`x`", "1:4 Invalid tagged template on optional chain" },
	{ 's', "super.x", "1:1 'super' keyword unexpected here" },
	{ 's', "function f() { super.x }", "1:16 'super' keyword unexpected here" },
	{ 's', "({ f() { super() } })", "1:10 'super' keyword unexpected here" },
	{ 's', "class A { constructor() { super() } }", "1:27 'super' keyword unexpected here" },
	{ 's', "new.target", "1:5 new.target expression is not allowed here" },
	{ 's', "() => new.target", "1:11 new.target expression is not allowed here" },
	{ 's', "import.meta", "1:8 Cannot use 'import.meta' outside a module" },
	{ 's', "import()", "1:7 import() requires a specifier" },
	{ 's', "new import(\"a\")", "1:5 Cannot use new with import" },
	{ 's', "import a from \"b\"", "1:1 Cannot use import statement outside a module" },
	{ 's', "x = await 1", "1:5 await is only valid in async functions and the top level bodies of modules" },
	{ 's', "f(await 1)", "1:3 missing ) after argument list" },
	{ 's', "await 1", "1:1 await is only valid in async functions and the top level bodies of modules" },
	{ 's', "async (x = await 1) => 1", "1:12 missing ) after argument list" },
	{ 's', "function* g(x = yield) {}", "1:17 Yield expression not allowed in formal parameter" },
	{ 's', "async x\n=> 1", "2:1 Unexpected token '=>'" },
	{ 's', "({__proto__: 1, __proto__: 2})", "1:17 Duplicate __proto__ fields are not allowed in object literals" },
};

Test(syntax_checker_expression, special_forms_have_their_places)
{
	CHECK_CASES(special_forms_have_their_places_cases);
}

static const struct parse_case these_are_fine_cases[] = {
	{ 's', "try {} catch (a) { for (var a of b); }", NULL },
	{ 's', "a ? (b) : (c) => d", NULL },
	{ 's', "(a) = 1", NULL },
	{ 's', "({__proto__: a, \"__proto__\": b} = c)", NULL },
	{ 's', "({__proto__, __proto__() {}})", NULL },
	{ 's', "a\n/b/g", NULL },
	{ 's', "x = {}\n/a/g", NULL },
	{ 's', "a = b ? (c, d) => e : f", NULL },
	{ 's', "async\n(x)", NULL },
	{ 's', "async (x)", NULL },
	{ 's', "new a.b().c", NULL },
	{ 's', "yield\n/a/g", NULL },
	{ 's', "(async)", NULL },
	{ 's', "(async = 1)", NULL },
	{ 's', "for (var i = 0 in {});", NULL },
};

Test(syntax_checker_expression, these_are_fine)
{
	CHECK_CASES(these_are_fine_cases);
}
