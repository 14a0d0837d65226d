/* SPDX-License-Identifier: MIT */
/* Objects, their keys, depth and cycles. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_inspect_node, keys_are_quoted_when_they_must)
{
	static const struct console_case cases[] = {
		{ "console.log(({ a: 1, _b1: 2, $c: 3, 'd e': 4, 'é': 5, 7: 6, '': 8, \"it's\": 9, [Symbol('s')]: 10, [Symbol.iterator]: 11 }))",
		  "{\n"
	  "  '7': 6,\n"
	  "  a: 1,\n"
	  "  _b1: 2,\n"
	  "  '$c': 3,\n"
	  "  'd e': 4,\n"
	  "  'é': 5,\n"
	  "  '': 8,\n"
	  "  \"it's\": 9,\n"
	  "  [Symbol(s)]: 10,\n"
	  "  [Symbol(Symbol.iterator)]: 11\n"
	  "}" },
		{ "console.log(({ ['__proto__']: 1 }))",
		  "{ ['__proto__']: 1 }" },
		{ "console.log(({ '-1': 1, 1.5: 2, 4294967295: 3, 4294967294: 4, 2: 5 }))",
		  "{ '2': 5, '4294967294': 4, '-1': 1, '1.5': 2, '4294967295': 3 }" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_node, accessors_are_not_called)
{
	static const struct console_case cases[] = {
		{ "console.log(({ get a() { throw 1; }, set b(v) {}, get c() { return 1; }, set c(v) {} }))",
		  "{ a: [Getter], b: [Setter], c: [Getter/Setter] }" },
		{ "console.log(Object.defineProperty({}, 'hidden', { value: 1 }))",
		  "{}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_node, depth_ends_at_two)
{
	static const struct console_case cases[] = {
		{ "console.log(({ a: { b: { c: { d: 1 } } } }))",
		  "{ a: { b: { c: [Object] } } }" },
		{ "console.log(({ a: { b: { c: {} } } }))",
		  "{ a: { b: { c: {} } } }" },
		{ "console.log([[[[1]]]])",
		  "[ [ [ [Array] ] ] ]" },
		{ "console.log([[[[]]]])",
		  "[ [ [ [] ] ] ]" },
		{ "console.log(({ a: { b: { c: new (class Foo { x = 1; })(), d: new Map([[1, 2]]), e: () => 1, f: Object.create(null, { x: { value: 1, enumerable: true } }) } } }))",
		  "{\n"
	  "  a: {\n"
	  "    b: {\n"
	  "      c: [Foo],\n"
	  "      d: [Map],\n"
	  "      e: [Function: e],\n"
	  "      f: [Object: null prototype]\n"
	  "    }\n"
	  "  }\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_node, cycles_are_numbered)
{
	static const struct console_case cases[] = {
		{ "console.log((() => { const o = { name: 'o' }; o.self = o; return o; })())",
		  "<ref *1> { name: 'o', self: [Circular *1] }" },
		{ "console.log((() => { const a = { n: 'a' }, b = { n: 'b', a }; a.b = b; return [a, b]; })())",
		  "[\n"
	  "  <ref *1> { n: 'a', b: { n: 'b', a: [Circular *1] } },\n"
	  "  <ref *2> { n: 'b', a: <ref *1> { n: 'a', b: [Circular *2] } }\n"
	  "]" },
		{ "console.log((() => { const m = new Map(); m.set('me', m); const a = [m]; a.push(a); return a; })())",
		  "<ref *2> [ <ref *1> Map(1) { 'me' => [Circular *1] }, [Circular *2] ]" },
		{ "console.log((() => { const s = { x: 1 }; return { s, t: s }; })())",
		  "{ s: { x: 1 }, t: { x: 1 } }" },
		{ "console.log((() => { const o = {}; o.o = o; return o; })(), (() => { const o = []; o.push(o); return o; })())",
		  "<ref *1> { o: [Circular *1] } <ref *1> [ [Circular *1] ]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_node, constructors_and_tags_name_objects)
{
	static const struct console_case cases[] = {
		{ "console.log(new (class Foo { a = 1; })())",
		  "Foo { a: 1 }" },
		{ "console.log(new (class extends (class Foo {}) { a = 1; })())",
		  "Foo { a: 1 }" },
		{ "console.log(new (class {})())",
		  "{}" },
		{ "console.log(Object.create(null))",
		  "[Object: null prototype] {}" },
		{ "console.log(Object.create({}))",
		  "{}" },
		{ "console.log(Object.create(Object.create(null)))",
		  "Object <[Object: null prototype] {}> {}" },
		{ "console.log(Object.create((class Foo {}).prototype))",
		  "Foo {}" },
		{ "console.log(({ [Symbol.toStringTag]: 'T', a: 1 }))",
		  "{ a: 1, [Symbol(Symbol.toStringTag)]: 'T' }" },
		{ "console.log(new (class T { get [Symbol.toStringTag]() { return 'Tag'; } })())",
		  "T [Tag] {}" },
		{ "console.log([Math, JSON, Reflect])",
		  "[ Object [Math] {}, Object [JSON] {}, Object [Reflect] {} ]" },
		{ "console.log((class Foo {}).prototype)",
		  "{}" },
		{ "console.log((function () { return arguments; })(1, 'b'))",
		  "[Arguments] { '0': 1, '1': 'b' }" },
		{ "console.log((function () { return arguments; })())",
		  "[Arguments] {}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_node, custom_functions_are_called)
{
	static const struct console_case cases[] = {
		{ "console.log(({ [Symbol.for('nodejs.util.inspect.custom')](depth, options) { return depth + ' ' + options.breakLength + '\\nline'; } }))",
		  "2 80\n"
	  "line" },
		{ "console.log(({ in: { [Symbol.for('nodejs.util.inspect.custom')]() { return 'a\\nb'; } } }))",
		  "{\n"
	  "  in: a\n"
	  "  b\n"
	  "}" },
		{ "console.log(({ [Symbol.for('nodejs.util.inspect.custom')]() { return { plain: [1] }; } }))",
		  "{ plain: [ 1 ] }" },
		{ "console.log(({ [Symbol.for('nodejs.util.inspect.custom')]() { return this; } }))",
		  "{\n"
	  "  [Symbol(nodejs.util.inspect.custom)]: [Function: [nodejs.util.inspect.custom]]\n"
	  "}" },
		{ "console.log(({ [Symbol.for('nodejs.util.inspect.custom')](d, o, inspect) { return inspect([1, { a: { b: {} } }], o); } }))",
		  "[ 1, { a: { b: {} } } ]" },
		{ "console.dir({ [Symbol.for('nodejs.util.inspect.custom')]() { return 'no'; } })",
		  "{\n"
	  "  [Symbol(nodejs.util.inspect.custom)]: [Function: [nodejs.util.inspect.custom]]\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_node, wrappers_show_what_they_hold)
{
	static const struct console_case cases[] = {
		{ "console.log([new Number(-0), new String('abc'), new Boolean(false), Object(Symbol('s'))])",
		  "[\n"
	  "  [Number: -0],\n"
	  "  [String: 'abc'],\n"
	  "  [Boolean: false],\n"
	  "  [Symbol: Symbol(s)]\n"
	  "]" },
		{ "console.log(Object.assign(new String('hi'), { x: 1 }))",
		  "[String: 'hi'] { x: 1 }" },
		{ "console.log(new (class N extends Number {})(3))",
		  "[Number (N): 3]" },
		{ "console.log([Number.prototype, String.prototype, Boolean.prototype])",
		  "[ {}, {}, {} ]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_node, hidden_properties_are_shown_when_asked)
{
	static const struct console_case cases[] = {
		{ "console.log('%o', new (class Foo { a = 1; get g() { return 1; } })())",
		  "Foo { a: 1, [g]: [Getter] }" },
		{ "console.log('%o', function f() {})",
		  "<ref *1> [Function: f] {\n"
	  "  [length]: 0,\n"
	  "  [name]: 'f',\n"
	  "  [arguments]: null,\n"
	  "  [caller]: null,\n"
	  "  [prototype]: { [constructor]: [Circular *1] }\n"
	  "}" },
		{ "console.log('%o', [1, { a: 2 }])",
		  "[ 1, { a: 2 }, [length]: 2 ]" },
		{ "console.log('%o', class A { static x = 1; })",
		  "<ref *1> [class A] {\n"
	  "  [length]: 0,\n"
	  "  [name]: 'A',\n"
	  "  [prototype]: { [constructor]: [Circular *1] },\n"
	  "  x: 1\n"
	  "}" },
		{ "console.dir({ a: 1, [Symbol('s')]: 2 }, { showHidden: true })",
		  "{ a: 1, [Symbol(s)]: 2 }" },
	};
	EXPECT_PRINTS("node", cases);
}
