/* SPDX-License-Identifier: MIT */
/* lib/builtins/object.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_object, to_string_names_the_kind)
{
	expect_output(
		"const s = v => Object.prototype.toString.call(v); "
		"log([undefined, null, 1, 'a', true, Symbol.iterator, {}, [], s, new Error(), new Map(), Math, function* () {}, (function () { return arguments; "
		"})(), new Boolean(1)].map(s)); "
		"log(s({ [Symbol.toStringTag]: 'Mine' }), s({ [Symbol.toStringTag]: 1 }), s(new (class X {})()));",
		"[object Undefined],[object Null],[object Number],[object String],[object Boolean],[object Symbol],[object Object],[object Array],[object Function],[object Error],[object Map],[object Math],[object GeneratorFunction],[object Arguments],[object Boolean]\n"
		"[object Mine] [object Object] [object Object]");
}

Test(builtins_object, prototypes_are_guarded)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => Object.create()); "
		"t(() => Object.setPrototypeOf({}, 1)); t(() => Object.setPrototypeOf(null, {})); "
		"t(() => Object.setPrototypeOf(Object.freeze({}), {})); const o = {}; "
		"t(() => Object.setPrototypeOf(o, Object.create(o))); t(() => { Object.prototype.__proto__ = {}; }); "
		"t(() => Object.setPrototypeOf(1, null)); "
		"log(Object.getPrototypeOf(Object.create(null)), Object.create({ x: 1 }).x, ({ __proto__: null }) instanceof Object); "
		"o.__proto__ = 5; log(Object.getPrototypeOf(o) === Object.prototype); "
		"t(() => Object.getOwnPropertyDescriptor(Object.prototype, '__proto__').set.call(null, {}));",
		"TypeError: Object prototype may only be an Object or null: undefined\n"
		"TypeError: Object prototype may only be an Object or null: 1\n"
		"TypeError: Object.setPrototypeOf called on null or undefined\nTypeError: #<Object> is not extensible\n"
		"TypeError: Cyclic __proto__ value\n"
		"TypeError: Immutable prototype object 'Object.prototype' cannot have their prototype set\n1\nnull 1 false\n"
		"true\nTypeError: set Object.prototype.__proto__ called on null or undefined");
}

Test(builtins_object, integrity_levels)
{
	expect_output(
		"const f = Object.freeze({ a: 1 }), s = Object.seal({ a: 1 }), p = Object.preventExtensions({ a: 1 }); "
		"for (const o of [f, s, p]) { o.a = 2; o.b = 3; delete o.a; "
		"log(JSON.stringify(o), Object.isFrozen(o), Object.isSealed(o), Object.isExtensible(o)); "
		"} log(Object.freeze(5), Object.isFrozen('x'), Object.isExtensible(1), Object.isFrozen(Object.preventExtensions({})));",
		"{\"a\":1} true true false\n{\"a\":2} false true false\n{} true true false\n5 true false true");
}

Test(builtins_object, accessors_of_old)
{
	expect_output(
		"const o = {}; o.__defineGetter__('g', () => 'got'); o.__defineSetter__('g', v => log('set', v)); "
		"o.g = 1; "
		"log(o.g, Object.keys(o), typeof o.__lookupGetter__('g'), Object.create(o).__lookupSetter__('g').length, o.__lookupGetter__('x'));\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => o.__defineGetter__('x')); "
		"t(() => Object.freeze({}).__defineSetter__('x', () => 1)); "
		"log(o.propertyIsEnumerable('g'), o.isPrototypeOf(Object.create(o)), Object.prototype.isPrototypeOf.call(null, 1), o.hasOwnProperty('g'));",
		"set 1\ngot g function 1 undefined\nTypeError: Object.prototype.__defineGetter__: Expecting function\n"
		"TypeError: Cannot define property x, object is not extensible\ntrue true false true");
}
