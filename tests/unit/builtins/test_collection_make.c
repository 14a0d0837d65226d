/* SPDX-License-Identifier: MIT */
/* The constructors of collections. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_collection_make, constructors_use_the_adder)
{
	expect_output(
		"class M extends Map { set(k, v) { log('set', k); return super.set(k, v * 2); } } log([...new M([[1, 2], [3, 4]])]);\n"
		"class S extends Set { add(v) { log('add', v); return super.add(v); } } log(new S('aab').size);\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\n"
		"t(() => Map()); t(() => new Map([1])); t(() => Map.prototype.get.call({})); t(() => new WeakMap().set(1, 1)); t(() => new WeakSet().add('a')); t(() => Set.prototype.add.call([], 1));\n"
		"Map.prototype.set = 1; t(() => new Map([])); t(() => new Map().size);",
		"set 1\nset 3\n1,4,3,8\nadd a\nadd a\nadd b\n2\nTypeError: Constructor Map requires 'new'\n"
		"TypeError: Iterator value 1 is not an entry object\n"
		"TypeError: Method Map.prototype.get called on incompatible receiver #<Object>\n"
		"TypeError: Invalid value used as weak map key\nTypeError: Invalid value used in weak set\n"
		"TypeError: Method Set.prototype.add called on incompatible receiver [object Array]\n"
		"TypeError: '1' returned for property 'set' of object '#<Map>' is not a function\n0");
}

Test(builtins_collection_make, the_source_is_closed_when_an_entry_is_bad)
{
	expect_output(
		"const it = { [Symbol.iterator]() { return this; }, next() { return { value: 1, done: false }; }, return() { log('closed'); return {}; } };\n"
		"try { new Map(it); } catch (e) { log(e); }",
		"closed\nTypeError: Iterator value 1 is not an entry object");
}

Test(builtins_collection_make, subclasses_get_their_prototype)
{
	expect_output(
		"class M extends Map { twice(k) { return this.get(k) * 2; } } const m = new M([[1, 2]]); log(m.twice(1), m instanceof M, Object.prototype.toString.call(m));\n"
		"class S extends Set {} log(new S([1]) instanceof S, new (class extends WeakMap {})() instanceof WeakMap);",
		"4 true [object Map]\ntrue true");
}
