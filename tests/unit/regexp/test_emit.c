/* SPDX-License-Identifier: MIT */
/*
 * test_emit.c - What compiled patterns do. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(regexp_emit, repetitions_and_groups)
{
	expect_output(
		"const t = (r, s) => JSON.stringify(s.match(r)); log(t(/a{2,3}?(b|c)*/, 'aaabcb'), t(/(a*)*/, 'b'), t(/(?:a|ab)(?:c|bcd)(d*)/, 'abcd'), t(/(z)((a+)?(b+)?(c))*/, 'zaacbbbcac'), t(/(?=(a+))a*b\\1/, 'baaabac'), t(/(.*?)a(?!(a+)b\\2c)\\2(.*)/, 'baaabaac'), t(/(a?)?\?/, 'a'), t(/()|/, ''), t(/a{0}b/, 'ab'), t(/(?:){3}x/, 'x'), t(/(a{2}){2}/, 'aaaaa'), t(/x*?$/, 'xxx'));",
		"[\"aa\",null] [\"\",null] [\"abcd\",\"\"] [\"zaacbbbcac\",\"z\",\"ac\",\"a\",null,\"c\"] [\"aba\",\"a\"] [\"baaabaac\",\"ba\",null,\"abaac\"] [\"\",null] [\"\",\"\"] [\"b\"] [\"x\"] [\"aaaa\",\"aa\"] [\"xxx\"]");
}

Test(regexp_emit, assertions_backreferences_flags)
{
	expect_output(
		"const t = (r, s) => JSON.stringify(s.match(r)); log(t(/(?<=(\\d+)(\\d+))$/, '1053'), t(/(?<!a)b/, 'ab b'), t(/^b/m, 'a\\nb'), t(/a.b/s, 'a\\nb'), t(/\\bfoo\\B/, 'food'), t(/(?<n>a)\\k<n>/, 'aa'), t(/\\k<n>/, 'k<n>'), t(/\\1(a)/, 'a'), t(/(?:(a)|b)\\1c/, 'bc'), t(/[^]$/, 'a\\n'), t(/\\u{61}/, 'uuu'.repeat(99)) !== 'null', t(/a|b|/g, 'cab'), t(/(?<=\\1(a))b/, 'aab'));",
		"[\"\",\"1\",\"053\"] [\"b\"] [\"b\"] [\"a\\nb\"] [\"foo\"] [\"aa\",\"a\"] [\"k<n>\"] [\"a\",\"a\"] [\"bc\",null] [\"\\n\"] true [\"\",\"a\",\"b\",\"\"] [\"b\",\"a\"]");
}
