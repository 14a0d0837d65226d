/* SPDX-License-Identifier: MIT */
/*
 * test_gen_expression.c - Code of expressions. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_expression, operators)
{
	expect_output(
		"log(typeof none, typeof null, void 0, !'' + 1, -'3', +[], ~5, 1 + '2', '3' * '4', [] + {}, 1 < 2 < 3, 3 > 2 > 1, null ?? 'x', 0 || 'y', '' && 'z', (1, 2), 'a' in { a: 1 }, [] instanceof Array, 2 ** -1, (-2) ** 2, 7 % -3, -7 % 3, 1 / -0, 5 >>> 1, -5 >> 1, -5 >>> 28, 1n + 2n, 10n ** 3n);\n"
		"for (const f of [() => 1n + 1, () => Symbol() + '', () => 1 in 1, () => 1 instanceof 1, () => +1n, () => 2n ** -1n, () => null.x, () => undefined['y'], () => ({}).a.b.c]) try { log(f()); } catch (e) { log(e.name, e.message); }",
		"undefined object undefined 2 -3 0 -6 12 12 [object Object] true false x y  2 true true 0.5 4 1 -1 -Infinity 2 -3 15 3 1000\n"
		"TypeError Cannot mix BigInt and other types, use explicit conversions\n"
		"TypeError Cannot convert a Symbol value to a string\n"
		"TypeError Cannot use 'in' operator to search for '1' in 1\n"
		"TypeError Right-hand side of 'instanceof' is not an object\n"
		"TypeError Cannot convert a BigInt value to a number\n"
		"RangeError undefined must be positive\n"
		"TypeError Cannot read properties of null (reading 'x')\n"
		"TypeError Cannot read properties of undefined (reading 'y')\n"
		"TypeError Cannot read properties of undefined (reading 'b')");
}

Test(compile_gen_expression, optional_chains_and_deletes)
{
	expect_output(
		"const o = { a: { b() { return this.c; }, c: 3 }, n: null }; log(o?.a?.b(), o.n?.x.y.z, o.n?.[log('never')], o.q?.(), delete o?.a?.c, o.a.c, delete o.none?.x, o?.['a']?.['b']?.name, (o.n?.x)?.y); let v = 1; log(delete o.a, delete 5, delete v, typeof delete v, (() => { 'use strict'; try { return delete Object.freeze([1])[0]; } catch (e) { return e.message; } })());",
		"3 undefined undefined undefined true undefined true b undefined\n"
		"true true false boolean Cannot delete property '0' of [object Array]");
}

Test(compile_gen_expression, templates_sequences_conditionals)
{
	expect_output(
		"const f = (x) => { log('f' + x); return x; }; log(`${f(1)}-${f(2)}${[1, 2]}${null}`, f(0) ? f(1) : f(2), (f(3), f(4))); try { `${Symbol()}`; } catch (e) { log(e.message); } log(`\\u{41}\\x42\\n`.length, String.raw`\\u{41}`.length);",
		"f1\n"
		"f2\n"
		"f0\n"
		"f2\n"
		"f3\n"
		"f4\n"
		"1-21,2null 2 4\n"
		"Cannot convert a Symbol value to a string\n"
		"3 6");
}
