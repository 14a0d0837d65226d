/* SPDX-License-Identifier: MIT */
/* Async iteration over sync iterators. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_async_from_sync_iterator, for_await_over_sync_values)
{
	expect_output(
		"(async () => { for await (const v of [1, Promise.resolve(2), { then(f) { f(3); } }]) log(v); })();\n"
		"let r = Promise.resolve(); for (let i = 1; i <= 9; i++) r = r.then(() => log('tick', i));",
		"tick 1\n1\ntick 2\ntick 3\n2\ntick 4\ntick 5\ntick 6\n3\ntick 7\ntick 8\ntick 9");
}

Test(vm_async_from_sync_iterator, leaving_the_loop_calls_return)
{
	expect_output(
		"const it = { i: 0, [Symbol.iterator]() { return this; }, next() { return { value: this.i++, done: false }; }, return(v) { log('return', v); return {}; } };\n"
		"(async () => { for await (const v of it) { if (v) break; } log('after'); for await (const v of it) throw 'body'; })().catch(log);",
		"return undefined\nafter\nreturn undefined\nbody");
}

Test(vm_async_from_sync_iterator, a_rejected_value_throws_in_the_loop)
{
	expect_output(
		"(async () => { try { for await (const v of [1, Promise.reject('no')]) log(v); } catch (e) { log('caught', e); } })();",
		"1\ncaught no");
}

Test(vm_async_from_sync_iterator, yield_star_hands_next_and_return_on)
{
	expect_output(
		"const sync = { [Symbol.iterator]() { return this; }, next(v) { log('next', v); return { value: Promise.resolve('n'), done: false }; }, return(v) { log('return', v); return { value: v, done: true }; } };\n"
		"async function* g() { log('result', yield* sync); }\n"
		"(async () => { const i = g(); log((await i.next('ignored')).value); log((await i.next('a')).value); const r = await i.return('r'); log(r.value, r.done); })();",
		"next undefined\nn\nnext a\nn\nreturn r\nr true");
}

Test(vm_async_from_sync_iterator, a_result_that_is_no_object_rejects)
{
	expect_output(
		"(async () => { for await (const v of { [Symbol.iterator]() { return { next: () => 5 }; } }) ; })().catch(e => log(e));",
		"TypeError: Iterator result 5 is not an object");
}
