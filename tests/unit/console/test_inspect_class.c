/* SPDX-License-Identifier: MIT */
/*
 * test_inspect_class.c - Classes and instances as the console writes them. What is expected is what Node 20 prints.
 */
#include "prediction.h"

Test(console_inspect_class, classes_and_instances)
{
	static const struct console_case cases[] = {
		{ "class A { constructor() { this.x = 1; } } class B extends A { static s = 1; get [Symbol.toStringTag]() { return 'tag'; } }\n"
		  "console.log(A, B, class {}, class extends A {}, [A], new A(), new B(), [new B()]);\n"
		  "console.log(Object.create(A.prototype), A.prototype, B.prototype, Object.create(Object.create(null)), new (class {})(), new (class extends null { constructor() { return Object.create(new.target.prototype); } })());\n"
		  "function Old() { this.y = 2; } console.log(new Old(), Old.prototype, new (function () {})(), Object.create(Old)); \n"
		  "Old.prototype = {}; console.log(new Old()); const C = class Named {}; C.prototype.constructor = 5; console.log(new C());\n"
		  "console.log(Object.create({ constructor: { name: 'Fake' } }), Object.create({ constructor: function Real() {} }), Object.setPrototypeOf([1], null), Object.setPrototypeOf(new Map(), null));",
		  "[class A] [class B extends A] { s: 1 } [class (anonymous)] [class (anonymous) extends A] [ [class A] ] A { x: 1 } B [tag] { x: 1 } [ B [tag] { x: 1 } ]\n"
		  "A {} {} A [tag] {} Object <[Object: null prototype] {}> {} {} Object <[Object: null prototype] {}> {}\n"
		  "Old { y: 2 } {} {} Function {}\n"
		  "{ y: 2 }\n"
		  "{}\n"
		  "{} {} [Array(1): null prototype] [ 1 ] [Map(0): null prototype] {}" },
	};
	EXPECT_PRINTS("node", cases);
}
