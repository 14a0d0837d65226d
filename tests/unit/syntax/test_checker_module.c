/* SPDX-License-Identifier: MIT */
/*
 * test_checker_module.c - module items that are refused.
 */
#include "parsed.h"

static const struct parse_case imports_and_exports_are_judged_cases[] = {
	{ 'm', "{ import a from \"b\" }", "1:10 Unexpected identifier 'a'" },
	{ 'm', "import {a as b, } from \"x\"; import {if} from \"x\"", "1:37 Unexpected reserved word" },
	{ 'm', "import {\"a\"} from \"x\"", "1:9 Unexpected reserved word" },
	{ 'm', "import a, b from \"x\"", "1:9 Unexpected token ','" },
	{ 'm', "import * from \"x\"", "1:10 Unexpected identifier 'from'" },
	{ 'm', "export {\"a\"}; let a", "1:9 String literal module export names must be followed by a 'from' clause" },
	{ 'm', "export {if}", "1:9 Unexpected reserved word" },
	{ 'm', "export a", "1:1 Unexpected token 'export'" },
	{ 'm', "export default let x = 1", "1:16 Unexpected strict mode reserved word" },
	{ 'm', "function f() { export {f} }", "1:16 Unexpected token 'export'" },
	{ 'm', "export {a as \"\\uD83D\"} from \"x\"", "1:14 Invalid module export name: contains unpaired surrogate" },
	{ 'm', "import {eval} from \"x\"", "1:9 Unexpected eval or arguments in strict mode" },
	{ 'm', "import x from \"y\" with {type: \"a\", type: \"b\"}", "1:36 Import assertion has duplicate key 'type'" },
	{ 'c', "export {a}", "1:1 Unexpected token 'export'" },
	{ 'c', "{ import a from \"b\" }", "1:3 Cannot use import statement outside a module" },
	{ 'm', "<!-- x", "1:1 HTML comments are not allowed in modules" },
	{ 'm', "a\n--> b", "2:1 HTML comments are not allowed in modules" },
};

Test(syntax_checker_module, imports_and_exports_are_judged)
{
	CHECK_CASES(imports_and_exports_are_judged_cases);
}

static const struct parse_case html_comments_are_for_scripts_cases[] = {
	{ 's', "<!-- x\na\n--> y\n", NULL },
	{ 's', "--> x", NULL },
	{ 's', "a\n/* */ --> b", NULL },
};

Test(syntax_checker_module, html_comments_are_for_scripts)
{
	CHECK_CASES(html_comments_are_for_scripts_cases);
}
