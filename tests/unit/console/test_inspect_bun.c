/* SPDX-License-Identifier: MIT */
/*
 * test_inspect_bun.c - Objects as Bun's console writes them. What is expected is what Bun prints.
 */
#include "prediction.h"

Test(console_inspect_bun, objects_and_their_properties)
{
	static const struct console_case cases[] = {
		{ "console.log({});\n"
		  "console.log({ a: 1, 'b c': 'x', [Symbol('s')]: null, f() {}, g: () => 1, n: -0, u: undefined });\n"
		  "console.log({ a: { b: { c: { d: 1 } } } });\n"
		  "console.log(Object.create(null), Object.create({ a: 1 }));\n"
		  "console.log({ get x() { return 1; }, set y(v) {}, get z() { return 1; }, set z(v) {} });",
		  "{}\n"
		  "{\n"
		  "  a: 1,\n"
		  "  \"b c\": \"x\",\n"
		  "  [Symbol(s)]: null,\n"
		  "  f: [Function: f],\n"
		  "  g: [Function: g],\n"
		  "  n: -0,\n"
		  "  u: undefined,\n"
		  "}\n"
		  "{\n"
		  "  a: {\n"
		  "    b: {\n"
		  "      c: [Object ...],\n"
		  "    },\n"
		  "  },\n"
		  "}\n"
		  "[Object: null prototype] {} {\n"
		  "  a: 1,\n"
		  "}\n"
		  "{\n"
		  "  x: [Getter],\n"
		  "  y: [Setter],\n"
		  "  z: [Getter/Setter],\n"
		  "}" },
	};
	EXPECT_PRINTS("bun", cases);
}

Test(console_inspect_bun, classes)
{
	static const struct console_case cases[] = {
		{ "class A { x = 1; #y = 2; static s = 3; }\n"
		  "class B extends A {}\n"
		  "console.log(new A(), new B(), A, B);\n"
		  "console.log(new (class {})(), new (class extends Array {})());",
		  "A {\n"
		  "  x: 1,\n"
		  "} B {\n"
		  "  x: 1,\n"
		  "} [class A] [class B extends A]\n"
		  "{} []" },
	};
	EXPECT_PRINTS("bun", cases);
}

Test(console_inspect_bun, cycles)
{
	static const struct console_case cases[] = {
		{ "const o = { name: 'o' }; o.self = o; o.list = [o];\n"
		  "console.log(o);",
		  "{\n"
		  "  name: \"o\",\n"
		  "  self: [Circular],\n"
		  "  list: [\n"
		  "    [Circular]\n"
		  "  ],\n"
		  "}" },
	};
	EXPECT_PRINTS("bun", cases);
}
