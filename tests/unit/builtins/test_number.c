/* SPDX-License-Identifier: MIT */
/* Number: tests and texts. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_number, constructor_converts)
{
	static const char *const cases[][2] = {
		{ "[Number('12'), Number(''), Number('0x1f'), Number(null), Number(undefined), Number([5]), Number({}), Number(), Number(' 1e3 '), Number('1_0'), Number(true)]",
		  "12,0,31,0,NaN,5,NaN,0,1000,NaN,1" },
		{ "typeof new Number(3) + (new Number(3) + 1) + Number.prototype.valueOf()",
		  "object40" },
		{ "Number(Symbol('x'))",
		  "TypeError: Cannot convert a Symbol value to a number" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_number, tests_do_not_convert)
{
	static const char *const cases[][2] = {
		{ "[Number.isInteger(5.0), Number.isInteger('5'), Number.isSafeInteger(2 ** 53), Number.isNaN('x'), Number.isNaN(NaN), Number.isFinite(Infinity), Number.isFinite(1)]",
		  "true,false,false,false,true,false,true" },
		{ "[Number.MAX_SAFE_INTEGER, Number.MIN_VALUE, Number.EPSILON, Number.MAX_VALUE]",
		  "9007199254740991,5e-324,2.220446049250313e-16,1.7976931348623157e+308" },
		{ "[Number.parseInt === parseInt, Number.parseFloat === parseFloat]",
		  "true,true" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_number, fixed)
{
	static const char *const cases[][2] = {
		{ "[(1.005).toFixed(2), (2.5).toFixed(0), (-1.5).toFixed(0), (0).toFixed(2), (-0).toFixed(1), (1e21).toFixed(2), (123.456).toFixed(1), (0.000001).toFixed(7), NaN.toFixed(), (0.5).toFixed(), (1.45).toFixed(1), (10.235).toFixed(2)]",
		  "1.00,3,-2,0.00,0.0,1e+21,123.5,0.0000010,NaN,1,1.4,10.23" },
		{ "(1).toFixed(101)",
		  "RangeError: toFixed() digits argument must be between 0 and 100" },
		{ "(1).toFixed(-1)",
		  "RangeError: toFixed() digits argument must be between 0 and 100" },
		{ "(0.1).toFixed(20)",
		  "0.10000000000000000555" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_number, precision_and_exponent)
{
	static const char *const cases[][2] = {
		{ "[(123.456).toPrecision(4), (0.00001).toPrecision(1), (1e-7).toPrecision(2), (1e21).toPrecision(3), (0).toPrecision(3), (99.99).toPrecision(3), (5).toPrecision()]",
		  "123.5,0.00001,1.0e-7,1.00e+21,0.00,100,5" },
		{ "[(12345).toExponential(), (0).toExponential(2), (-1.5e-9).toExponential(3), (123456).toExponential(2), Infinity.toExponential()]",
		  "1.2345e+4,0.00e+0,-1.500e-9,1.23e+5,Infinity" },
		{ "(1).toPrecision(0)",
		  "RangeError: toPrecision() argument must be between 1 and 100" },
		{ "(1).toExponential(101)",
		  "RangeError: toExponential() argument must be between 0 and 100" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_number, radix)
{
	static const char *const cases[][2] = {
		{ "[(255).toString(16), (255).toString(2), (-255).toString(36), (0.5).toString(2), (0.1).toString(3), (1e21).toString(7), NaN.toString(2), (2 ** 53).toString(36)]",
		  "ff,11111111,-73,0.1,0.0022002200220022002200220022002201,5135235413265003022600000,NaN,2gosa7pa2gw" },
		{ "(1).toString(37)",
		  "RangeError: toString() radix argument must be between 2 and 36" },
		{ "(1).toString(1)",
		  "RangeError: toString() radix argument must be between 2 and 36" },
		{ "Number.prototype.toString.call('x')",
		  "TypeError: Number.prototype.toString requires that 'this' be a Number" },
		{ "Number.prototype.toFixed.call({})",
		  "TypeError: Number.prototype.toFixed requires that 'this' be a Number" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
