/* SPDX-License-Identifier: MIT */
/*
 * test_gen_loop.c - Code of loops. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_loop, bindings_of_each_round)
{
	expect_output(
		"const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i++); log(fs.map((f) => f() + '' + f()).join()); const gs = []; for (let i = 0, inc = () => i++; i < 3; inc(), i++) gs.push(() => i); log(gs.length, gs[0]()); for (const k in { a: 1, b: 2 }) fs.push(() => k); log(fs[3](), fs[4]()); for (var v = 0; v < 2; v++); log(v); var w; for (w of 'xy'); log(w); for (const [a, { b }] of [[1, { b: 2 }]]) log(a, b); const o = {}; for (o.p of [7]); for (o['q'] in { z: 1 }); log(o.p, o.q);",
		"01,12,23\n"
		"3 0\n"
		"a b\n"
		"2\n"
		"y\n"
		"1 2\n"
		"7 z");
}

Test(compile_gen_loop, leaving_loops)
{
	expect_output(
		"outer: for (const a of [1, 2, 3]) { for (const b of [1, 2, 3]) { if (b === 2) continue outer; if (a === 3) break outer; log(a, b); } } let n = 0; do { if (n === 1) continue; } while (++n < 3); log(n); const it = { [Symbol.iterator]: () => ({ i: 0, next() { return { done: this.i > 3, value: this.i++ }; }, return() { log('closed'); return {}; } }) }; for (const x of it) if (x) break; (() => { for (const x of it) return x; })(); try { for (const x of it) throw 1; } catch { log('caught'); } label: { log('in'); break label; } log(eval('for (var q = 0; q < 2; q++) q * 5'), eval('do { 7; break } while (0)'), eval('while (0) 1'));",
		"1 1\n"
		"2 1\n"
		"3\n"
		"closed\n"
		"closed\n"
		"closed\n"
		"caught\n"
		"in\n"
		"5 7 undefined");
}

Test(compile_gen_loop, what_for_in_sees)
{
	expect_output(
		"const p = { a: 1, c: 3 }, o = Object.create(p, { h: { value: 1 }, b: { value: 2, enumerable: true } }); o[2] = 1; o[1] = 1; const seen = []; for (const k in o) { seen.push(k); delete p.c; o.later = 1; } log(seen.join()); for (const k in null) log('never'); for (const k in 'ab') log(k); for (var [c] in { xyz: 1 }) log(c); try { for (const x of 5); } catch (e) { log(e.message); } try { for (const x of { [Symbol.iterator]: () => 1 }); } catch (e) { log(e.message); } try { for (let t of t) ; } catch (e) { log(e.message); }",
		"1,2,b,a\n"
		"0\n"
		"1\n"
		"x\n"
		"5 is not iterable\n"
		"Result of the Symbol.iterator method is not an object\n"
		"Cannot access 't' before initialization");
}
