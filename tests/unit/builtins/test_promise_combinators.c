/* SPDX-License-Identifier: MIT */
/* Promise.all and its siblings. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_promise_combinators, all_keeps_input_order)
{
	expect_output(
		"Promise.all([3, Promise.resolve(1), { then(f) { f('t'); } }]).then(v => log(v));\n"
		"Promise.all([]).then(v => log('empty', v.length));\n"
		"Promise.all('ab').then(v => log(v));",
		"empty 0\na,b\n3,1,t");
}

Test(builtins_promise_combinators, all_rejects_with_the_first_rejection_in_time)
{
	expect_output(
		"let r1; const late = new Promise((a, b) => r1 = b);\n"
		"Promise.all([late, Promise.reject('first')]).catch(log); r1('second');",
		"first");
}

Test(builtins_promise_combinators, all_settled_describes_every_outcome)
{
	expect_output(
		"Promise.allSettled([1, Promise.reject(2)]).then(v => log(JSON.stringify(v)));",
		"[{\"status\":\"fulfilled\",\"value\":1},{\"status\":\"rejected\",\"reason\":2}]");
}

Test(builtins_promise_combinators, any_collects_the_errors)
{
	expect_output(
		"Promise.any([Promise.reject(1), Promise.reject(2)]).catch(e => log(e, e.errors, e instanceof AggregateError));\n"
		"Promise.any([]).catch(e => log(e.message, e.errors.length));\n"
		"Promise.any([Promise.reject(1), 5]).then(log);",
		"All promises were rejected 0\nAggregateError: All promises were rejected 1,2 true\n5");
}

Test(builtins_promise_combinators, race_takes_the_first_to_settle)
{
	expect_output(
		"Promise.race([new Promise(() => {}), 'v', Promise.reject('x')]).then(log);\n"
		"Promise.race([Promise.reject('r'), 1]).catch(log);",
		"v\nr");
}

Test(builtins_promise_combinators, tick_counts)
{
	expect_output(
		"let r = Promise.resolve(); for (let i = 1; i <= 4; i++) r = r.then(() => log('tick', i));\n"
		"Promise.all([1, Promise.resolve(2)]).then(() => log('all')); Promise.all([]).then(() => log('all []'));\n"
		"Promise.allSettled([1]).then(() => log('settled')); Promise.any([1]).then(() => log('any')); Promise.any([]).catch(() => log('any []'));\n"
		"Promise.race([1]).then(() => log('race')); Promise.all([Promise.all([1])]).then(() => log('nested'));",
		"tick 1\nall []\nany []\ntick 2\nall\nsettled\nany\nrace\ntick 3\nnested\ntick 4");
}

Test(builtins_promise_combinators, resolve_and_then_are_called_observably)
{
	expect_output(
		"class S extends Promise { static resolve(v) { log('resolve', v); return super.resolve(v); } then(f, r) { log('then', typeof f, typeof r); return super.then(f, r); } }\n"
		"S.all([1, 2]).then(v => log(v)); S.race([3]);",
		"resolve 1\nthen function function\nresolve 2\nthen function function\nthen function undefined\n"
		"resolve 3\nthen function function\n1,2");
}

Test(builtins_promise_combinators, a_bad_iterable_rejects)
{
	expect_output(
		"for (const bad of [undefined, 5, {}]) Promise.all(bad).catch(e => log(e instanceof TypeError));\n"
		"class B extends Promise { static get resolve() { return 1; } } B.all([]).catch(e => log(e));",
		"true\ntrue\ntrue\nTypeError: resolve is not a function");
}

Test(builtins_promise_combinators, the_iterator_is_closed_when_resolve_throws)
{
	expect_output(
		"const it = { i: 0, [Symbol.iterator]() { return this; }, next() { return { value: this.i++, done: false }; }, return() { log('closed'); return {}; } };\n"
		"class T extends Promise { static resolve(v) { if (v === 2) throw 'stop'; return super.resolve(v); } }\n"
		"T.all(it).catch(log);",
		"closed\nstop");
}

Test(builtins_promise_combinators, an_element_settles_once)
{
	expect_output(
		"const twice = { then(f, r) { f('a'); f('b'); r('c'); } };\n"
		"Promise.allSettled([twice, 1]).then(v => log(JSON.stringify(v))); Promise.all([twice]).then(v => log(v));\n"
		"class X { constructor(e) { e(v => log('X', JSON.stringify(v)), v => log('no', v)); } static resolve(v) { return v; } }\n"
		"Promise.all.call(X, [{ then(f) { f(1); f(2); } }, { then(f) { f(3); } }]);",
		"X [1,3]\n[{\"status\":\"fulfilled\",\"value\":\"a\"},{\"status\":\"fulfilled\",\"value\":1}]\na");
}
