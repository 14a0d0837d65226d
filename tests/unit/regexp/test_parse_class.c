/* SPDX-License-Identifier: MIT */
/*
 * test_parse_class.c - Character classes of regular expressions. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(regexp_parse_class, members)
{
	expect_output(
		"const all = [...Array(128).keys()].map((c) => String.fromCharCode(c)).join(''); const count = (s, f) => all.match(new RegExp(s, 'g' + (f ?? '')))?.length ?? 0;\n"
		"log(['[a-c]', '[^a-c]', '[\\\\w-]', '[-a]', '[a-]', '[\\\\b]', '[]', '[^]', '[\\\\d\\\\s]', '[^\\\\W]', '[\\\\]\\\\\\\\]', '[a\\\\-z]', '[\\\\x41-\\\\x43]', '[\\\\u0041]', '[\\\\cA]', '[\\\\0]', '[\\\\c]', '[\\\\12]', '[A-z]', '[.*+]', '[^^]'].map((s) => s + ' ' + count(s)).join('; ')); log(count('[a-c]', 'i'), count('[^a-c]', 'i'), count('[\\\\w]', 'iu'), '\\u017f'.match(/[\\w]/iu)?.length, '\\u212a'.match(/[k]/iu)?.length, '\\u{1F600}'.match(/[\\u{1F600}-\\u{1F64F}]/u)?.length, '\\u{1F600}'.match(/[\\u{1F600}]/u)[0].length);",
		"[a-c] 3; [^a-c] 125; [\\w-] 64; [-a] 2; [a-] 2; [\\b] 1; [] 0; [^] 128; [\\d\\s] 16; [^\\W] 63; [\\]\\\\] 2; [a\\-z] 3; [\\x41-\\x43] 3; [\\u0041] 1; [\\cA] 1; [\\0] 1; [\\c] 2; [\\12] 1; [A-z] 58; [.*+] 3; [^^] 127\n"
		"6 122 63 1 1 1 2");
}

Test(regexp_parse_class, what_is_no_class)
{
	expect_output(
		"for (const [s, f] of [['[b-a]', ''], ['[', ''], ['[a-\\\\d]', 'u'], ['[\\\\d-a]', ''], ['[\\\\e]', 'u'], ['[\\\\u{110000}]', 'u'], ['[\\\\c]', 'u'], ['[\\\\p{Nope}]', 'u'], ['[\\\\p{L}]', ''], ['[\\\\-]', 'u'], ['[a&&&b]', 'v'], ['[(]', 'v'], ['[a--b&&c]', 'v'], ['[\\\\q{abc|d}]', 'v'], ['[^\\\\q{ab}]', 'v'], ['[\\\\p{RGI_Emoji}]', 'u']]) try { log(s, f, new RegExp(s, f).source); } catch (e) { log(e.message); }",
		"Invalid regular expression: /[b-a]/: Range out of order in character class\n"
		"Invalid regular expression: /[/: Unterminated character class\n"
		"Invalid regular expression: /[a-\\d]/u: Invalid character class\n"
		"[\\d-a]  [\\d-a]\n"
		"Invalid regular expression: /[\\e]/u: Invalid escape\n"
		"Invalid regular expression: /[\\u{110000}]/u: Invalid Unicode escape\n"
		"Invalid regular expression: /[\\c]/u: Invalid Unicode escape\n"
		"Invalid regular expression: /[\\p{Nope}]/u: Invalid property name in character class\n"
		"[\\p{L}]  [\\p{L}]\n"
		"[\\-] u [\\-]\n"
		"Invalid regular expression: /[a&&&b]/v: Invalid character in character class\n"
		"Invalid regular expression: /[(]/v: Invalid character in character class\n"
		"Invalid regular expression: /[a--b&&c]/v: Invalid set operation in character class\n"
		"[\\q{abc|d}] v [\\q{abc|d}]\n"
		"Invalid regular expression: /[^\\q{ab}]/v: Negated character class may contain strings\n"
		"Invalid regular expression: /[\\p{RGI_Emoji}]/u: Invalid property name in character class");
}
