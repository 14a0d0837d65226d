/* SPDX-License-Identifier: MIT */
/* The Promise constructor and its prototype. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_promise, names_and_lengths)
{
	expect_output(
		"for (const o of [Promise, Promise.prototype]) for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k), f = d.value || d.get; log(String(k), typeof f === 'function' ? f.name + '/' + f.length : f, d.writable, d.enumerable, d.configurable); }",
		"length 1 false false true\nname Promise false false true\n"
		"prototype [object Promise] false false false\nall all/1 true false true\n"
		"allSettled allSettled/1 true false true\nany any/1 true false true\n"
		"race race/1 true false true\nresolve resolve/1 true false true\n"
		"reject reject/1 true false true\n"
		"Symbol(Symbol.species) get [Symbol.species]/0 undefined false true\n"
		"constructor Promise/1 true false true\nthen then/2 true false true\n"
		"catch catch/1 true false true\nfinally finally/1 true false true\n"
		"Symbol(Symbol.toStringTag) Promise false false true");
}

Test(builtins_promise, the_executor_runs_at_once)
{
	expect_output(
		"log(1); new Promise((a, b) => { log(2, a.length, b.length, JSON.stringify(a.name), this === undefined); }); log(3);",
		"1\n2 1 1 \"\" false\n3");
}

Test(builtins_promise, subclasses_are_constructed_with_their_prototype)
{
	expect_output(
		"class P extends Promise { tell() { return 'P'; } } const p = new P(r => r(1)); log(p.tell(), p.then().tell(), P.resolve().tell(), P.reject().catch(() => 0).tell(), p.finally(() => 0).tell());",
		"P P P P P");
}

Test(builtins_promise, finally_calls_then_of_the_receiver)
{
	expect_output(
		"const thenable = { constructor: Promise, then(f, r) { log(typeof f, typeof r, f === r); return 'result'; } };\n"
		"log(Promise.prototype.finally.call(thenable, () => {})); log(Promise.prototype.finally.call(thenable, 5)); log(Promise.prototype.catch.call(thenable));",
		"function function false\nresult\nnumber number true\nresult\nundefined undefined true\nresult");
}

Test(builtins_promise, reject_takes_the_reason_as_it_is)
{
	expect_output(
		"const p = Promise.resolve(1); Promise.reject(p).catch(r => log(r === p));",
		"true");
}
