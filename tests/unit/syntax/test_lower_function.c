/* SPDX-License-Identifier: MIT */
/*
 * test_lower_function.c - functions of every kind and classes.
 */
#include "parsed.h"

static const struct parse_case functions_have_their_flags_cases[] = {
	{ 's', "function a() {} async function b(c, d = 1, e) {} function* f({g}) {}",
	  "(program [(function-declaration simple 0 (identifier 'a') [] (block [])) (function-declaration "
	  "async 1 (identifier 'b') [(identifier 'c') (default-pattern (identifier 'd') (number 1)) (identifier "
	  "'e')] (block [])) (function-declaration generator 1 (identifier 'f') [(object-pattern [(pattern-property "
	  "shorthand (identifier 'g') (identifier 'g'))])] (block []))])" },
	{ 's', "x = function() {}; x = async function* y() {}; x = a => a; x = async (b) => { b }; x = async c => c",
	  "(program [(expression-statement (assignment = (identifier 'x') (function-expression simple "
	  "0 - [] (block [])))) (expression-statement (assignment = (identifier 'x') (function-expression "
	  "async generator simple 0 (identifier 'y') [] (block [])))) (expression-statement (assignment "
	  "= (identifier 'x') (arrow-function arrow expression simple 1 - [(identifier 'a')] (identifier "
	  "'a')))) (expression-statement (assignment = (identifier 'x') (arrow-function async arrow simple "
	  "1 - [(identifier 'b')] (block [(expression-statement (identifier 'b'))])))) (expression-statement "
	  "(assignment = (identifier 'x') (arrow-function async arrow expression simple 1 - [(identifier "
	  "'c')] (identifier 'c'))))])" },
	{ 's', "function f() { \"use strict\"; return () => 1 } function g() { \"a\"; \"use strict\" } function h() { (\"use strict\") }",
	  "(program [(function-declaration strict simple use-strict 0 (identifier 'f') [] (block [(expression-statement "
	  "(string 'use strict')) (return (arrow-function arrow strict expression simple 0 - [] (number "
	  "1)))])) (function-declaration strict simple use-strict 0 (identifier 'g') [] (block [(expression-statement "
	  "(string 'a')) (expression-statement (string 'use strict'))])) (function-declaration simple "
	  "0 (identifier 'h') [] (block [(expression-statement (parenthesized (string 'use strict')))]))])" },
	{ 's', "({ a() {}, async b() {}, *c() {}, async *d() {}, get e() { return 1 }, set e(f) {}, [g]() {}, get: 1, set, async, get() {} })",
	  "(program [(expression-statement (parenthesized (object [(property method (identifier 'a') "
	  "(function-expression method simple 0 - [] (block []))) (property method (identifier 'b') (function-expression "
	  "async method simple 0 - [] (block []))) (property method (identifier 'c') (function-expression "
	  "generator method simple 0 - [] (block []))) (property method (identifier 'd') (function-expression "
	  "async generator method simple 0 - [] (block []))) (property get (identifier 'e') (function-expression "
	  "method getter simple 0 - [] (block [(return (number 1))]))) (property set (identifier 'e') "
	  "(function-expression method setter simple 1 - [(identifier 'f')] (block []))) (property method "
	  "computed (identifier 'g') (function-expression method simple 0 - [] (block []))) (property "
	  "init (identifier 'get') (number 1)) (property shorthand (identifier 'set') (identifier 'set')) "
	  "(property shorthand (identifier 'async') (identifier 'async')) (property method (identifier "
	  "'get') (function-expression method simple 0 - [] (block [])))])))])" },
	{ 's', "() => ({}); () => { a: b }; (a, b) => c",
	  "(program [(expression-statement (arrow-function arrow expression simple 0 - [] (parenthesized "
	  "(object [])))) (expression-statement (arrow-function arrow simple 0 - [] (block [(labeled 'a' "
	  "(expression-statement (identifier 'b')))]))) (expression-statement (arrow-function arrow expression "
	  "simple 2 - [(identifier 'a') (identifier 'b')] (identifier 'c')))])" },
};

Test(syntax_lower_function, functions_have_their_flags)
{
	CHECK_CASES(functions_have_their_flags_cases);
}

static const struct parse_case classes_have_their_members_cases[] = {
	{ 's', "class A { constructor(a) {} b() {} static c() {} get d() { return 1 } static set e(f) {} async *g() {} \"h\"() {} 1() {} [i]() {} }",
	  "(program [(class-declaration (identifier 'A') - (function-expression strict method constructor "
	  "simple 1 - [(identifier 'a')] (block [])) [(class-member method (identifier 'b') (function-expression "
	  "strict method simple 0 - [] (block []))) (class-member static method (identifier 'c') (function-expression "
	  "strict method simple 0 - [] (block []))) (class-member get (identifier 'd') (function-expression "
	  "strict method getter simple 0 - [] (block [(return (number 1))]))) (class-member static set "
	  "(identifier 'e') (function-expression strict method setter simple 1 - [(identifier 'f')] (block "
	  "[]))) (class-member method (identifier 'g') (function-expression async generator strict method "
	  "simple 0 - [] (block []))) (class-member method (string 'h') (function-expression strict method "
	  "simple 0 - [] (block []))) (class-member method (number 1) (function-expression strict method "
	  "simple 0 - [] (block []))) (class-member method computed (identifier 'i') (function-expression "
	  "strict method simple 0 - [] (block [])))])])" },
	{ 's', "class A extends B.c { #p = 1; static q; r; static s = 2; static { t } #m() { return #p in this } \"constructor\"() { super() } }",
	  "(program [(class-declaration (identifier 'A') (member (identifier 'B') (identifier 'c')) (function-expression "
	  "strict method constructor derived simple 0 - [] (block [(expression-statement (call (super) "
	  "[]))])) [(class-member field (private-name '#p') (number 1)) (class-member static field (identifier "
	  "'q') -) (class-member field (identifier 'r') -) (class-member static field (identifier 's') "
	  "(number 2)) (class-static-block strict method simple static-block 0 - [] (block [(expression-statement "
	  "(identifier 't'))])) (class-member method (private-name '#m') (function-expression strict method "
	  "simple 0 - [] (block [(return (binary in (private-name '#p') (this)))])))])])" },
	{ 's', "x = class {}; x = class Y extends null { static async *z() {} }",
	  "(program [(expression-statement (assignment = (identifier 'x') (class-expression - - - []))) "
	  "(expression-statement (assignment = (identifier 'x') (class-expression (identifier 'Y') (null) "
	  "- [(class-member static method (identifier 'z') (function-expression async generator strict "
	  "method simple 0 - [] (block [])))])))])" },
	{ 's', "class A { get; set; static; async\nx\n*y() {}\nget\nz() {} static static; static async; \"a\" = 1 }",
	  "(program [(class-declaration (identifier 'A') - - [(class-member field (identifier 'get') "
	  "-) (class-member field (identifier 'set') -) (class-member field (identifier 'static') -) (class-member "
	  "field (identifier 'async') -) (class-member field (identifier 'x') -) (class-member method "
	  "(identifier 'y') (function-expression generator strict method simple 0 - [] (block []))) (class-member "
	  "get (identifier 'z') (function-expression strict method getter simple 0 - [] (block []))) (class-member "
	  "static field (identifier 'static') -) (class-member static field (identifier 'async') -) (class-member "
	  "field (string 'a') (number 1))])])" },
};

Test(syntax_lower_function, classes_have_their_members)
{
	CHECK_CASES(classes_have_their_members_cases);
}
