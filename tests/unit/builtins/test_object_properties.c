/* SPDX-License-Identifier: MIT */
/* lib/builtins/object_properties.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_object_properties, lists_keep_the_order_of_keys)
{
	expect_output(
		"const y = Symbol('y'), o = { b: 1, 2: 'two', a: 3, 1: 'one', [y]: 4 }; "
		"Object.defineProperty(o, 'h', { value: 5 }); log(Object.keys(o)); log(Object.values(o)); "
		"log(Object.entries(o).length, Object.getOwnPropertyNames(o), Object.getOwnPropertySymbols(o).length, Reflect.ownKeys(o).length); "
		"log(Object.keys('ab'), Object.entries([7])[0], Object.keys(5).length); "
		"const g = { get a() { delete this.b; return 1; }, b: 2, c: 3 }; log(Object.entries(g).length);",
		"1,2,b,a\none,two,1,3\n4 1,2,b,a,h 1 6\n0,1 0,7 0\n2");
}

Test(builtins_object_properties, assign_and_from_entries)
{
	expect_output(
		"log(JSON.stringify(Object.assign({ a: 1 }, null, 'xy', { b: 2 }, undefined, 5))); "
		"log(JSON.stringify(Object.fromEntries(new Map([['k', 1], ['l', 2]]))), JSON.stringify(Object.fromEntries([[1, 2], { 0: 'p', 1: 'q' }])));\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => Object.assign(null)); "
		"t(() => Object.assign(Object.freeze({ a: 1 }), { a: 2 })); t(() => Object.assign({ get a() { return 1; "
		"} }, { a: 2 })); t(() => Object.fromEntries(null)); t(() => Object.fromEntries(['ab'])); "
		"t(() => Object.fromEntries(5)); t(() => Object.keys(undefined));",
		"{\"0\":\"x\",\"1\":\"y\",\"a\":1,\"b\":2}\n{\"k\":1,\"l\":2} {\"1\":2,\"p\":\"q\"}\n"
		"TypeError: Cannot convert undefined or null to object\n"
		"TypeError: Cannot assign to read only property 'a' of object '#<Object>'\n"
		"TypeError: Cannot set property a of #<Object> which has only a getter\n"
		"TypeError: undefined is not iterable\nTypeError: Iterator value ab is not an entry object\n"
		"TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))\n"
		"TypeError: Cannot convert undefined or null to object");
}

Test(builtins_object_properties, definitions_are_read_before_any_is_made)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nconst o = {}; "
		"t(() => Object.defineProperties(o, { a: { value: 1 }, b: 5 })); log('a' in o); "
		"t(() => Object.defineProperty(1, 'a', {})); t(() => Object.defineProperty({}, 'a', 1)); "
		"t(() => Object.defineProperty({}, 'a', { get: 1 })); "
		"t(() => Object.defineProperty({}, 'a', { get() {}, value: 1 })); "
		"t(() => Object.defineProperty(Object.freeze({ a: 1 }), 'a', { value: 2 })); "
		"t(() => Object.defineProperty(Object.freeze({}), 'z', { value: 2 })); "
		"t(() => Object.defineProperty([], 'length', { value: -1 })); "
		"log(JSON.stringify(Object.getOwnPropertyDescriptors({ x: 1 })), JSON.stringify(Object.getOwnPropertyDescriptor([1], 'length')), Object.hasOwn({ a: 1 }, 'a'));",
		"TypeError: Property description must be an object: 5\nfalse\n"
		"TypeError: Object.defineProperty called on non-object\n"
		"TypeError: Property description must be an object: 1\nTypeError: Getter must be a function: 1\n"
		"TypeError: Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, #<Object>\n"
		"TypeError: Cannot redefine property: a\nTypeError: Cannot define property z, object is not extensible\n"
		"RangeError: Invalid array length\n"
		"{\"x\":{\"value\":1,\"writable\":true,\"enumerable\":true,\"configurable\":true}} {\"value\":1,\"writable\":true,\"enumerable\":false,\"configurable\":false} true");
}
