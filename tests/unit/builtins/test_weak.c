/* SPDX-License-Identifier: MIT */
/* WeakMap and WeakSet. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_weak, weak_collections_hold_objects_and_symbols)
{
	expect_output(
		"const k = {}, w = new WeakMap([[k, 1]]), s = new WeakSet([k]); log(w.get(k), w.has({}), w.delete(k), w.has(k), w.get(k)); log(s.has(k), s.delete(k), s.has(k), s.has(1));\n"
		"log(String(Object.prototype.toString.call(w)), w.set(k, 2) === w, Reflect.ownKeys(WeakMap.prototype).map(String));",
		"1 false true false undefined\ntrue true false false\n"
		"[object WeakMap] true constructor,delete,get,set,has,Symbol(Symbol.toStringTag)");
}

Test(builtins_weak, what_cannot_be_held)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\n"
		"t(() => new WeakMap().set(1, 1)); t(() => new WeakMap().set(Symbol.for('a'), 1)); t(() => new WeakMap().set(Symbol('a'), 1).has(Symbol('a'))); t(() => new WeakSet().add('a')); t(() => new WeakMap([[1, 2]])); t(() => WeakSet()); t(() => WeakMap.prototype.get.call(new Map));",
		"TypeError: Invalid value used as weak map key\n"
		"TypeError: Invalid value used as weak map key\nfalse\n"
		"TypeError: Invalid value used in weak set\nTypeError: Invalid value used as weak map key\n"
		"TypeError: Constructor WeakSet requires 'new'\n"
		"TypeError: Method WeakMap.prototype.get called on incompatible receiver #<Map>");
}

Test(builtins_weak, names_and_lengths)
{
	expect_output(
		"for (const o of [WeakMap, WeakMap.prototype, WeakSet, WeakSet.prototype]) for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k), f = d.value || d.get; log(String(k), typeof f === 'function' ? f.name + '/' + f.length : f, d.writable, d.enumerable, d.configurable); }",
		"length undefined false false true\nname WeakMap false false true\n"
		"prototype [object WeakMap] false false false\nconstructor WeakMap/0 true false true\n"
		"delete delete/1 true false true\nget get/1 true false true\nset set/2 true false true\n"
		"has has/1 true false true\nSymbol(Symbol.toStringTag) WeakMap false false true\n"
		"length undefined false false true\nname WeakSet false false true\n"
		"prototype [object WeakSet] false false false\nconstructor WeakSet/0 true false true\n"
		"delete delete/1 true false true\nhas has/1 true false true\nadd add/1 true false true\n"
		"Symbol(Symbol.toStringTag) WeakSet false false true");
}
