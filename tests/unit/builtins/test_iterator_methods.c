/* SPDX-License-Identifier: MIT */
/*
 * test_iterator_methods.c - The lazy helpers of iterators. What is expected is what Chromium gives.
 */
#include "recent_script.h"

Test(builtins_iterator_methods, they_take_no_more_than_is_asked)
{
	expect_recent_output(
		"function* count() { try { for (let i = 0; ; i++) { log('give', i); yield i; } } finally { log('closed'); } }\n"
		"log(count().map((x, i) => x * 10 + i).filter((x) => x % 2 === 0).take(2).toArray().join());\n"
		"log(count().drop(2).take(1).next().value);\n"
		"const t = count().take(0); log(JSON.stringify(t.next()));",
		"give 0\n"
		"give 1\n"
		"give 2\n"
		"closed\n"
		"0,22\n"
		"give 0\n"
		"give 1\n"
		"give 2\n"
		"2\n"
		"{\"done\":true}");
}

Test(builtins_iterator_methods, flat_and_their_errors)
{
	expect_recent_output(
		"const it = [[1, 2], [], [3]].values().flatMap((x) => x); log([...it].join());\n"
		"for (const f of [() => [1].values().flatMap((x) => x).next(), () => ['ab'].values().flatMap((x) => x).next(), () => [].values().map(1), () => [].values().take(-1), () => [].values().take(NaN), () => [].values().drop('x')]) try { log(JSON.stringify(f())); } catch (e) { log(e.name, e.message); }",
		"1,2,3\n"
		"TypeError Iterator.prototype.flatMap called on non-object\n"
		"TypeError Iterator.prototype.flatMap called on non-object\n"
		"TypeError number 1 is not a function\n"
		"RangeError -1 must be positive\n"
		"RangeError NaN must be positive\n"
		"RangeError x must be positive");
}

Test(builtins_iterator_methods, helpers_are_iterators_that_close)
{
	expect_recent_output(
		"const inner = { i: 0, next() { return { done: false, value: this.i++ }; }, return(v) { log('return', v); return {}; }, __proto__: Iterator.prototype };\n"
		"const m = inner.map((x) => x + 1); log(m.next().value, Object.prototype.toString.call(m), m[Symbol.iterator]() === m); log(JSON.stringify(m.return(5))); log(JSON.stringify(m.next()));\n"
		"const n = { ...inner, __proto__: Iterator.prototype }.map(() => { throw new Error('in mapper'); }); try { n.next(); } catch (e) { log(e.message); }",
		"1 [object Iterator Helper] true\n"
		"return undefined\n"
		"{\"done\":true}\n"
		"{\"done\":true}\n"
		"return undefined\n"
		"in mapper");
}
