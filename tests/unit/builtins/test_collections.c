/* SPDX-License-Identifier: MIT */
/* Map, Set, WeakMap, WeakSet, and the objects of generators. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_collections, maps_keep_insertion_order)
{
	expect_output(
		"const m = new Map([[1, 'a'], ['1', 'b'], [NaN, 'n'], [-0, 'zero']]); log(m.size, m.get(1), m.get('1'), m.get(NaN), m.get(0), m.has(2));\n"
		"m.delete(1); m.set(1, 'again'); log([...m.keys()]); log([...m.values()]); m.forEach((v, k, o) => log(k, v, o === m));\n"
		"log(m.set(5, 6) === m, m.delete(7), Object.is([...m.keys()][2], 0)); m.clear(); log(m.size, [...m].length);",
		"4 a b n zero false\n1,NaN,0,1\nb,n,zero,again\n1 b true\nNaN n true\n0 zero true\n1 again true\n"
		"true false true\n0 0");
}

Test(builtins_collections, entries_added_during_iteration_are_seen)
{
	expect_output(
		"const m = new Map([[1, 1]]); for (const [k] of m) { log(k); if (k < 4) m.set(k + 1, 0); m.delete(k); } log(m.size);\n"
		"const s = new Set([1, 2, 3]); for (const v of s) { log(v); s.delete(v); if (v === 1) s.add(1); if (v === 3) break; }",
		"1\n2\n3\n4\n0\n1\n2\n3");
}

Test(builtins_collections, iterators_are_objects_of_their_own)
{
	expect_output(
		"const it = new Map([[1, 2]]).entries(); log(it[Symbol.iterator]() === it, Object.prototype.toString.call(it)); log(it.next().value, it.next().done, it.next().done);\n"
		"const si = new Set(['x']).entries(); log(si.next().value, Object.prototype.toString.call(si)); log(Set.prototype.keys === Set.prototype.values, Map.prototype[Symbol.iterator] === Map.prototype.entries);",
		"true [object Map Iterator]\n1,2 true true\nx,x [object Set Iterator]\ntrue true");
}

Test(builtins_collections, constructors_use_the_adder)
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

Test(builtins_collections, the_source_is_closed_when_an_entry_is_bad)
{
	expect_output(
		"const it = { [Symbol.iterator]() { return this; }, next() { return { value: 1, done: false }; }, return() { log('closed'); return {}; } };\n"
		"try { new Map(it); } catch (e) { log(e); }",
		"closed\nTypeError: Iterator value 1 is not an entry object");
}

Test(builtins_collections, weak_collections_hold_objects_and_symbols)
{
	expect_output(
		"const k = {}, w = new WeakMap([[k, 1]]), s = new WeakSet([k]); log(w.get(k), w.has({}), w.delete(k), w.has(k), w.get(k)); log(s.has(k), s.delete(k), s.has(k), s.has(1));\n"
		"log(String(Object.prototype.toString.call(w)), w.set(k, 2) === w, Reflect.ownKeys(WeakMap.prototype).map(String));",
		"1 false true false undefined\ntrue true false false\n"
		"[object WeakMap] true constructor,delete,get,set,has,Symbol(Symbol.toStringTag)");
}

Test(builtins_collections, names_and_lengths)
{
	expect_output(
		"for (const C of [Map, Set, Promise, WeakMap, WeakSet]) for (const o of [C, C.prototype]) for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k); const f = d.value || d.get; log(String(k), typeof f === 'function' ? f.name + '/' + f.length : f, d.writable, d.enumerable, d.configurable); }",
		"length undefined false false true\nname Map false false true\n"
		"prototype [object Map] false false false\n"
		"Symbol(Symbol.species) get [Symbol.species]/0 undefined false true\n"
		"constructor Map/0 true false true\nget get/1 true false true\nset set/2 true false true\n"
		"has has/1 true false true\ndelete delete/1 true false true\nclear clear/0 true false true\n"
		"entries entries/0 true false true\nforEach forEach/1 true false true\n"
		"keys keys/0 true false true\nsize get size/0 undefined false true\n"
		"values values/0 true false true\nSymbol(Symbol.toStringTag) Map false false true\n"
		"Symbol(Symbol.iterator) entries/0 true false true\nlength undefined false false true\n"
		"name Set false false true\nprototype [object Set] false false false\n"
		"Symbol(Symbol.species) get [Symbol.species]/0 undefined false true\n"
		"constructor Set/0 true false true\nhas has/1 true false true\nadd add/1 true false true\n"
		"delete delete/1 true false true\nclear clear/0 true false true\n"
		"entries entries/0 true false true\nforEach forEach/1 true false true\n"
		"size get size/0 undefined false true\nvalues values/0 true false true\n"
		"keys values/0 true false true\nSymbol(Symbol.toStringTag) Set false false true\n"
		"Symbol(Symbol.iterator) values/0 true false true\nlength 1 false false true\n"
		"name Promise false false true\nprototype [object Promise] false false false\n"
		"all all/1 true false true\nallSettled allSettled/1 true false true\n"
		"any any/1 true false true\nrace race/1 true false true\nresolve resolve/1 true false true\n"
		"reject reject/1 true false true\n"
		"Symbol(Symbol.species) get [Symbol.species]/0 undefined false true\n"
		"constructor Promise/1 true false true\nthen then/2 true false true\n"
		"catch catch/1 true false true\nfinally finally/1 true false true\n"
		"Symbol(Symbol.toStringTag) Promise false false true\nlength undefined false false true\n"
		"name WeakMap false false true\nprototype [object WeakMap] false false false\n"
		"constructor WeakMap/0 true false true\ndelete delete/1 true false true\n"
		"get get/1 true false true\nset set/2 true false true\nhas has/1 true false true\n"
		"Symbol(Symbol.toStringTag) WeakMap false false true\nlength undefined false false true\n"
		"name WeakSet false false true\nprototype [object WeakSet] false false false\n"
		"constructor WeakSet/0 true false true\ndelete delete/1 true false true\n"
		"has has/1 true false true\nadd add/1 true false true\n"
		"Symbol(Symbol.toStringTag) WeakSet false false true");
}

Test(builtins_collections, generator_families)
{
	expect_output(
		"const g = function* () {}, ag = async function* () {}, af = async () => {};\n"
		"for (const o of [g, ag, af]) for (let p = Object.getPrototypeOf(o), n = 0; p && n < 1; p = Object.getPrototypeOf(p), n++) for (const k of Reflect.ownKeys(p)) { const d = Object.getOwnPropertyDescriptor(p, k); log(String(k), typeof d.value, d.writable, d.enumerable, d.configurable); }\n"
		"for (const o of [g.prototype, ag.prototype]) for (let p = Object.getPrototypeOf(o); p !== Object.prototype; p = Object.getPrototypeOf(p)) for (const k of Reflect.ownKeys(p)) { const d = Object.getOwnPropertyDescriptor(p, k); log(String(k), typeof d.value, typeof d.value === 'function' ? d.value.name + '/' + d.value.length : '', d.writable, d.enumerable, d.configurable); }",
		"prototype object false false true\nconstructor function false false true\n"
		"Symbol(Symbol.toStringTag) string false false true\nprototype object false false true\n"
		"constructor function false false true\nSymbol(Symbol.toStringTag) string false false true\n"
		"constructor function false false true\nSymbol(Symbol.toStringTag) string false false true\n"
		"constructor object  false false true\nnext function next/1 true false true\n"
		"return function return/1 true false true\nthrow function throw/1 true false true\n"
		"Symbol(Symbol.toStringTag) string  false false true\n"
		"Symbol(Symbol.iterator) function [Symbol.iterator]/0 true false true\n"
		"constructor object  false false true\nnext function next/1 true false true\n"
		"return function return/1 true false true\nthrow function throw/1 true false true\n"
		"Symbol(Symbol.toStringTag) string  false false true\n"
		"Symbol(Symbol.asyncIterator) function [Symbol.asyncIterator]/0 true false true");
}
