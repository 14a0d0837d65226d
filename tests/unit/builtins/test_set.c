/* SPDX-License-Identifier: MIT */
/* Set and its iterators. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_set, sets_keep_insertion_order)
{
	expect_output(
		"const s = new Set([3, 1, 3, NaN, NaN, -0]); log(s.size, [...s], s.has(NaN), s.has(0), Object.is([...s][3], 0)); s.delete(3); s.add(3); s.forEach((v, k, o) => log(v, k, o === s));\n"
		"log(s.add(9) === s, s.delete(8)); s.clear(); log(s.size);",
		"4 3,1,NaN,0 true true true\n1 1 true\nNaN NaN true\n0 0 true\n3 3 true\ntrue false\n0");
}

Test(builtins_set, deleting_and_adding_during_iteration)
{
	expect_output(
		"const s = new Set([1, 2, 3]); for (const v of s) { log(v); s.delete(v); if (v === 1) s.add(1); if (v === 3) break; }",
		"1\n2\n3");
}

Test(builtins_set, iterators_are_objects_of_their_own)
{
	expect_output(
		"const it = new Set(['x']).entries(); log(it.next().value, Object.prototype.toString.call(it), it.next().done); log(Set.prototype.keys === Set.prototype.values, Set.prototype[Symbol.iterator] === Set.prototype.values);",
		"x,x [object Set Iterator] true\ntrue true");
}

Test(builtins_set, errors_are_those_of_v8)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\n"
		"t(() => Set()); t(() => Set.prototype.add.call([], 1)); t(() => new Set().values().next.call(1)); t(() => typeof Set.prototype.union);",
		"TypeError: Constructor Set requires 'new'\n"
		"TypeError: Method Set.prototype.add called on incompatible receiver [object Array]\n"
		"TypeError: Method Set Iterator.prototype.next called on incompatible receiver 1\nundefined");
}

Test(builtins_set, names_and_lengths)
{
	expect_output(
		"for (const o of [Set, Set.prototype, Object.getPrototypeOf(new Set().keys())]) for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k), f = d.value || d.get; log(String(k), typeof f === 'function' ? f.name + '/' + f.length : f, d.writable, d.enumerable, d.configurable); }",
		"length undefined false false true\nname Set false false true\n"
		"prototype [object Set] false false false\n"
		"Symbol(Symbol.species) get [Symbol.species]/0 undefined false true\n"
		"constructor Set/0 true false true\nhas has/1 true false true\nadd add/1 true false true\n"
		"delete delete/1 true false true\nclear clear/0 true false true\n"
		"entries entries/0 true false true\nforEach forEach/1 true false true\n"
		"size get size/0 undefined false true\nvalues values/0 true false true\n"
		"keys values/0 true false true\nSymbol(Symbol.toStringTag) Set false false true\n"
		"Symbol(Symbol.iterator) values/0 true false true\nnext next/0 true false true\n"
		"Symbol(Symbol.toStringTag) Set Iterator false false true");
}
