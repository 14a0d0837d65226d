/* SPDX-License-Identifier: MIT */
/*
 * test_promise_finally.c - Promise.prototype.finally. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_promise_finally, values_and_errors_go_through)
{
	expect_output(
		"const p = Promise.resolve(1);\n"
		"p.finally((...a) => { log('args', a.length); return 2; }).then((v) => log('value', v));\n"
		"Promise.reject(new Error('e')).finally(() => 3).catch((e) => log('error', e.message));\n"
		"p.finally(() => { throw new Error('mine'); }).catch((e) => log(e.message));\n"
		"Promise.reject(1).finally(() => Promise.reject(2)).catch((e) => log(e));\n"
		"p.finally(5).then((v) => log('no function', v));",
		"args 0\n"
		"mine\n"
		"no function 1\n"
		"value 1\n"
		"error e\n"
		"2");
}

Test(builtins_promise_finally, ticks_that_it_takes)
{
	expect_output(
		"const order = []; let q = Promise.resolve(); for (let i = 1; i <= 6; i++) q = q.then(() => order.push(i));\n"
		"Promise.resolve().finally(() => order.push('f')).then(() => order.push('after')); Promise.resolve().finally(() => new Promise((r) => r())).then(() => order.push('later'));\n"
		"q.then(() => log(order.join()));",
		"1,f,2,3,4,after,later,5,6");
}

Test(builtins_promise_finally, of_other_constructors)
{
	expect_output(
		"let made = 0; class P extends Promise { constructor(f) { super(f); made++; } }\n"
		"const r = P.resolve(1).finally(() => {}); log(r instanceof P, r.constructor === P, made >= 2);\n"
		"try { Promise.prototype.finally.call(1); } catch (e) { log(e.name, e.message); } log(Promise.prototype.finally.call({ then: (a, b) => typeof a + typeof b, constructor: Promise }, () => {}), Promise.prototype.finally.length);",
		"true true true\n"
		"TypeError Promise.prototype.finally called on non-object\n"
		"functionfunction 1");
}
