/* SPDX-License-Identifier: MIT */
/* Iteration: the protocol, its fast paths, and closing. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_interp_iterate, arrays_maps_sets_strings)
{
	expect_output(
		"const out = []; for (const v of [1, , 3]) out.push(v); for (const [k, v] of new Map([['a', 1]])) "
		"out.push(k, v); for (const v of new Set([4, 4, 5])) out.push(v); for (const c of 'a\\u{1F600}b') "
		"out.push(c.length); for (const [i, v] of ['x'].entries()) out.push(i, v); log(out.join());",
		"1,,3,a,1,4,5,1,2,1,0,x");
}

Test(vm_interp_iterate, arrays_may_grow_and_shrink)
{
	expect_output(
		"const a = [1, 2, 3]; const seen = []; for (const v of a) { seen.push(v); if (v === 1) a.push(4); "
		"if (v === 2) a.length = 3; } log(seen.join()); const b = [1, 2]; for (const v of b) { if "
		"(b.length < 5) b.push(v); } log(b.join());",
		"1,2,3\n"
		"1,2,1,2,1");
}

Test(vm_interp_iterate, a_replaced_protocol_is_used)
{
	expect_output(
		"const orig = Array.prototype[Symbol.iterator]; Array.prototype[Symbol.iterator] = function* () { "
		"yield 'mine'; }; const mine = [...[1, 2]]; Array.prototype[Symbol.iterator] = orig; "
		"log(mine.join(), [...[1, 2]].join()); const p = Object.getPrototypeOf([][Symbol.iterator]()); "
		"const next = p.next; p.next = function () { return { done: true }; }; const none = [...[1, "
		"2]].length; p.next = next; log(none); log([...[1, 2]].length);",
		"mine 1,2\n"
		"0\n"
		"2");
}

Test(vm_interp_iterate, iterators_are_closed)
{
	expect_output(
		"const it = () => ({ n: 0, [Symbol.iterator]() { return this; }, next() { return { value: "
		"++this.n, done: this.n > 3 }; }, return(v) { log('return'); return {}; } }); for (const v of "
		"it()) if (v === 2) break; const [a] = it(); try { for (const v of it()) throw 'x'; } catch (e) { "
		"log(e); } for (const v of it()) ; const [p, q, r, s] = it(); log(a, p, q, r, s); (function () { "
		"for (const v of it()) return v; })();",
		"return\n"
		"return\n"
		"return\n"
		"x\n"
		"1 1 2 3 undefined\n"
		"return");
}

Test(vm_interp_iterate, errors_of_the_protocol)
{
	expect_output(
		"const t = f => { try { f(); } catch (e) { log(e.message); } }; t(() => { for (const x of { "
		"[Symbol.iterator]() { return 5; } }); }); t(() => { for (const x of { [Symbol.iterator]() { "
		"return {}; } }); }); t(() => { for (const x of { [Symbol.iterator]() { return { next() { return "
		"1; } }; } }); }); const u = undefined, o = {}; t(() => { for (const x of u); }); t(() => "
		"[...o]); t(() => { const [z] = o; }); t(() => { for (const x of o.p()); });",
		"Result of the Symbol.iterator method is not an object\n"
		"undefined is not a function\n"
		"Iterator result 1 is not an object\n"
		"u is not iterable\n"
		"o is not iterable\n"
		"o is not iterable\n"
		"o.p is not a function or its return value is not iterable");
}

Test(vm_interp_iterate, spread_in_calls_and_arrays)
{
	expect_output(
		"const f = (...a) => a.join('-'); function* g() { yield 1; yield 2; } log(f(...[1, 2], ...'ab', "
		"...new Set([3]), ...g()), [...g(), ...g()].join(), Math.max(...[4, 9, 2]), f(...[, 1]));",
		"1-2-a-b-3-1-2 1,2,1,2 9 -1");
}

Test(vm_interp_iterate, generators_in_loops)
{
	expect_output(
		"function* count(n) { for (let i = 0; i < n; i++) yield i; } let s = 0; for (const v of "
		"count(100)) s += v; log(s); function* nested() { for (const v of count(3)) yield* count(v); } "
		"log([...nested()].join()); const [a, , b] = count(10); log(a, b);",
		"4950\n"
		"0,0,1\n"
		"0 2");
}

Test(vm_interp_iterate, async_iteration)
{
	expect_output(
		"(async () => { for await (const v of [Promise.resolve(1), 2]) log(v); for await (const v of "
		"(async function* () { yield 3; yield Promise.resolve(4); })()) log(v); try { for await (const v "
		"of 5); } catch (e) { log(e.message); } })();",
		"1\n"
		"2\n"
		"3\n"
		"4\n"
		"5 is not async iterable");
}
