/* SPDX-License-Identifier: MIT */
/* Map and its iterators. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_map, maps_keep_insertion_order)
{
	expect_output(
		"const m = new Map([[1, 'a'], ['1', 'b'], [NaN, 'n'], [-0, 'zero']]); log(m.size, m.get(1), m.get('1'), m.get(NaN), m.get(0), m.has(2));\n"
		"m.delete(1); m.set(1, 'again'); log([...m.keys()]); log([...m.values()]); m.forEach((v, k, o) => log(k, v, o === m));\n"
		"log(m.set(5, 6) === m, m.delete(7), Object.is([...m.keys()][2], 0)); m.clear(); log(m.size, [...m].length);",
		"4 a b n zero false\n1,NaN,0,1\nb,n,zero,again\n1 b true\nNaN n true\n0 zero true\n1 again true\n"
		"true false true\n0 0");
}

Test(builtins_map, entries_added_during_iteration_are_seen)
{
	expect_output(
		"const m = new Map([[1, 1]]); for (const [k] of m) { log(k); if (k < 4) m.set(k + 1, 0); m.delete(k); } log(m.size);\n"
		"const s = new Set([1, 2, 3]); for (const v of s) { log(v); s.delete(v); if (v === 1) s.add(1); if (v === 3) break; }",
		"1\n2\n3\n4\n0\n1\n2\n3");
}

Test(builtins_map, iterators_are_objects_of_their_own)
{
	expect_output(
		"const it = new Map([[1, 2]]).entries(); log(it[Symbol.iterator]() === it, Object.prototype.toString.call(it)); log(it.next().value, it.next().done, it.next().done);\n"
		"log(Map.prototype[Symbol.iterator] === Map.prototype.entries, Map[Symbol.species] === Map, Object.keys(new Map([[1, 2]])).length);",
		"true [object Map Iterator]\n1,2 true true\ntrue true 0");
}

Test(builtins_map, errors_are_those_of_v8)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\n"
		"t(() => Map()); t(() => Map.prototype.get.call({})); t(() => Map.prototype.set.call(new Set, 1)); t(() => new Map().entries().next.call({}));\n"
		"t(() => Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.call(1)); t(() => typeof Map.groupBy);",
		"TypeError: Constructor Map requires 'new'\n"
		"TypeError: Method Map.prototype.get called on incompatible receiver #<Object>\n"
		"TypeError: Method Map.prototype.set called on incompatible receiver #<Set>\n"
		"TypeError: Method Map Iterator.prototype.next called on incompatible receiver #<Object>\n"
		"TypeError: Method get Map.prototype.size called on incompatible receiver 1\nundefined");
}

Test(builtins_map, names_and_lengths)
{
	expect_output(
		"for (const o of [Map, Map.prototype, Object.getPrototypeOf(new Map().keys())]) for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k), f = d.value || d.get; log(String(k), typeof f === 'function' ? f.name + '/' + f.length : f, d.writable, d.enumerable, d.configurable); }",
		"length undefined false false true\nname Map false false true\n"
		"prototype [object Map] false false false\n"
		"Symbol(Symbol.species) get [Symbol.species]/0 undefined false true\n"
		"constructor Map/0 true false true\nget get/1 true false true\nset set/2 true false true\n"
		"has has/1 true false true\ndelete delete/1 true false true\nclear clear/0 true false true\n"
		"entries entries/0 true false true\nforEach forEach/1 true false true\n"
		"keys keys/0 true false true\nsize get size/0 undefined false true\n"
		"values values/0 true false true\nSymbol(Symbol.toStringTag) Map false false true\n"
		"Symbol(Symbol.iterator) entries/0 true false true\nnext next/0 true false true\n"
		"Symbol(Symbol.toStringTag) Map Iterator false false true");
}
