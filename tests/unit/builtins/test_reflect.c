/* SPDX-License-Identifier: MIT */
/* lib/builtins/reflect.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_reflect, internal_methods_as_functions)
{
	expect_output(
		"const o = { a: 1, get me() { return this; } }, r = {}; "
		"log(Reflect.get(o, 'a'), Reflect.get(o, 'me', r) === r, Reflect.has(o, 'a'), Reflect.set(o, 'b', 2), Reflect.set(o, 'c', 3, r), r.c, o.c, Reflect.deleteProperty(o, 'a'), Reflect.set(Object.freeze([1]), 0, 2)); "
		"class A { constructor() { this.t = new.target.name; "
		"} } class B {} log(Reflect.construct(A, [], B).t, Reflect.construct(A, [], B) instanceof B, Reflect.apply(Math.max, null, [1, 3, 2])); "
		"log(Reflect.defineProperty(o, 'd', { value: 1 }), Reflect.defineProperty(Object.freeze({}), 'd', {}), Reflect.getPrototypeOf(o) === Object.prototype, Reflect.setPrototypeOf(Object.freeze({}), o), Reflect.isExtensible(o), Reflect.preventExtensions(o), Reflect.ownKeys(o), Reflect.getOwnPropertyDescriptor(o, 'b').value);",
		"1 true true true true 3 undefined true false\nB true 3\ntrue false true false true true me,b,d 2");
}

Test(builtins_reflect, targets_must_be_objects)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => Reflect.get(1)); "
		"t(() => Reflect.ownKeys('a')); t(() => Reflect.apply(1)); t(() => Reflect.apply({}, 1, [])); "
		"t(() => Reflect.apply(Math.max)); t(() => Reflect.construct(1, [])); "
		"t(() => Reflect.construct(Array, [], 1)); t(() => Reflect.construct(Math.max, [])); "
		"t(() => Reflect.setPrototypeOf({}, 1));",
		"TypeError: Reflect.get called on non-object\nTypeError: Reflect.ownKeys called on non-object\n"
		"TypeError: Function.prototype.apply was called on 1, which is a number and not a function\n"
		"TypeError: Function.prototype.apply was called on #<Object>, which is an object and not a function\n"
		"TypeError: CreateListFromArrayLike called on non-object\nTypeError: 1 is not a constructor\n"
		"TypeError: 1 is not a constructor\nTypeError: function max() { [native code] } is not a constructor\n"
		"TypeError: Object prototype may only be an Object or null: 1");
}
