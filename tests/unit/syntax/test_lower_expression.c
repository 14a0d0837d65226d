/* SPDX-License-Identifier: MIT */
/*
 * test_lower_expression.c - trees of expressions, checked against another parser once.
 */
#include "parsed.h"

static const struct parse_case literals_have_their_values_cases[] = {
	{ 's', "1_000.5e1; 0x1F; 0b11; 0o17; 017; 089; .5; 5.; 10n; 0xFFn",
	  "(program [(expression-statement (number 10005)) (expression-statement (number 31)) (expression-statement "
	  "(number 3)) (expression-statement (number 15)) (expression-statement (number 15)) (expression-statement "
	  "(number 89)) (expression-statement (number 0.5)) (expression-statement (number 5)) (expression-statement "
	  "(bigint '10')) (expression-statement (bigint '0xFF'))])" },
	{ 's', "'a\\n\\x41\\u{1F600}\\\nb'; \"q'\"",
	  "(program [(expression-statement (string 'a\nA\360\237\230\200b')) (expression-statement (string "
	  "'q''))])" },
	{ 's', "`a${b}c\\n${`x`}`; t`\\unicode`; `x\r\ny`",
	  "(program [(expression-statement (template [(string 'a') (string 'c\n') (string '')] [(identifier "
	  "'b') (template [(string 'x')] [] 'x')] 'a' 'c\\n' '')) (expression-statement (tagged-template "
	  "(identifier 't') (template [-] [] '\\unicode'))) (expression-statement (template [(string 'x\ny')] "
	  "[] 'x\ny'))])" },
	{ 's', "/a[/]b/gi; /=/",
	  "(program [(expression-statement (regexp 'a[/]b' 'gi')) (expression-statement (regexp '=' ''))])" },
	{ 's', "null; true; false; this; undefined",
	  "(program [(expression-statement (null)) (expression-statement (true)) (expression-statement "
	  "(false)) (expression-statement (this)) (expression-statement (identifier 'undefined'))])" },
	{ 's', "\\u0061b; \303\251",
	  "(program [(expression-statement (identifier 'ab')) (expression-statement (identifier '\303\251'))])" },
};

Test(syntax_lower_expression, literals_have_their_values)
{
	CHECK_CASES(literals_have_their_values_cases);
}

