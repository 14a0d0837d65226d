/* SPDX-License-Identifier: MIT */
/*
 * test_scope_declare.c - What declarations clash, and what they make. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_scope_declare, clashes)
{
	expect_output(
		"for (const t of ['let a; let a', 'let a; var a', 'var a; let a', 'const a', 'function f() {} let f', 'let f; { var f }', '{ function f() {} function f() {} }', '\"use strict\"; { function f() {} function f() {} }', 'function g(a) { let a }', 'function g(a) { var a; return 1 }', 'try {} catch (e) { let e }', 'try {} catch ([e]) { var e }', 'for (let i;;) { var i }', 'for (let i;;) { let i; break }', 'class A {} class A {}', '(a, a) => 1', '(a, [a]) => 1', 'function h(a, a) { \"use strict\" }', 'let let = 1', 'switch (1) { case 1: let z; case 2: let z }', 'var eval2; function eval2() {}', 'l: l: ;', 'import a from \"b\"']) try { (0, eval)('(function () { ' + t + ' })'); log('fine', t); } catch (e) { log(e.name, e.message, '<', t); }",
		"SyntaxError Identifier 'a' has already been declared < let a; let a\n"
		"SyntaxError Identifier 'a' has already been declared < let a; var a\n"
		"SyntaxError Identifier 'a' has already been declared < var a; let a\n"
		"SyntaxError Missing initializer in const declaration < const a\n"
		"SyntaxError Identifier 'f' has already been declared < function f() {} let f\n"
		"SyntaxError Identifier 'f' has already been declared < let f; { var f }\n"
		"fine { function f() {} function f() {} }\n"
		"SyntaxError Identifier 'f' has already been declared < \"use strict\"; { function f() {} function f() {} }\n"
		"SyntaxError Identifier 'a' has already been declared < function g(a) { let a }\n"
		"fine function g(a) { var a; return 1 }\n"
		"SyntaxError Identifier 'e' has already been declared < try {} catch (e) { let e }\n"
		"SyntaxError Identifier 'e' has already been declared < try {} catch ([e]) { var e }\n"
		"SyntaxError Identifier 'i' has already been declared < for (let i;;) { var i }\n"
		"fine for (let i;;) { let i; break }\n"
		"SyntaxError Identifier 'A' has already been declared < class A {} class A {}\n"
		"SyntaxError Duplicate parameter name not allowed in this context < (a, a) => 1\n"
		"SyntaxError Duplicate parameter name not allowed in this context < (a, [a]) => 1\n"
		"SyntaxError Duplicate parameter name not allowed in this context < function h(a, a) { \"use strict\" }\n"
		"SyntaxError let is disallowed as a lexically bound name < let let = 1\n"
		"SyntaxError Identifier 'z' has already been declared < switch (1) { case 1: let z; case 2: let z }\n"
		"fine var eval2; function eval2() {}\n"
		"SyntaxError Label 'l' has already been declared < l: l: ;\n"
		"SyntaxError Cannot use import statement outside a module < import a from \"b\"");
}
