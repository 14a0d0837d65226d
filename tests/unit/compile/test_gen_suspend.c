/* SPDX-License-Identifier: MIT */
/*
 * test_gen_suspend.c - Code of yield and await. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_suspend, generators)
{
	expect_output(
		"function* g(a) { const x = yield a; log('got', x); try { yield* [1, 2]; } finally { log('cleanup'); } return 'end'; } const i = g(0); log(JSON.stringify([i.next('lost'), i.next('X'), i.next(), i.next(), i.next()])); const j = g(1); j.next(); j.next(); log(JSON.stringify([j.return('r'), j.next()])); const k = g(2); k.next(); try { k.throw(new Error('t')); } catch (e) { log(e.message); } function* d() { const r = yield* (function* () { const v = yield 1; return v * 2; })(); yield r; } const m = d(); m.next(); log(m.next(21).value, [...d()].join());",
		"got X\n"
		"cleanup\n"
		"[{\"value\":0,\"done\":false},{\"value\":1,\"done\":false},{\"value\":2,\"done\":false},{\"value\":\"end\",\"done\":true},{\"done\":true}]\n"
		"got undefined\n"
		"cleanup\n"
		"[{\"value\":\"r\",\"done\":true},{\"done\":true}]\n"
		"t\n"
		"42 1,NaN");
}

Test(compile_gen_suspend, async_functions_and_generators)
{
	expect_output(
		"async function f() { log(await 1, await { then(r) { r('thenable'); } }); try { await Promise.reject(new Error('rej')); } catch (e) { log(e.message); } finally { log('fin'); } for await (const x of [1, Promise.resolve(2)]) log('x', x); return 'done'; } f().then(log); async function* ag() { yield 1; const r = yield Promise.resolve(2); log('r', r); yield* [3]; return 4; } (async () => { const i = ag(); log((await i.next()).value, (await i.next()).value, (await i.next('R')).value, JSON.stringify(await i.next()), JSON.stringify(await i.next())); })(); log('sync'); const arrow = async (x = 5) => x; arrow().then((v) => log('arrow', v));",
		"sync\n"
		"arrow 5\n"
		"1 thenable\n"
		"rej\n"
		"fin\n"
		"r R\n"
		"x 1\n"
		"x 2\n"
		"done\n"
		"1 2 3 {\"value\":4,\"done\":true} {\"done\":true}");
}