static const struct parse_case operators_bind_as_they_should_cases[] = {
	{ 's', "a + b * c - d; a ** b ** c; a || b && c; a ?""? b; a < b == c",
	  "(program [(expression-statement (binary - (binary + (identifier 'a') (binary * (identifier "
	  "'b') (identifier 'c'))) (identifier 'd'))) (expression-statement (binary ** (identifier 'a') "
	  "(binary ** (identifier 'b') (identifier 'c')))) (expression-statement (logical || (identifier "
	  "'a') (logical && (identifier 'b') (identifier 'c')))) (expression-statement (logical ?""? (identifier "
	  "'a') (identifier 'b'))) (expression-statement (binary == (binary < (identifier 'a') (identifier "
	  "'b')) (identifier 'c')))])" },
	{ 's', "-a * +b; typeof a.b; !a in b; delete a[b]; void 0; - -a; a - -b",
	  "(program [(expression-statement (binary * (unary - (identifier 'a')) (unary + (identifier "
	  "'b')))) (expression-statement (unary typeof (member (identifier 'a') (identifier 'b')))) (expression-statement "
	  "(binary in (unary ! (identifier 'a')) (identifier 'b'))) (expression-statement (unary delete "
	  "(index (identifier 'a') (identifier 'b')))) (expression-statement (unary void (number 0))) "
	  "(expression-statement (unary - (unary - (identifier 'a')))) (expression-statement (binary - "
	  "(identifier 'a') (unary - (identifier 'b'))))])" },
	{ 's', "a++ + ++b; i--",
	  "(program [(expression-statement (binary + (update ++ (identifier 'a')) (update ++ prefix (identifier "
	  "'b')))) (expression-statement (update -- (identifier 'i')))])" },
	{ 's', "a ? b : c ? d : e; a = b ? c : d => e",
	  "(program [(expression-statement (conditional (identifier 'a') (identifier 'b') (conditional "
	  "(identifier 'c') (identifier 'd') (identifier 'e')))) (expression-statement (assignment = (identifier "
	  "'a') (conditional (identifier 'b') (identifier 'c') (arrow-function arrow expression simple "
	  "1 - [(identifier 'd')] (identifier 'e')))))])" },
	{ 's', "a = b = c; a += b; a ||= b; a ?""?= c",
	  "(program [(expression-statement (assignment = (identifier 'a') (assignment = (identifier 'b') "
	  "(identifier 'c')))) (expression-statement (assignment + (identifier 'a') (identifier 'b'))) "
	  "(expression-statement (assignment || (identifier 'a') (identifier 'b'))) (expression-statement "
	  "(assignment ?""? (identifier 'a') (identifier 'c')))])" },
	{ 's', "a, b, c; (a, b)",
	  "(program [(expression-statement (sequence [(identifier 'a') (identifier 'b') (identifier 'c')])) "
	  "(expression-statement (parenthesized (sequence [(identifier 'a') (identifier 'b')])))])" },
	{ 's', "a in b instanceof c; a >>> b >> c << d; a & b | c ^ d",
	  "(program [(expression-statement (binary instanceof (binary in (identifier 'a') (identifier "
	  "'b')) (identifier 'c'))) (expression-statement (binary << (binary >> (binary >>> (identifier "
	  "'a') (identifier 'b')) (identifier 'c')) (identifier 'd'))) (expression-statement (binary | "
	  "(binary & (identifier 'a') (identifier 'b')) (binary ^ (identifier 'c') (identifier 'd'))))])" },
};

Test(syntax_lower_expression, operators_bind_as_they_should)
{
	CHECK_CASES(operators_bind_as_they_should_cases);
}

static const struct parse_case chains_are_calls_and_members_cases[] = {
	{ 'm', "a.b.c(d)[e]; a?.b.c(d)?.[e]; (a?.b).c; a?.(b)",
	  "(program strict module [(expression-statement (index (call (member (member (identifier 'a') "
	  "(identifier 'b')) (identifier 'c')) [(identifier 'd')]) (identifier 'e'))) (expression-statement "
	  "(optional-chain (index optional (call (member (member optional (identifier 'a') (identifier "
	  "'b')) (identifier 'c')) [(identifier 'd')]) (identifier 'e')))) (expression-statement (member "
	  "(parenthesized (optional-chain (member optional (identifier 'a') (identifier 'b')))) (identifier "
	  "'c'))) (expression-statement (optional-chain (call optional (identifier 'a') [(identifier 'b')])))])" },
	{ 'm', "new A; new A(b).c; new a.b(c)(d); new (a())(); new new A(1)(2)",
	  "(program strict module [(expression-statement (new (identifier 'A') [])) (expression-statement "
	  "(member (new (identifier 'A') [(identifier 'b')]) (identifier 'c'))) (expression-statement "
	  "(call (new (member (identifier 'a') (identifier 'b')) [(identifier 'c')]) [(identifier 'd')])) "
	  "(expression-statement (new (parenthesized (call (identifier 'a') [])) [])) (expression-statement "
	  "(new (new (identifier 'A') [(number 1)]) [(number 2)]))])" },
	{ 'm', "f(...a, b); f()()",
	  "(program strict module [(expression-statement (call (identifier 'f') [(spread (identifier "
	  "'a')) (identifier 'b')])) (expression-statement (call (call (identifier 'f') []) []))])" },
	{ 'm', "a`b`.c; new a`b`()",
	  "(program strict module [(expression-statement (member (tagged-template (identifier 'a') (template "
	  "[(string 'b')] [] 'b')) (identifier 'c'))) (expression-statement (new (tagged-template (identifier "
	  "'a') (template [(string 'b')] [] 'b')) []))])" },
	{ 'm', "import(\"x\"); import.meta; a.if.class",
	  "(program strict module [(expression-statement (import-call - [(string 'x')])) (expression-statement "
	  "(import-meta)) (expression-statement (member (member (identifier 'a') (identifier 'if')) (identifier "
	  "'class')))])" },
};

