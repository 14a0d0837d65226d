/* SPDX-License-Identifier: MIT */
/* Values as the console of Chromium's DevTools shows them. What is expected was read off Chromium. */
#include "prediction.h"

Test(console_inspect_browser, strings_depend_on_the_first_argument)
{
	static const struct console_case cases[] = {
		{ "console.log('a', 'b', 1, 'c')",
		  "a b 1 c" },
		{ "console.log(1, 'one')",
		  "1 'one'" },
		{ "console.log({ b: 1 }, 'c')",
		  "{b: 1} 'c'" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(console_inspect_browser, specifiers_truncate)
{
	static const struct console_case cases[] = {
		{ "console.log('%d %i %f %s %j %%', 42.5, '7.8', '1.5', { a: 1 }, 5)",
		  "42 7 1.5 [object Object] %j % 5" },
		{ "console.log('%cstyled', 'color: red'); console.log('%O', { a: 1 }); console.log('%o', { a: 1 }); console.log('%d', 'abc')",
		  "styled\n"
	  "Object\n"
	  "{a: 1}\n"
	  "NaN" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(console_inspect_browser, previews_go_one_level_deep)
{
	static const struct console_case cases[] = {
		{ "console.log([1, 'a', [2]])",
		  "(3) [1, 'a', Array(1)]" },
		{ "console.log([null], [], [[1]])",
		  "[null] [] [Array(1)]" },
		{ "console.log({ a: 1, b: 'x', c: [1, 2], d: { e: null } })",
		  "{a: 1, b: 'x', c: Array(2), d: {…}}" },
		{ "console.log({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 })",
		  "{a: 1, b: 2, c: 3, d: 4, e: 5, …}" },
		{ "console.log({ f() {}, x: 1 })",
		  "{x: 1, f: ƒ}" },
		{ "console.log([1, , 3], new Array(5))",
		  "(3) [1, empty, 3] (5) [empty × 5]" },
		{ "console.log({ o: {}, a: [] })",
		  "{o: {…}, a: Array(0)}" },
		{ "console.log({ 1: 'a', 'b c': 2, 'd-e': 3, [Symbol('k')]: 1 })",
		  "{1: 'a', b c: 2, d-e: 3, Symbol(k): 1}" },
		{ "console.log({ get a() { return 1; }, set b(v) {} })",
		  "{}" },
		{ "console.log({ s: 'x\\ny' }, { s: 'a'.repeat(120) })",
		  "{s: 'x\\ny'} {s: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}" },
		{ "const o = { n: 'o' }; o.self = o; console.log(o, Object.create(null))",
		  "{n: 'o', self: {…}} {}" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(console_inspect_browser, classes_show_private_fields)
{
	static const struct console_case cases[] = {
		{ "class Foo { x = 1; #p = 2; } console.log(new Foo(), { f: new Foo() }, [new Foo()])",
		  "Foo {x: 1, #p: 2} {f: Foo} [Foo]" },
		{ "console.log(new (class A extends Array {})(1, 2))",
		  "A(2) [1, 2]" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(console_inspect_browser, collections_and_promises_show_contents)
{
	static const struct console_case cases[] = {
		{ "console.log(new Map([['a', 1], [{}, [1]]]), new Set([1, 'a', {}]), new Map(), { m: new Map([[1, 2]]) })",
		  "Map(2) {'a' => 1, {…} => Array(1)} Set(3) {1, 'a', {…}} Map(0) {size: 0} {m: Map(1)}" },
		{ "console.log(Promise.resolve(5), new Promise(() => {}), { p: Promise.resolve() })",
		  "Promise {<fulfilled>: 5} Promise {<pending>} {p: Promise}" },
		{ "console.log(new Set([1, 2, 3, 4, 5, 6]))",
		  "Set(6) {1, 2, 3, 4, 5, …}" },
		{ "console.log(new Number(3), new String('abc'), new Boolean(false))",
		  "Number {3} String {'abc'} Boolean {false}" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(console_inspect_browser, functions_show_their_source)
{
	static const struct console_case cases[] = {
		{ "console.log(function named() { return 1; }, () => 1, async function af(a, b) {}, function* g() {}, class A {})",
		  "ƒ named() { return 1; } () => 1 async ƒ af(a, b) {} ƒ* g() {} class A {}" },
		{ "console.log([() => 1, class A {}])",
		  "(2) [ƒ, ƒ]" },
	};
	EXPECT_PRINTS("browser", cases);
}
