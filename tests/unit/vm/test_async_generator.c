/* SPDX-License-Identifier: MIT */
/* Async generators and their queue. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_async_generator, requests_queue_up)
{
	expect_output(
		"async function* g() { log('start'); yield 1; yield 2; return 3; }\n"
		"const i = g(); for (let k = 0; k < 4; k++) i.next().then(r => log(JSON.stringify(r))); log('sync');",
		"start\nsync\n{\"value\":1,\"done\":false}\n{\"value\":2,\"done\":false}\n{\"value\":3,\"done\":true}\n"
		"{\"done\":true}");
}

Test(vm_async_generator, tick_counts)
{
	expect_output(
		"let r = Promise.resolve(); for (let i = 1; i <= 7; i++) r = r.then(() => log('tick', i));\n"
		"const p = Promise.resolve();\n"
		"async function* a() { yield 1; } a().next().then(() => log('yield value')); async function* b() { yield p; } b().next().then(() => log('yield promise'));\n"
		"async function* c() { return 1; } c().next().then(() => log('return value')); async function* d() {} d().next().then(() => log('end'));\n"
		"async function* e() { await 0; yield 1; } e().next().then(() => log('await yield'));\n"
		"a().return(1).then(() => log('return before start')); a().throw(1).catch(() => log('throw before start'));\n"
		"async function* f() { yield* a(); } f().next().then(() => log('yield* async')); async function* h() { yield* [p, 1]; } const hi = h(); hi.next().then(() => log('yield* sync')); hi.next().then(() => log('yield* sync 2'));",
		"tick 1\nend\nthrow before start\ntick 2\nyield value\nyield promise\nreturn value\n"
		"return before start\ntick 3\nawait yield\nyield* async\nyield* sync\ntick 4\ntick 5\n"
		"yield* sync 2\ntick 6\ntick 7");
}

Test(vm_async_generator, return_awaits_its_value)
{
	expect_output(
		"async function* g() { try { yield 1; } finally { log('cleanup'); } }\n"
		"const i = g(); i.next().then(() => i.return(Promise.resolve('v'))).then(r => log(r.value, r.done));\n"
		"const j = g(); j.return(Promise.reject('rejected')).catch(log); j.next().then(r => log(r.done));\n"
		"const k = g(); k.next().then(() => k.return(Promise.reject('late'))).catch(log);",
		"rejected\ntrue\ncleanup\ncleanup\nv true\nlate");
}

Test(vm_async_generator, throw_goes_to_the_yield)
{
	expect_output(
		"async function* g() { try { yield 1; } catch (e) { log('caught', e); yield 2; } }\n"
		"const i = g(); i.next().then(() => i.throw('t')).then(r => log(r.value));",
		"caught t\n2");
}

Test(vm_async_generator, a_rejected_yield_throws_inside)
{
	expect_output(
		"async function* g() { try { yield Promise.reject('no'); } catch (e) { log('inside', e); } }\n"
		"g().next().then(r => log(r.done));",
		"inside no\ntrue");
}

Test(vm_async_generator, receivers_are_checked_by_rejection)
{
	expect_output(
		"async function* g() {} g().next.call({}).catch(log); g().return.call(1).catch(log); g().throw.call([]).catch(log);",
		"TypeError: Method [AsyncGenerator].prototype.next called on incompatible receiver #<Object>\n"
		"TypeError: Method [AsyncGenerator].prototype.return called on incompatible receiver 1\n"
		"TypeError: Method [AsyncGenerator].prototype.throw called on incompatible receiver [object Array]");
}

Test(vm_async_generator, breaking_a_for_await_waits_for_return)
{
	expect_output(
		"async function* g() { try { yield 1; yield 2; } finally { await null; log('cleanup'); } }\n"
		"(async () => { for await (const v of g()) { log(v); break; } log('after'); })();",
		"1\ncleanup\nafter");
}

Test(vm_async_generator, delegation_to_async_generators)
{
	expect_output(
		"async function* inner() { try { log('sent', yield 'a'); } finally { log('inner end'); } return 'r'; }\n"
		"async function* outer() { log('result', yield* inner()); yield 'z'; }\n"
		"(async () => { const i = outer(); log((await i.next()).value); log((await i.next('s')).value); log((await i.next()).done); const j = outer(); await j.next(); log(JSON.stringify(await j.return('x'))); const k = outer(); await k.next(); try { await k.throw('e'); } catch (e) { log('out', e); } })();",
		"a\nsent s\ninner end\nresult r\nz\ntrue\ninner end\n{\"value\":\"x\",\"done\":true}\ninner end\nout e");
}

Test(vm_async_generator, broken_promises_reject_return)
{
	expect_output(
		"const bad = Promise.resolve(); Object.defineProperty(bad, 'constructor', { get() { throw 'broken'; } });\n"
		"async function* g() { yield 1; } g().return(bad).catch(e => log('start', e));\n"
		"const i = g(); i.next().then(() => i.next()).then(() => i.return(bad)).catch(e => log('done', e)); const j = g(); j.next().then(() => j.return(bad)).catch(e => log('suspended', e));",
		"start broken\nsuspended broken\ndone broken");
}

Test(vm_async_generator, requests_made_while_draining)
{
	expect_output(
		"async function* g() { yield 1; } const i = g();\n"
		"i.return('a').then(r => log(JSON.stringify(r))); i.next().then(r => log(JSON.stringify(r))); i.throw('t').catch(e => log('t', e)); i.return('b').then(r => log(JSON.stringify(r)));",
		"{\"value\":\"a\",\"done\":true}\n{\"done\":true}\nt t\n{\"value\":\"b\",\"done\":true}");
}
