/* SPDX-License-Identifier: MIT */
/* Functions and classes. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_inspect_function, functions_tell_their_kind)
{
	static const struct console_case cases[] = {
		{ "console.log([function f() {}, () => {}, async function af() {}, function* g() {}, async function* ag() {}, async () => {}, (function b() {}).bind(), Math.max, { m() {} }.m])",
		  "[\n"
	  "  [Function: f],\n"
	  "  [Function (anonymous)],\n"
	  "  [AsyncFunction: af],\n"
	  "  [GeneratorFunction: g],\n"
	  "  [AsyncGeneratorFunction: ag],\n"
	  "  [AsyncFunction (anonymous)],\n"
	  "  [Function: bound b],\n"
	  "  [Function: max],\n"
	  "  [Function: m]\n"
	  "]" },
		{ "console.log(Object.assign(function f() {}, { prop: 1, nested: { a: { b: { c: {} } } } }))",
		  "[Function: f] { prop: 1, nested: { a: { b: [Object] } } }" },
		{ "console.log(Object.getOwnPropertyDescriptor({ get x() { return 1; } }, 'x').get)",
		  "[Function: get x]" },
		{ "console.log(({ [Symbol('m')]() {} }))",
		  "{ [Symbol(m)]: [Function: [m]] }" },
		{ "console.log(Object.setPrototypeOf(() => {}, null))",
		  "[Function (null prototype) (anonymous)]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_function, classes_tell_their_parent)
{
	static const struct console_case cases[] = {
		{ "console.log([class A {}, class extends (class A {}) {}, class B extends (class A {}) {}, class {}, class C extends null {}, class D { static s = 3; }])",
		  "[\n"
	  "  [class A],\n"
	  "  [Function (anonymous)],\n"
	  "  [Function: B],\n"
	  "  [class (anonymous)],\n"
	  "  [class C],\n"
	  "  [class D] { s: 3 }\n"
	  "]" },
		{ "console.log(class A { static name = 'Other'; })",
		  "[class Other] { name: 'Other' }" },
		{ "console.log([Object, Array, Promise, Error, Symbol])",
		  "[\n"
	  "  [Function: Object],\n"
	  "  [Function: Array],\n"
	  "  [Function: Promise],\n"
	  "  [Function: Error] { stackTraceLimit: 10 },\n"
	  "  [Function: Symbol]\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}
