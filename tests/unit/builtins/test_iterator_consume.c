/* SPDX-License-Identifier: MIT */
/*
 * test_iterator_consume.c - The helpers of iterators that take everything. What is expected is what Chromium gives.
 */
#include "recent_script.h"

Test(builtins_iterator_consume, what_they_give)
{
	expect_recent_output(
		"const it = () => [3, 1, 2].values();\n"
		"log(it().reduce((a, b) => a + b), it().reduce((a, b) => a + b, 'x'), it().toArray().join(), it().some((x) => x === 1), it().every((x) => x < 3), it().find((x) => x < 3), it().find((x) => x > 9));\n"
		"it().forEach((x, i) => log(x, i)); log(it().forEach(() => 1));",
		"6 x312 3,1,2 true false 1 undefined\n"
		"3 0\n"
		"1 1\n"
		"2 2\n"
		"undefined");
}

Test(builtins_iterator_consume, they_close_when_they_know)
{
	expect_recent_output(
		"const make = () => ({ i: 0, next() { return { done: this.i > 4, value: this.i++ }; }, return() { log('closed at', this.i); return {}; }, __proto__: Iterator.prototype });\n"
		"log(make().some((x) => x === 2)); log(make().every((x) => x < 1)); log(make().find((x) => x === 3)); try { make().forEach((x) => { throw new Error('f' + x); }); } catch (e) { log(e.message); } log(make().toArray().length);\n"
		"for (const f of [() => [].values().reduce((a) => a), () => make().some(1), () => Iterator.prototype.toArray.call(1), () => Iterator.prototype.find.call({ next: 5 }, (x) => x)]) try { log(f()); } catch (e) { log(e.name, e.message); }",
		"closed at 3\n"
		"true\n"
		"closed at 2\n"
		"false\n"
		"closed at 4\n"
		"3\n"
		"closed at 1\n"
		"f0\n"
		"5\n"
		"TypeError Reduce of a done iterator with no initial value\n"
		"closed at 0\n"
		"TypeError number 1 is not a function\n"
		"TypeError Iterator.prototype.toArray called on non-object\n"
		"TypeError number 5 is not a function");
}
