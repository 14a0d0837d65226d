/* SPDX-License-Identifier: MIT */
/*
 * test_regexp.c - RegExp: making, its properties and texts. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_regexp, made_from_patterns_flags_and_other_expressions)
{
	expect_output(
		"log(new RegExp('a/b', 'gi'), RegExp(/x/g, 'y'), new RegExp(''), RegExp(undefined), new RegExp('\\n'));"
		"const r = /a/; log(RegExp(r) === r, new RegExp(r) === r);"
		"const like = { [Symbol.match]: true, source: 's', flags: 'm', constructor: RegExp }; log(RegExp(like) === like, new RegExp(like));",
		"/a\\/b/gi /x/y /(?:)/ /(?:)/ /\\n/\n"
		"true false\n"
		"true /s/m");
}

Test(builtins_regexp, wrong_ones_are_refused_with_a_reason)
{
	expect_output(
		"for (const [p, f] of [['(', ''], ['a', 'gg'], ['a', 'x'], ['[b-a]', ''], ['a{2,1}', ''], ['(?<n>a)(?<n>b)', ''], ['\\\\', ''], ['a', 'uv']]) {"
		"\ttry { new RegExp(p, f); log('no error', p, f); } catch (e) { log(e.message); }"
		"}",
		"Invalid regular expression: /(/: Unterminated group\n"
		"Invalid flags supplied to RegExp constructor 'gg'\n"
		"Invalid flags supplied to RegExp constructor 'x'\n"
		"Invalid regular expression: /[b-a]/: Range out of order in character class\n"
		"Invalid regular expression: /a{2,1}/: numbers out of order in {} quantifier\n"
		"Invalid regular expression: /(?<n>a)(?<n>b)/: Duplicate capture group name\n"
		"Invalid regular expression: /\\/: \\ at end of pattern\n"
		"Invalid flags supplied to RegExp constructor 'uv'");
}

Test(builtins_regexp, flags_are_read_one_by_one)
{
	expect_output(
		"const all = /a/dgimsuy; log(all.flags, all.global, all.sticky, all.unicode, all.hasIndices, all.dotAll, /a/v.unicodeSets);"
		"log(Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get.call({ global: 1, sticky: 'x', unicode: 0 }));"
		"log(RegExp.prototype.source, RegExp.prototype.global, RegExp.prototype.toString.call({ source: 'x', flags: 'q' }));"
		"try { Object.getOwnPropertyDescriptor(RegExp.prototype, 'global').get.call({}); } catch (e) { log(e.message); }",
		"dgimsuy true true true true true true\n"
		"gy\n"
		"(?:) undefined /x/q\n"
		"RegExp.prototype.global getter called on non-RegExp object");
}

Test(builtins_regexp, compile_changes_it_in_place)
{
	expect_output(
		"const c = /a/g; c.lastIndex = 5; log(c.compile('b', 'i') === c, c, c.lastIndex);",
		"true /b/i 0");
}
