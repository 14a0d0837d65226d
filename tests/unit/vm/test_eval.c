/* SPDX-License-Identifier: MIT */
/* Code from text. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_eval, direct_eval_sees_and_extends_its_function)
{
	expect_output(
		"function f(a) { let y = 2; var x = 1; const r = eval('x + y + a'); eval('var z = x * 10; x = 7; "
		"function g() { return z }'); return [r, x, z, g(), delete z, typeof z].join(); } log(f(3));",
		"6,7,10,10,true,undefined");
}

Test(vm_eval, strict_code_and_lexical_names_stay_inside)
{
	expect_output(
		"(function () { 'use strict'; eval('var inner = 1'); log(typeof inner); })(); "
		"(function () { eval('let a = 1; class K {} const c = 2'); log(typeof a, typeof K, typeof c); })();",
		"undefined\n"
		"undefined undefined undefined");
}

Test(vm_eval, conflicts_and_syntax_errors_are_thrown)
{
	expect_output(
		"(function () { let z; try { eval('var z') } catch (e) { log(e.message) } "
		"try { eval('1 +') } catch (e) { log(e.name, e.message) } "
		"try { throw 1 } catch (e) { eval('var e = 2'); log(e) } })();",
		"Identifier 'z' has already been declared\n"
		"SyntaxError Unexpected end of input\n"
		"2");
}

Test(vm_eval, completion_values)
{
	expect_output(
		"log(eval('do { 1; break } while (0)'), eval('2; try { 3 } finally { 4 }'), eval('1; if (false) {}'), "
		"eval('{ 5; var w }'), eval(''));",
		"1 3 undefined 5 undefined");
}

Test(vm_eval, functions_from_text)
{
	expect_output(
		"const add = new Function('a', 'b', 'return a + b'); log(add(1, 2), add.name, String(add)); "
		"try { new Function('a) {', '}') } catch (e) { log(e.message) } "
		"try { new Function('}, function () {') } catch (e) { log(e.message) }",
		"3 anonymous function anonymous(a,b\n"
		") {\n"
		"return a + b\n"
		"}\n"
		"Arg string terminates parameters early\n"
		"Single function literal required");
}

Test(vm_eval, one_text_many_times)
{
	expect_output("let n = 0; for (let i = 0; i < 20000; i++) n += eval('i % 3'); log(n);", "19999");
}
