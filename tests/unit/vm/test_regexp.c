/* SPDX-License-Identifier: MIT */
/*
 * test_regexp.c - RegExp objects and the matcher. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(vm_regexp, flags_and_sources)
{
	expect_output(
		"for (const [s, f] of [['', ''], ['/', 'g'], ['\\n', 'i'], ['[/]', 'u'], ['a\\\\/b', 'y'], ['(?<n>x)', 'dgimsuy']]) { const r = new RegExp(s, f); log(String(r), r.flags, r.source, r.lastIndex); }\n"
		"for (const [s, f] of [['(', ''], ['a', 'gg'], ['a', 'z'], ['*', ''], ['\\\\u{110000}', 'u'], ['(?<a>.)(?<a>.)', '']]) try { new RegExp(s, f); } catch (e) { log(e.message); }",
		"/(?:)/  (?:) 0\n"
		"/\\//g g \\/ 0\n"
		"/\\n/i i \\n 0\n"
		"/[/]/u u [/] 0\n"
		"/a\\/b/y y a\\/b 0\n"
		"/(?<n>x)/dgimsuy dgimsuy (?<n>x) 0\n"
		"Invalid regular expression: /(/: Unterminated group\n"
		"Invalid flags supplied to RegExp constructor 'gg'\n"
		"Invalid flags supplied to RegExp constructor 'z'\n"
		"Invalid regular expression: /*/: Nothing to repeat\n"
		"Invalid regular expression: /\\u{110000}/u: Invalid Unicode escape\n"
		"Invalid regular expression: /(?<a>.)(?<a>.)/: Duplicate capture group name");
}

Test(vm_regexp, literals_are_new_objects)
{
	expect_output(
		"const make = () => /a/g; log(make() === make(), make().test('a'), make().lastIndex); const r = make(); r.test('aa'); r.test('aa'); log(r.lastIndex, r.test('aa'), r.lastIndex);\n"
		"const c = RegExp(r); log(c === r, new RegExp(r) === r, new RegExp(r, 'i').flags, new RegExp(r).lastIndex);",
		"false true 0\n"
		"2 false 0\n"
		"true false i 0");
}
