/* SPDX-License-Identifier: MIT */
/*
 * test_inspect_property.c - Properties as the console writes them. What is expected is what Node 20 prints.
 */
#include "prediction.h"

Test(console_inspect_property, keys_getters_and_symbols)
{
	static const struct console_case cases[] = {
		{ "const s = Symbol('hidden'); console.log(Object.defineProperty({}, s, { value: 1 }), { [Symbol('a b')]: 1, [Symbol()]: 2 }, { 'a-b': 1, 3: 2, 'c d': { 'e\\nf': 1 } });\n"
		  "console.log({ get a() { return 1; }, set b(v) {} }, Object.assign(() => {}, { p: 1 }), Object.assign([1, 2], { k: 'v', '-1': 2 }), Object.assign(new Error('e'), {}).message);\n"
		  "const util = require('util'); console.log(util.inspect({ get a() { return { b: 1 }; }, get c() { throw new Error('x'); }, set d(v) {} }, { getters: true })); console.log(util.inspect(Object.defineProperty({ a: 1 }, 'h', { value: 2 }), { showHidden: true }), util.inspect({ b: 1, a: 2 }, { sorted: true }));",
		  "{} { [Symbol(a b)]: 1, [Symbol()]: 2 } { '3': 2, 'a-b': 1, 'c d': { 'e\\nf': 1 } }\n"
		  "{ a: [Getter], b: [Setter] } [Function (anonymous)] { p: 1 } [ 1, 2, k: 'v', '-1': 2 ] e\n"
		  "{\n"
		  "  a: [Getter] { b: 1 },\n"
		  "  c: [Getter: <Inspection threw (x)>],\n"
		  "  d: [Setter]\n"
		  "}\n"
		  "{ a: 1, [h]: 2 } { a: 2, b: 1 }" },
	};
	EXPECT_PRINTS("node", cases);
}
