/* SPDX-License-Identifier: MIT */
/*
 * test_checker.c - what is refused, in V8's words, at the place that matters.
 */
#include "parsed.h"

static const struct parse_case unexpected_tokens_are_named_cases[] = {
	{ 's', "a b", "1:3 Unexpected identifier 'b'" },
	{ 's', "a 1", "1:3 Unexpected number" },
	{ 's', "a \"s\"", "1:3 Unexpected string" },
	{ 's', "1 a", "1:3 Unexpected identifier 'a'" },
	{ 's', "}", "1:1 Unexpected token '}'" },
	{ 's', ")", "1:1 Unexpected token ')'" },
	{ 's', "(", "1:2 Unexpected end of input" },
	{ 's', "[1", "1:3 Unexpected end of input" },
	{ 's', "f(1", "1:3 missing ) after argument list" },
	{ 's', "f(1 2)", "1:3 missing ) after argument list" },
	{ 's', "var", "1:4 Unexpected end of input" },
	{ 's', "if", "1:3 Unexpected end of input" },
	{ 's', "if (", "1:5 Unexpected end of input" },
	{ 's', "a <", "1:4 Unexpected end of input" },
	{ 's', "a +", "1:4 Unexpected end of input" },
	{ 's', "<div/>", "1:1 Unexpected token '<'" },
	{ 's', "@x class A {}", "1:1 Invalid or unexpected token" },
	{ 's', "() + 1", "1:2 Unexpected token ')'" },
	{ 's', "(a, )", "1:5 Unexpected token ')'" },
	{ 's', "...a", "1:1 Unexpected token '...'" },
	{ 's', "x\n=> 1", "2:1 Unexpected token '=>'" },
	{ 's', "a => {} ()", "1:9 Unexpected token '('" },
	{ 's', "enum", "1:1 Unexpected reserved word" },
	{ 's', "class {}", "1:7 Unexpected token '{'" },
	{ 's', "function () {}", "1:1 Function statements require a function name" },
	{ 's', "let x = ;", "1:9 Unexpected token ';'" },
	{ 's', "a async", "1:3 Unexpected token 'async'" },
	{ 's', "#x", "1:1 Private field '#x' must be declared in an enclosing class" },
	{ 's', "\342\200\213", "1:1 Invalid or unexpected token" },
	{ 's', "\"abc", "1:1 Invalid or unexpected token" },
	{ 's', "'a\nb'", "1:1 Invalid or unexpected token" },
	{ 's', "f(`abc\n", "2:1 Unexpected end of input" },
	{ 's', "`${a", "1:5 Missing } in template expression" },
	{ 's', "`${a b}`", "1:6 Missing } in template expression" },
	{ 's', "/abc", "1:1 Invalid regular expression: missing /" },
	{ 's', "/a/gg", "1:1 Invalid regular expression flags" },
	{ 's', "/a/x", "1:1 Invalid regular expression flags" },
	{ 's', "3in x", "1:1 Invalid or unexpected token" },
	{ 's', "0b2", "1:1 Invalid or unexpected token" },
	{ 's', "1_", "1:3 Numeric separators are not allowed at the end of numeric literals" },
	{ 's', "1__0", "1:3 Only one underscore is allowed as numeric separator" },
	{ 's', "0_1", "1:2 Numeric separator can not be used after leading 0." },
	{ 's', "\"\\u{110000}\"", "1:2 Undefined Unicode code-point" },
	{ 's', "\"\\x1\"", "1:2 Invalid hexadecimal escape sequence" },
	{ 's', "`\\01`", "1:3 Octal escape sequences are not allowed in template strings." },
	{ 's', "\\u0076ar x", "1:1 Keyword must not contain escaped characters" },
	{ 's', "{a: 1,}", "1:7 Unexpected token '}'" },
	{ 's', "a\342\201\240b", "1:2 Invalid or unexpected token" },
	{ 's', "/* x", "1:1 Invalid or unexpected token" },
	{ 's', "\\", "1:1 Invalid or unexpected token" },
};

Test(syntax_checker, unexpected_tokens_are_named)
{
	CHECK_CASES(unexpected_tokens_are_named_cases);
}

static const struct parse_case reserved_words_are_refused_where_they_are_reserved_cases[] = {
	{ 's', "\"use strict\"; let = 1", "1:15 Unexpected strict mode reserved word" },
	{ 's', "let let = 1", "1:5 let is disallowed as a lexically bound name" },
	{ 's', "\"use strict\"; implements", "1:15 Unexpected strict mode reserved word" },
	{ 's', "\"use strict\"; yield", "1:15 Unexpected strict mode reserved word" },
	{ 's', "async function f() { var await }", "1:26 Unexpected reserved word" },
	{ 's', "var async, of, get, set, static, await, yield, let", NULL },
	{ 'm', "var await", "1:5 Unexpected reserved word" },
	{ 's', "class A { static { await } }", "1:20 Unexpected reserved word" },
	{ 's', "function* g() { var yield }", "1:21 Unexpected identifier 'yield'" },
	{ 's', "({ if })", "1:4 Unexpected token 'if'" },
	{ 's', "\"use strict\"; arguments = 1", "1:15 Unexpected eval or arguments in strict mode" },
	{ 's', "\"use strict\"; eval++", "1:15 Unexpected eval or arguments in strict mode" },
	{ 's', "function eval() { \"use strict\" }", "1:10 Unexpected eval or arguments in strict mode" },
	{ 's', "function f(a, eval) { \"use strict\" }", "1:15 Unexpected eval or arguments in strict mode" },
	{ 's', "class A { x = arguments }",
	  "1:15 'arguments' is not allowed in class field initializer or static initialization block" },
	{ 's', "\"use strict\"; interface: 1", "1:15 Unexpected strict mode reserved word" },
};

Test(syntax_checker, reserved_words_are_refused_where_they_are_reserved)
{
	CHECK_CASES(reserved_words_are_refused_where_they_are_reserved_cases);
}

static const struct parse_case strict_code_has_no_legacy_syntax_cases[] = {
	{ 's', "\"use strict\"; 010", "1:15 Octal literals are not allowed in strict mode." },
	{ 's', "\"use strict\"; 09", "1:15 Decimals with leading zeros are not allowed in strict mode." },
	{ 's', "\"use strict\"; \"\\01\"", "1:17 Octal escape sequences are not allowed in strict mode." },
	{ 's', "function f() { \"\\01\"; \"use strict\" }", "1:18 Octal escape sequences are not allowed in strict mode." },
	{ 's', "\"use strict\"; with (a) b", "1:15 Strict mode code may not include a with statement" },
	{ 's', "\"use strict\"; delete x", "1:22 Delete of an unqualified identifier in strict mode." },
	{ 's', "\"\\01\"; 010; with (a) delete x", NULL },
};

Test(syntax_checker, strict_code_has_no_legacy_syntax)
{
	CHECK_CASES(strict_code_has_no_legacy_syntax_cases);
}
