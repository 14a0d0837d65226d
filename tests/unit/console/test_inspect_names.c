/* SPDX-License-Identifier: MIT */
/* What a constructor, a null prototype or a tag makes of the name. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_inspect_names, null_prototypes_are_told)
{
	static const struct console_case cases[] = {
		{ "console.log(Object.setPrototypeOf([1], null))",
		  "[Array(1): null prototype] [ 1 ]" },
		{ "console.log(Object.setPrototypeOf(new Map([[1, 2]]), null))",
		  "[Map(1): null prototype] { 1 => 2 }" },
		{ "console.log(Object.setPrototypeOf(function f() {}, null))",
		  "[Function (null prototype): f]" },
		{ "console.log(Object.setPrototypeOf(Promise.resolve(1), null))",
		  "[Promise: null prototype] { 1 }" },
		{ "console.log(Object.setPrototypeOf(new Set([1]), null))",
		  "[Set(1): null prototype] { 1 }" },
		{ "console.log(Object.setPrototypeOf({ a: 1 }, null))",
		  "[Object: null prototype] { a: 1 }" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_names, subclasses_name_their_class)
{
	static const struct console_case cases[] = {
		{ "console.log(new (class A extends Array {})(1, 2))",
		  "A(2) [ 1, 2 ]" },
		{ "console.log(new (class M extends Map {})([['k', 1]]))",
		  "M(1) [Map] { 'k' => 1 }" },
		{ "console.log(new (class S extends Set {})())",
		  "S(0) [Set] {}" },
		{ "console.log(new (class P extends Promise {})(() => {}))",
		  "P [Promise] { <pending> }" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_names, prototypes_are_what_they_look_like)
{
	static const struct console_case cases[] = {
		{ "console.log([Object.prototype, Array.prototype, Function.prototype, Map.prototype, Promise.prototype, Error.prototype, TypeError.prototype])",
		  "[\n"
	  "  [Object: null prototype] {},\n"
	  "  Object(0) [],\n"
	  "  [Function (anonymous)] Object,\n"
	  "  Object [Map] {},\n"
	  "  Object [Promise] {},\n"
	  "  {},\n"
	  "  [Error [TypeError]]\n"
	  "]" },
		{ "console.log(Object.create({ constructor: 1 }))",
		  "{}" },
		{ "console.log(Object.create({ constructor: class Named {} }))",
		  "{}" },
		{ "console.log(new (class X { static name = 'Renamed'; })())",
		  "Renamed {}" },
	};
	EXPECT_PRINTS("node", cases);
}
