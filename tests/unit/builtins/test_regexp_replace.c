/* SPDX-License-Identifier: MIT */
/*
 * test_regexp_replace.c - replace, split and search by expressions. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_regexp_replace, patterns_of_the_replacement)
{
	expect_output(
		"log('2024-05-06'.replace(/(\\d+)-(\\d+)-(\\d+)/, '$3.$2.$1|$&|$`|$\\'|$$|$0|$4|$10'), 'abcdefghijkl'.replace(/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/, '$11$1$010'));"
		"log('ab'.replace(/(?<x>a)/, '[$<x>][$<y>][$<x'), 'ab'.replace(/(a)/, '[$<x>]'), 'aXb'.replace(/x/i, '$\\u0031'));",
		"06.05.2024|2024-05-06|||$|$0|$4|20240 kaa0l\n"
		"[a][][$<xb [$<x>]b a$1b");
}

Test(builtins_regexp_replace, functions_get_captures_position_text_and_groups)
{
	expect_output(
		"log('a1b2'.replace(/([a-z])(?<d>\\d)/g, (...args) => JSON.stringify(args)));"
		"log('aaa'.replace(/a/g, (m, at) => at), 'x'.replace(/(y)?x/, (m, y) => typeof y));",
		"[\"a1\",\"a\",\"1\",0,\"a1b2\",{\"d\":\"1\"}][\"b2\",\"b\",\"2\",2,\"a1b2\",{\"d\":\"2\"}]\n"
		"012 undefined");
}

Test(builtins_regexp_replace, all_global_sticky)
{
	expect_output(
		"log('abab'.replace(/a/g, ''), 'abab'.replace(/b/y, '-'), 'aab'.replace(/a/gy, '-'), 'abc'.replaceAll(/./g, '$&$&'), ''.replace(/^/, 'x'), 'abc'.replace(/(?:)/g, '.'));"
		"try { 'a'.replaceAll(/a/, ''); } catch (e) { log(e.message); }",
		"bb abab --b aabbcc x .a.b.c.\n"
		"String.prototype.replaceAll called with a non-global RegExp argument");
}

Test(builtins_regexp_replace, splitting)
{
	expect_output(
		"log(JSON.stringify(['a1b2c'.split(/\\d/), 'a1b2c'.split(/(\\d)/), 'abc'.split(/(?:)/), ''.split(/x/), ''.split(/(?:)/), 'aXbxc'.split(/x/i, 2), 'abc'.split(/$/), ' a  b '.split(/\\s+/), 'ab'.split(/(x)?/)]));",
		"[[\"a\",\"b\",\"c\"],[\"a\",\"1\",\"b\",\"2\",\"c\"],[\"a\",\"b\",\"c\"],[\"\"],[],[\"a\",\"b\"],[\"abc\"],[\"\",\"a\",\"b\",\"\"],[\"a\",null,\"b\"]]");
}

Test(builtins_regexp_replace, searching_leaves_last_index_alone)
{
	expect_output(
		"const r = /b/g; r.lastIndex = 3; log('abc'.search(r), r.lastIndex, 'abc'.search('z'), 'a.c'.search('.'));",
		"1 3 -1 0");
}
