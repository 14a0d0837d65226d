/* SPDX-License-Identifier: MIT */
/* Async functions and await. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_async_function, the_body_starts_synchronously)
{
	expect_output(
		"async function f() { log('start'); await null; log('after'); } f().then(() => log('done')); log('sync');",
		"start\nsync\nafter\ndone");
}

Test(vm_async_function, await_takes_one_tick_for_values_and_promises)
{
	expect_output(
		"let r = Promise.resolve(); for (let i = 1; i <= 6; i++) r = r.then(() => log('tick', i));\n"
		"(async () => { await 42; log('value'); })(); (async () => { await Promise.resolve(); log('promise'); })();\n"
		"(async () => { await { then(f) { f(); } }; log('thenable'); })();\n"
		"class S extends Promise {} (async () => { await S.resolve(); log('subclass'); })();\n"
		"(async () => Promise.resolve())().then(() => log('returned promise')); (async () => 1)().then(() => log('returned value'));\n"
		"(async () => ({ then(f) { f(); } }))().then(() => log('returned thenable'));",
		"tick 1\nvalue\npromise\nreturned value\ntick 2\nthenable\nreturned thenable\ntick 3\nsubclass\n"
		"returned promise\ntick 4\ntick 5\ntick 6");
}

Test(vm_async_function, errors_become_rejections)
{
	expect_output(
		"async function f() { throw 'body'; } async function g(a = (() => { throw 'default'; })()) {}\n"
		"f().catch(log); g().catch(log); (async () => { try { await Promise.reject('r'); } catch (e) { log('caught', e); } })();",
		"body\ndefault\ncaught r");
}

Test(vm_async_function, a_constructor_getter_that_throws_throws_at_the_await)
{
	expect_output(
		"const p = Promise.resolve(); Object.defineProperty(p, 'constructor', { get() { throw 'ctor'; } });\n"
		"(async () => { try { await p; } catch (e) { log('caught', e); } })(); log('sync');",
		"caught ctor\nsync");
}

Test(vm_async_function, the_classic_quiz)
{
	expect_output(
		"async function async1() { log('async1 start'); await async2(); log('async1 end'); } async function async2() { log('async2'); }\n"
		"log('script start'); async1(); new Promise(r => { log('promise1'); r(); }).then(() => log('promise2')); log('script end');",
		"script start\nasync1 start\nasync2\npromise1\nscript end\nasync1 end\npromise2");
}

Test(vm_async_function, finally_and_return)
{
	expect_output(
		"(async () => { try { return await Promise.resolve('value'); } finally { await null; log('cleanup'); } })().then(log);\n"
		"(async () => { try { throw 1; } finally { return 'overridden'; } })().then(log);",
		"overridden\ncleanup\nvalue");
}

Test(vm_async_function, operands_are_read_before_the_await)
{
	expect_output(
		"let x = 1; (async () => { x = x + await 10; log(x); })(); x = 5;",
		"11");
}

Test(vm_async_function, loops_and_nesting)
{
	expect_output(
		"const one = async () => { await null; return 1; };\n"
		"(async () => { let n = 0; for (let i = 0; i < 5; i++) n += await one(); log(n); })();\n"
		"(async () => { for await (const v of [one(), 2, one()]) log('v', v); })();",
		"v 1\nv 2\nv 1\n5");
}
