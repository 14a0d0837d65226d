/* SPDX-License-Identifier: MIT */
/*
 * test_lower_module.c - imports and exports.
 */
#include "parsed.h"

static const struct parse_case imports_and_exports_have_their_names_cases[] = {
	{ 'm', "import a from \"x\"; import * as b from \"x\"; import c, {d, e as f, default as g, \"h\" as i} from \"x\"; import \"x\"",
	  "(program strict module [(import [(import-specifier 'default' 'a')] (string 'x') -) (import "
	  "[(import-specifier - 'b')] (string 'x') -) (import [(import-specifier 'default' 'c') (import-specifier "
	  "'d' 'd') (import-specifier 'e' 'f') (import-specifier 'default' 'g') (import-specifier 'h' "
	  "'i')] (string 'x') -) (import [] (string 'x') -)])" },
	{ 'm', "import a from \"x\" with { type: \"json\" }; import b from \"y\" assert { type: \"json\" }",
	  "(program strict module [(import [(import-specifier 'default' 'a')] (string 'x') 'json') (import "
	  "[(import-specifier 'default' 'b')] (string 'y') 'json')])" },
	{ 'm', "let a, b; export {a, b as c, a as default}; export {d as \"e\"} from \"x\"; export * from \"x\"; export * as ns from \"x\"",
	  "(program strict module [(variable-declaration let [(declarator (identifier 'a') -) (declarator "
	  "(identifier 'b') -)]) (export-named [(export-specifier 'a' 'a') (export-specifier 'b' 'c') "
	  "(export-specifier 'a' 'default')] -) (export-named [(export-specifier 'd' 'e')] (string 'x')) "
	  "(export-all - (string 'x')) (export-all 'ns' (string 'x'))])" },
	{ 'm', "export default function() {}\nexport let a = 1, {b} = c; export function f() {} export class C {} export async function g() {}",
	  "(program strict module [(export-default (function-declaration strict simple 0 - [] (block "
	  "[]))) (export-declaration (variable-declaration let [(declarator (identifier 'a') (number 1)) "
	  "(declarator (object-pattern [(pattern-property shorthand (identifier 'b') (identifier 'b'))]) "
	  "(identifier 'c'))])) (export-declaration (function-declaration strict simple 0 (identifier "
	  "'f') [] (block []))) (export-declaration (class-declaration (identifier 'C') - - [])) (export-declaration "
	  "(function-declaration async strict simple 0 (identifier 'g') [] (block [])))])" },
	{ 'm', "export default class {}\nfoo()",
	  "(program strict module [(export-default (class-declaration - - - [])) (expression-statement "
	  "(call (identifier 'foo') []))])" },
	{ 'm', "export default (class {})",
	  "(program strict module [(export-default (parenthesized (class-expression - - - [])))])" },
	{ 'm', "export {if as while} from \"x\"\nexport {a}\nfrom \"y\"",
	  "(program strict module [(export-named [(export-specifier 'if' 'while')] (string 'x')) (export-named "
	  "[(export-specifier 'a' 'a')] (string 'y'))])" },
};

Test(syntax_lower_module, imports_and_exports_have_their_names)
{
	CHECK_CASES(imports_and_exports_have_their_names_cases);
}