Test(syntax_lower_expression, chains_are_calls_and_members)
{
	CHECK_CASES(chains_are_calls_and_members_cases);
}

static const struct parse_case await_and_yield_depend_on_where_they_stand_cases[] = {
	{ 's', "await(x); await; var await",
	  "(program [(expression-statement (call (identifier 'await') [(identifier 'x')])) (expression-statement "
	  "(identifier 'await')) (variable-declaration var [(declarator (identifier 'await') -)])])" },
	{ 's', "async () => { await (x)(y).z; await x + 1; -await x }",
	  "(program [(expression-statement (arrow-function async arrow simple 0 - [] (block [(expression-statement "
	  "(await (member (call (parenthesized (identifier 'x')) [(identifier 'y')]) (identifier 'z')))) "
	  "(expression-statement (binary + (await (identifier 'x')) (number 1))) (expression-statement "
	  "(unary - (await (identifier 'x'))))])))])" },
	{ 's', "function* g() { yield; yield a, b; yield* c; x = yield\n(d) } yield * 2",
	  "(program [(function-declaration generator simple 0 (identifier 'g') [] (block [(expression-statement "
	  "(yield -)) (expression-statement (sequence [(yield (identifier 'a')) (identifier 'b')])) (expression-statement "
	  "(yield * (identifier 'c'))) (expression-statement (assignment = (identifier 'x') (yield -))) "
	  "(expression-statement (parenthesized (identifier 'd')))])) (expression-statement (binary * "
	  "(identifier 'yield') (number 2)))])" },
	{ 's', "async function* f() { for await (x of y) yield await z }",
	  "(program [(function-declaration async generator simple 0 (identifier 'f') [] (block [(for-of "
	  "await (identifier 'x') (identifier 'y') (expression-statement (yield (await (identifier 'z')))))]))])" },
	{ 'm', "await (x).y; for await (const a of b);",
	  "(program strict module await [(expression-statement (await (member (parenthesized (identifier "
	  "'x')) (identifier 'y')))) (for-of await (variable-declaration const [(declarator (identifier "
	  "'a') -)]) (identifier 'b') (empty))])" },
};

Test(syntax_lower_expression, await_and_yield_depend_on_where_they_stand)
{
	CHECK_CASES(await_and_yield_depend_on_where_they_stand_cases);
}

static const struct parse_case eval_is_noted_where_it_is_direct_cases[] = {
	{ 's', "eval(\"x\")", "(program direct-eval [(expression-statement (call (identifier 'eval') [(string 'x')]))])" },
	{ 's', "function f() { () => eval(\"x\"); function g() { } }",
	  "(program [(function-declaration simple direct-eval 0 (identifier 'f') [] (block [(expression-statement "
	  "(arrow-function arrow expression simple direct-eval 0 - [] (call (identifier 'eval') [(string "
	  "'x')]))) (function-declaration simple 0 (identifier 'g') [] (block []))]))])" },
	{ 's', "eval?.(\"x\"); (0, eval)(\"x\")",
	  "(program [(expression-statement (optional-chain (call optional (identifier 'eval') [(string "
	  "'x')]))) (expression-statement (call (parenthesized (sequence [(number 0) (identifier 'eval')])) "
	  "[(string 'x')]))])" },
};

Test(syntax_lower_expression, eval_is_noted_where_it_is_direct)
{
	CHECK_CASES(eval_is_noted_where_it_is_direct_cases);
}
