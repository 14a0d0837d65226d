/* SPDX-License-Identifier: MIT */
/* console.log's arguments and format specifiers. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_format, arguments_are_joined_by_spaces)
{
	static const struct console_case cases[] = {
		{ "console.log()",
		  "" },
		{ "console.log('', 'x'); console.log('a', '', 'b')",
		  " x\n"
	  "a  b" },
		{ "console.log('text', [1, 'x'], { a: 'y' }, undefined, null, -0, Symbol('s'))",
		  "text [ 1, 'x' ] { a: 'y' } undefined null -0 Symbol(s)" },
		{ "console.log('list:', [0, 1, 2, 3, 4, 5, 6, 7], 'end')",
		  "list: [\n"
	  "  0, 1, 2, 3,\n"
	  "  4, 5, 6, 7\n"
	  "] end" },
		{ "[1, 2].forEach((v, i, a) => console.log(v, i, a))",
		  "1 0 [ 1, 2 ]\n"
	  "2 1 [ 1, 2 ]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_format, specifiers_need_a_first_string)
{
	static const struct console_case cases[] = {
		{ "console.log(1, '%s', 'x')",
		  "1 %s x" },
		{ "console.log({ a: 1 }, '%d', 5)",
		  "{ a: 1 } %d 5" },
		{ "console.log('a', 'b%s', 'c')",
		  "a b%s c" },
		{ "console.log('%s'); console.log('%%'); console.log('only %s %%')",
		  "%s\n"
	  "%%\n"
	  "only %s %%" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_format, specifiers_convert)
{
	static const struct console_case cases[] = {
		{ "console.log('%s is %d years', 'Ann', 42.5, 'extra')",
		  "Ann is 42.5 years extra" },
		{ "console.log('%d %d %d', '12', 'abc', null)",
		  "12 NaN 0" },
		{ "console.log('%d|%d|%d', [5], {}, '0x10')",
		  "5|NaN|16" },
		{ "console.log('%i %i %i', 3.9, '7.8px', -0.5)",
		  "3 7 -0" },
		{ "console.log('%f %f %f', '1.50', '1e3', 'x')",
		  "1.5 1000 NaN" },
		{ "console.log('%j %j %j', { a: [1] }, undefined, 'q')",
		  "{\"a\":[1]} undefined \"q\"" },
		{ "console.log('%j', (() => { const o = {}; o.o = o; return o; })())",
		  "[Circular]" },
		{ "console.log('100%', 5); console.log('%% %d', 1); console.log('%x %5d %.2f', 1)",
		  "100% 5\n"
	  "% 1\n"
	  "%x %5d %.2f 1" },
		{ "console.log('%s %s', 'x'); console.log('%c styled', 'color: red'); console.log('a%')",
		  "x %s\n"
	  " styled\n"
	  "a%" },
		{ "console.log('%O', { a: { b: { c: { d: 1 } } } }); console.log('%O|%o', 'text', 'text')",
		  "{ a: { b: { c: [Object] } } }\n"
	  "'text'|'text'" },
		{ "console.log('%s %d %i %f', Symbol('a'), Symbol('b'), Symbol('c'), Symbol('d'))",
		  "Symbol(a) NaN NaN NaN" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_format, percent_s_calls_user_defined_conversions_only)
{
	static const struct console_case cases[] = {
		{ "console.log('%s', { a: 1, b: { c: { d: 1 } } }); console.log('%s', [1, [2, [3]]])",
		  "{ a: 1, b: [Object] }\n"
	  "[ 1, [Array] ]" },
		{ "console.log('%s', class A {}); console.log('%s', new (class { toString() { return 'B!'; } })()); console.log('%s', () => 1)",
		  "class A {}\n"
	  "B!\n"
	  "() => 1" },
		{ "console.log('%s', { toString() { return 'own'; } }); console.log('%s', { [Symbol.toPrimitive]() { return 'prim'; } })",
		  "own\n"
	  "prim" },
		{ "console.log('%s', Object.create(null)); console.log('%s', new (class Foo { x = 1; })()); console.log('%s', -0, 0)",
		  "[Object: null prototype] {}\n"
	  "Foo { x: 1 }\n"
	  "-0 0" },
	};
	EXPECT_PRINTS("node", cases);
}
