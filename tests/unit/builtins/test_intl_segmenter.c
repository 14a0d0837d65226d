/* SPDX-License-Identifier: MIT */
/*
 * test_intl_segmenter.c - Intl.Segmenter. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl_segmenter, characters)
{
	expect_output(
		"const s = new Intl.Segmenter('en', { granularity: 'grapheme' });\n"
		"for (const text of ['abc', 'e\\u0301a', '\\u{1F468}\\u200D\\u{1F469}\\u200D\\u{1F467}!', '\\u{1F1E9}\\u{1F1EA}\\u{1F1EB}', 'a\\r\\nb', '', '\\u1100\\u1161\\u11A8']) log([...s.segment(text)].map((x) => x.index + ':' + x.segment.length).join(' '));",
		"0:1 1:1 2:1\n"
		"0:2 2:1\n"
		"0:8 8:1\n"
		"0:4 4:2\n"
		"0:1 1:2 3:1\n"
		"\n"
		"0:3");
}

Test(builtins_intl_segmenter, words)
{
	expect_output(
		"const s = new Intl.Segmenter('en', { granularity: 'word' });\n"
		"for (const text of ['Hello, world! 3.14 can\\'t', 'a_b c-d', '  x', 'e.g. 1,000']) log([...s.segment(text)].map((x) => x.segment + (x.isWordLike ? '*' : '')).join('|'));",
		"Hello*|,| |world*|!| |3.14*| |can't*\n"
		"a_b*| |c*|-|d*\n"
		"  |x*\n"
		"e.g*|.| |1,000*");
}

Test(builtins_intl_segmenter, one_place)
{
	expect_output(
		"const s = new Intl.Segmenter('en', { granularity: 'word' }).segment('one two');\n"
		"const at = s.containing(5); log(at.segment, at.index, at.input, at.isWordLike); log(s.containing(99), s.containing().segment, s.containing(-1));\n"
		"log(Object.keys(new Intl.Segmenter().segment('a').containing(0)).join(), JSON.stringify(new Intl.Segmenter('en').resolvedOptions()));\n"
		"try { Intl.Segmenter(); } catch (e) { log(e.name); } try { new Intl.Segmenter('en', { granularity: 'x' }); } catch (e) { log(e.name, e.message); }",
		"two 4 one two true\n"
		"undefined one undefined\n"
		"segment,index,input {\"locale\":\"en\",\"granularity\":\"grapheme\"}\n"
		"TypeError\n"
		"RangeError Value x out of range for Intl.Segmenter options property granularity");
}
