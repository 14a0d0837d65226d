/* SPDX-License-Identifier: MIT */
/* Finding and comparing in strings. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_string_search, first_and_last)
{
	static const char *const cases[][2] = {
		{ "['canal'.indexOf('a'), 'canal'.indexOf('a', 2), 'canal'.indexOf('z'), ''.indexOf(''), 'abc'.indexOf('', 9), 'abc'.indexOf()]",
		  "1,3,-1,0,3,-1" },
		{ "['canal'.lastIndexOf('a'), 'canal'.lastIndexOf('a', 2), 'canal'.lastIndexOf('a', -5), 'abc'.lastIndexOf(''), 'abc'.lastIndexOf('c', NaN)]",
		  "3,1,-1,3,2" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string_search, tests_for_parts)
{
	static const char *const cases[][2] = {
		{ "['abc'.includes('bc'), 'abc'.includes('bc', 2), 'abc'.startsWith('b', 1), 'abc'.startsWith(''), 'abc'.endsWith('b', 2), 'abc'.endsWith('abcd'), 'undefined'.includes()]",
		  "true,false,true,true,true,false,true" },
		{ "'a'.startsWith({ [Symbol.match]: true })",
		  "TypeError: First argument to String.prototype.startsWith must not be a regular expression" },
		{ "'[object Object]'.includes({ [Symbol.match]: false })",
		  "true" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string_search, locale_order)
{
	static const char *const cases[][2] = {
		{ "['b', 'a', 'C', 'A', 'ä', 'z', 'é', 'e', '1', '10', '2', '_', '-', ' '].sort((x, y) => x.localeCompare(y))",
		  " ,_,-,1,10,2,a,A,ä,b,C,e,é,z" },
		{ "['a'.localeCompare('b'), 'a'.localeCompare('A'), 'a'.localeCompare('a'), 'résumé'.localeCompare('resume'), ''.localeCompare('a')]",
		  "-1,-1,0,1,-1" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
