/* SPDX-License-Identifier: MIT */
/* Promises, to the tick. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_promise, reactions_run_in_registration_order)
{
	expect_output(
		"const p = Promise.resolve(1);\n"
		"p.then(v => log('a', v)); p.then(v => log('b', v)); queueMicrotask(() => log('q')); log('sync');",
		"sync\na 1\nb 1\nq");
}

Test(vm_promise, returning_a_promise_costs_two_more_ticks)
{
	expect_output(
		"Promise.resolve().then(() => { log(0); return Promise.resolve(4); }).then(log);\n"
		"Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3)).then(() => log(5)).then(() => log(6));",
		"0\n1\n2\n3\n4\n5\n6");
}

Test(vm_promise, a_thenable_costs_one_more_tick)
{
	expect_output(
		"const tick = n => { let r = Promise.resolve(); for (let i = 1; i <= n; i++) r = r.then(() => log('tick', i)); };\n"
		"Promise.resolve().then(() => ({ then(f) { log('then called'); f('v'); } })).then(log);\n"
		"tick(5);",
		"tick 1\nthen called\ntick 2\nv\ntick 3\ntick 4\ntick 5");
}

Test(vm_promise, the_first_settlement_wins)
{
	expect_output(
		"new Promise((a, b) => { a(1); b(2); a(3); throw 4; }).then(log, r => log('no', r));\n"
		"new Promise((a, b) => { b(2); a(1); }).then(log, r => log('rejected', r));\n"
		"new Promise(() => { throw 'thrown'; }).catch(log);",
		"1\nrejected 2\nthrown");
}

Test(vm_promise, resolving_with_itself_is_a_cycle)
{
	expect_output(
		"let f; const p = new Promise(r => f = r); f(p); p.catch(e => log(e));",
		"TypeError: Chaining cycle detected for promise #<Promise>");
}

Test(vm_promise, a_then_getter_that_throws_rejects)
{
	expect_output(
		"Promise.resolve({ get then() { throw 'getter'; } }).catch(log);\n"
		"Promise.resolve({ then: 1 }).then(o => log(typeof o));",
		"getter\nobject");
}

Test(vm_promise, a_thenable_that_throws_after_resolving_stays_resolved)
{
	expect_output(
		"Promise.resolve({ then(f) { f('ok'); throw 'late'; } }).then(log, r => log('bad', r));\n"
		"Promise.resolve({ then(f, r) { r('no'); f('ok'); } }).then(log, r => log('bad', r));\n"
		"Promise.resolve({ then(f, r) { throw 'early'; } }).then(log, r => log('bad', r));",
		"ok\nbad no\nbad early");
}

Test(vm_promise, values_pass_through_missing_handlers)
{
	expect_output(
		"Promise.resolve(7).then(null, 1).catch(() => log('never')).then(log);\n"
		"Promise.reject(8).then(() => log('never')).then().catch(log);",
		"7\n8");
}

Test(vm_promise, finally_passes_the_outcome_on)
{
	expect_output(
		"Promise.resolve(1).finally(() => 2).then(log);\n"
		"Promise.reject(3).finally(() => 4).catch(log);\n"
		"Promise.resolve(1).finally(() => { throw 5; }).catch(log);\n"
		"Promise.resolve(1).finally(() => Promise.reject(6)).catch(log);\n"
		"Promise.resolve(9).finally(undefined).then(log);",
		"5\n9\n1\n3\n6");
}

Test(vm_promise, finally_takes_four_ticks)
{
	expect_output(
		"let r = Promise.resolve(); for (let i = 1; i <= 6; i++) r = r.then(() => log('tick', i));\n"
		"Promise.resolve().finally(() => log('f')).then(() => log('after'));",
		"tick 1\nf\ntick 2\ntick 3\ntick 4\nafter\ntick 5\ntick 6");
}

Test(vm_promise, species_and_subclasses_are_respected)
{
	expect_output(
		"class Sub extends Promise { constructor(x) { super(x); log('made'); } }\n"
		"const s = Sub.resolve(1); log(s instanceof Sub, Sub.resolve(s) === s, Promise.resolve(s) === s);\n"
		"const t = s.then(v => v); log(t instanceof Sub);\n"
		"class Plain extends Promise { static get [Symbol.species]() { return Promise; } }\n"
		"log(new Plain(() => {}).then() instanceof Plain);",
		"made\ntrue true false\nmade\ntrue\nfalse\nmade");
}

Test(vm_promise, a_replaced_constructor_makes_a_new_promise)
{
	expect_output(
		"const p = Promise.resolve(1); p.constructor = Object;\n"
		"log(Promise.resolve(p) === p);\n"
		"try { p.constructor = 5; p.then(); } catch (e) { log(e); }\n"
		"try { p.constructor = { [Symbol.species]: 5 }; p.then(); } catch (e) { log(e); }\n"
		"p.constructor = undefined; log(p.then() instanceof Promise);",
		"false\nTypeError: The .constructor property is not an object\n"
		"TypeError: object.constructor[Symbol.species] is not a constructor\ntrue");
}

Test(vm_promise, a_patched_then_is_called_by_resolve_but_not_by_await)
{
	expect_output(
		"const p = Promise.resolve('v'); p.then = function (f, r) { log('patched'); return Promise.prototype.then.call(this, f, r); };\n"
		"new Promise(r => r(p)).then(v => log('resolved', v));\n"
		"(async () => { log('awaited', await p); })();",
		"patched\nawaited v\nresolved v");
}

Test(vm_promise, a_patched_prototype_is_respected)
{
	expect_output(
		"const original = Promise.prototype.then; let calls = 0;\n"
		"Promise.prototype.then = function (f, r) { calls++; return original.call(this, f, r); };\n"
		"Promise.resolve(1).catch(() => {}); new Promise(r => r(Promise.resolve(2)));\n"
		"Promise.all([1, 2]); queueMicrotask(() => log(calls));",
		"4");
}

Test(vm_promise, errors_are_those_of_v8)
{
	expect_output(
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\n"
		"t(() => Promise()); t(() => new Promise()); t(() => new Promise({})); t(() => Promise.prototype.then.call(1));\n"
		"t(() => Promise.prototype.then.call({})); t(() => Promise.prototype.finally.call(1)); t(() => Promise.resolve.call(undefined));\n"
		"t(() => Promise.reject.call(1)); t(() => Promise.resolve.call(function () {}, 1)); t(() => Promise.all.call(undefined, []));\n"
		"t(() => Promise.resolve.call(function (e) { e(() => {}, () => {}); e(() => {}, () => {}); }, 1));",
		"TypeError: Promise constructor cannot be invoked without 'new'\n"
		"TypeError: Promise resolver undefined is not a function\n"
		"TypeError: Promise resolver #<Object> is not a function\n"
		"TypeError: Method Promise.prototype.then called on incompatible receiver 1\n"
		"TypeError: Method Promise.prototype.then called on incompatible receiver #<Object>\n"
		"TypeError: Promise.prototype.finally called on non-object\n"
		"TypeError: PromiseResolve called on non-object\n"
		"TypeError: PromiseReject called on non-object\n"
		"TypeError: Promise resolve or reject function is not callable\n"
		"TypeError: Promise.all called on non-object\n"
		"TypeError: Promise executor has already been invoked with non-undefined arguments");
}

Test(vm_promise, many_ticks_keep_their_order)
{
	expect_output(
		"let text = ''; for (let i = 0; i < 200; i++) Promise.resolve(i).then(v => { text += v % 10; });\n"
		"let r = Promise.resolve(); for (let i = 0; i < 3; i++) r = r.then(() => log(text.length));",
		"200\n200\n200");
}
