/* SPDX-License-Identifier: MIT */
/*
 * test_regexp_legacy.c - RegExp.$1 and its kin: the last match. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_regexp_legacy, the_last_match_and_what_stands_around_it)
{
	expect_output(
		"/(b)(c)?/.exec('abd'); log(RegExp.$1, RegExp.$2 === '', RegExp.lastMatch, RegExp['$&'], RegExp.leftContext, RegExp['$`'], RegExp.rightContext, RegExp[\"$'\"], RegExp.lastParen === '', RegExp.input, RegExp.$_);"
		"/x/.exec('abc'); log(RegExp.lastMatch);"
		"'one two'.replace(/(\\w+) (\\w+)/, ''); log(RegExp.$1, RegExp.$2, RegExp.$3 === '', RegExp.lastParen, RegExp['$+']);",
		"b true b b a a d d true abd abd\n"
		"b\n"
		"one two true two two");
}

Test(builtins_regexp_legacy, only_the_input_can_be_written)
{
	expect_output(
		"/a/.exec('xay'); RegExp.lastMatch = 'z'; RegExp.$1 = 'q'; log(RegExp.lastMatch, RegExp.$1 === ''); RegExp.input = 5; log(RegExp.input, RegExp.$_, RegExp.leftContext);",
		"a true\n"
		"5 5 x");
}
