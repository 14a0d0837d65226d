/* SPDX-License-Identifier: MIT */
/*
 * test_lower_statement.c - statements and declarations.
 */
#include "parsed.h"

static const struct parse_case every_statement_has_its_node_cases[] = {
	{ 's', "var a, b = 1; let c; const d = 2; ; { } debugger",
	  "(program [(variable-declaration var [(declarator (identifier 'a') -) (declarator (identifier "
	  "'b') (number 1))]) (variable-declaration let [(declarator (identifier 'c') -)]) (variable-declaration "
	  "const [(declarator (identifier 'd') (number 2))]) (empty) (block []) (debugger)])" },
	{ 's', "if (a) b; else if (c) d; else { e }",
	  "(program [(if (identifier 'a') (expression-statement (identifier 'b')) (if (identifier 'c') "
	  "(expression-statement (identifier 'd')) (block [(expression-statement (identifier 'e'))])))])" },
	{ 's', "for (;;) a; for (let i = 0, j; i < 1; i++) {} for (a in b) c; for (const d of e) {} for (x; y; z) ;",
	  "(program [(for - - - (expression-statement (identifier 'a'))) (for (variable-declaration let "
	  "[(declarator (identifier 'i') (number 0)) (declarator (identifier 'j') -)]) (binary < (identifier "
	  "'i') (number 1)) (update ++ (identifier 'i')) (block [])) (for-in (identifier 'a') (identifier "
	  "'b') (expression-statement (identifier 'c'))) (for-of (variable-declaration const [(declarator "
	  "(identifier 'd') -)]) (identifier 'e') (block [])) (for (identifier 'x') (identifier 'y') (identifier "
	  "'z') (empty))])" },
	{ 's', "while (a) b; do c; while (d) e",
	  "(program [(while (identifier 'a') (expression-statement (identifier 'b'))) (do-while (identifier "
	  "'d') (expression-statement (identifier 'c'))) (expression-statement (identifier 'e'))])" },
	{ 's', "switch (a) { case 1: case 2: b; break; default: c }",
	  "(program [(switch (identifier 'a') [(case (number 1) []) (case (number 2) [(expression-statement "
	  "(identifier 'b')) (break -)]) (case - [(expression-statement (identifier 'c'))])])])" },
	{ 's', "try { a } catch { b } try { } catch (c) { } finally { d } try { } catch ({e}) { }",
	  "(program [(try (block [(expression-statement (identifier 'a'))]) - (block [(expression-statement "
	  "(identifier 'b'))]) -) (try (block []) (identifier 'c') (block []) (block [(expression-statement "
	  "(identifier 'd'))])) (try (block []) (object-pattern [(pattern-property shorthand (identifier "
	  "'e') (identifier 'e'))]) (block []) -)])" },
	{ 's', "throw a; function f() { return; return b }",
	  "(program [(throw (identifier 'a')) (function-declaration simple 0 (identifier 'f') [] (block "
	  "[(return -) (return (identifier 'b'))]))])" },
	{ 's', "with (a) b", "(program [(with (identifier 'a') (expression-statement (identifier 'b')))])" },
	{ 's', "if (a) function f() {} else function g() {}",
	  "(program [(if (identifier 'a') (block [(function-declaration simple 0 (identifier 'f') [] "
	  "(block []))]) (block [(function-declaration simple 0 (identifier 'g') [] (block []))]))])" },
};

Test(syntax_lower_statement, every_statement_has_its_node)
{
	CHECK_CASES(every_statement_has_its_node_cases);
}

static const struct parse_case labels_stand_around_their_statement_cases[] = {
	{ 's', "a: b: for (;;) { continue a; break b }",
	  "(program [(labeled 'a' (labeled 'b' (for - - - (block [(continue 'a') (break 'b')]))))])" },
	{ 's', "{a:b} {c: {d:1}} x: ;",
	  "(program [(block [(labeled 'a' (expression-statement (identifier 'b')))]) (block [(labeled "
	  "'c' (block [(labeled 'd' (expression-statement (number 1)))]))]) (labeled 'x' (empty))])" },
	{ 's', "f: function g() {}",
	  "(program [(labeled 'f' (function-declaration simple 0 (identifier 'g') [] (block [])))])" },
	{ 's', "a: { break a }", "(program [(labeled 'a' (block [(break 'a')]))])" },
};

Test(syntax_lower_statement, labels_stand_around_their_statement)
{
	CHECK_CASES(labels_stand_around_their_statement_cases);
}

static const struct parse_case a_semicolon_is_inserted_where_the_standard_says_cases[] = {
	{ 's', "a\nb", "(program [(expression-statement (identifier 'a')) (expression-statement (identifier 'b'))])" },
	{ 's', "a\n++b\n--c",
	  "(program [(expression-statement (identifier 'a')) (expression-statement (update ++ prefix "
	  "(identifier 'b'))) (expression-statement (update -- prefix (identifier 'c')))])" },
	{ 's', "function f() { return\na }",
	  "(program [(function-declaration simple 0 (identifier 'f') [] (block [(return -) (expression-statement "
	  "(identifier 'a'))]))])" },
	{ 's', "a = b\n(c)",
	  "(program [(expression-statement (assignment = (identifier 'a') (call (identifier 'b') [(identifier "
	  "'c')])))])" },
	{ 's', "a = b\n/c/d",
	  "(program [(expression-statement (assignment = (identifier 'a') (binary / (binary / (identifier "
	  "'b') (identifier 'c')) (identifier 'd'))))])" },
	{ 's', "let x = () => {}\n(a)",
	  "(program [(variable-declaration let [(declarator (identifier 'x') (arrow-function arrow simple "
	  "0 - [] (block [])))]) (expression-statement (parenthesized (identifier 'a')))])" },
	{ 's', "for (;;) { break\nx }",
	  "(program [(for - - - (block [(break -) (expression-statement (identifier 'x'))]))])" },
	{ 's', "do a\nwhile (b)\nc",
	  "(program [(do-while (identifier 'b') (expression-statement (identifier 'a'))) (expression-statement "
	  "(identifier 'c'))])" },
	{ 's', "var a\n, b",
	  "(program [(variable-declaration var [(declarator (identifier 'a') -) (declarator (identifier "
	  "'b') -)])])" },
	{ 's', "a /* \n */ b",
	  "(program [(expression-statement (identifier 'a')) (expression-statement (identifier 'b'))])" },
	{ 's', "a\n.b\n?.c",
	  "(program [(expression-statement (optional-chain (member optional (member (identifier 'a') "
	  "(identifier 'b')) (identifier 'c'))))])" },
	{ 's', "let\nx", "(program [(variable-declaration let [(declarator (identifier 'x') -)])])" },
	{ 's', "a // c\nb", "(program [(expression-statement (identifier 'a')) (expression-statement (identifier 'b'))])" },
	{ 's', "x\n`y`",
	  "(program [(expression-statement (tagged-template (identifier 'x') (template [(string 'y')] "
	  "[] 'y')))])" },
	{ 's', "{ a } b; { 1 }",
	  "(program [(block [(expression-statement (identifier 'a'))]) (expression-statement (identifier "
	  "'b')) (block [(expression-statement (number 1))])])" },
};

Test(syntax_lower_statement, a_semicolon_is_inserted_where_the_standard_says)
{
	CHECK_CASES(a_semicolon_is_inserted_where_the_standard_says_cases);
}
