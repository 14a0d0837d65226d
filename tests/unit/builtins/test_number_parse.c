/* SPDX-License-Identifier: MIT */
/* parseInt and parseFloat. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_number_parse, integers)
{
	static const char *const cases[][2] = {
		{ "[parseInt('42px'), parseInt('  -17.9'), parseInt('0x1F'), parseInt('1e3'), parseInt(''), parseInt('z', 36), parseInt('101', 2), parseInt('9', 8), parseInt('12', 1), parseInt('12', 37), parseInt(null), parseInt('Infinity'), parseInt(0.0000005), parseInt('123456789012345678901234567890')]",
		  "42,-17,31,1,NaN,35,5,NaN,NaN,NaN,NaN,NaN,5,1.2345678901234568e+29" },
		{ "[parseInt('ffffffffffffffffffff', 16), parseInt('zzzzzzzzzzzzzzzzzzzzz', 36), parseInt('0x', 16), parseInt('-0'), parseInt('11', '0x2')]",
		  "1.2089258196146292e+24,4.8122980339837445e+32,NaN,0,3" },
		{ "['1', '2', '3', '10'].map(parseInt)",
		  "1,NaN,NaN,3" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_number_parse, fractions)
{
	static const char *const cases[][2] = {
		{ "[parseFloat('3.14abc'), parseFloat('.5'), parseFloat('-.5e-3x'), parseFloat('1e'), parseFloat('1.2.3'), parseFloat('Infinityx'), parseFloat('-Infinity'), parseFloat('e5'), parseFloat('+1'), parseFloat(''), parseFloat('1e1000'), parseFloat(' 7 ')]",
		  "3.14,0.5,-0.0005,1,1.2,Infinity,-Infinity,NaN,1,NaN,Infinity,7" },
		{ "Object.is(parseFloat('-0'), -0)",
		  "true" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
