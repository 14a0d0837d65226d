/* SPDX-License-Identifier: MIT */
/* The Math namespace. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_math, rounding)
{
	static const char *const cases[][2] = {
		{ "[Math.round(2.5), Math.round(-2.5), Math.round(-0.4), Math.round(0.49999999999999994), Math.round(2 ** 52 + 1), Math.floor(-1.5), Math.ceil(-0.5), Math.trunc(-4.7)].map(x => Object.is(x, -0) ? '-0' : x)",
		  "3,-2,-0,0,4503599627370497,-2,-0,-4" },
		{ "[Math.sign(-3), Math.abs(-5), Math.abs(-2147483648), Math.fround(5.5), Math.clz32(1), Math.clz32(0), Math.imul(0xffffffff, 5), Math.sqrt(2)]",
		  "-1,5,2147483648,5.5,31,32,-5,1.4142135623730951" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_math, extremes)
{
	static const char *const cases[][2] = {
		{ "[Math.max(), Math.min(), Math.max(1, NaN), Math.max(1, '3', 2), Math.min(0, -0) === 0 && 1 / Math.min(0, -0), 1 / Math.max(-0, 0), Math.max(...[1, 5, 3])]",
		  "-Infinity,Infinity,NaN,3,-Infinity,Infinity,5" },
		{ "[Math.hypot(3, 4), Math.hypot(), Math.hypot(NaN, Infinity), Math.hypot(1, 1, 1), Math.hypot(-3)]",
		  "5,0,Infinity,1.7320508075688772,3" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_math, powers)
{
	static const char *const cases[][2] = {
		{ "[Math.pow(2, 10), Math.pow(1, Infinity), Math.pow(-1, Infinity), Math.pow(2, NaN), Math.pow(NaN, 0), Math.pow(-8, 1 / 3), Math.pow(0, -1), Math.cbrt(27), Math.cbrt(-8), Math.log2(8), Math.log10(1000), Math.log(1), Math.exp(0)]",
		  "1024,NaN,NaN,NaN,1,NaN,Infinity,3,-2,3,3,0,1" },
		{ "[Math.sin(0), Math.cos(0), Math.atan2(1, 0) === Math.PI / 2, Math.PI, Math.E, Math.LN2]",
		  "0,1,true,3.141592653589793,2.718281828459045,0.6931471805599453" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_math, random_numbers_are_canonical)
{
	static const char *const cases[][2] = {
		{ "(() => { const r = Math.random(); return r >= 0 && r < 1 && Math.random() !== r; })()",
		  "true" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_math, rows)
{
	static const char *const cases[][2] = {
		{ "Object.getOwnPropertyNames(Math)",
		  "abs,acos,acosh,asin,asinh,atan,atanh,atan2,ceil,cbrt,expm1,clz32,cos,cosh,exp,floor,fround,hypot,imul,log,log1p,log2,log10,max,min,pow,random,round,sign,sin,sinh,sqrt,tan,tanh,trunc,E,LN10,LN2,LOG10E,LOG2E,PI,SQRT1_2,SQRT2" },
		{ "Object.prototype.toString.call(Math)",
		  "[object Math]" },
		{ "[Math.max.length, Math.atan2.length, Math.hypot.length, Math.abs.name]",
		  "2,2,2,abs" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
