/* SPDX-License-Identifier: MIT */
/* Calls, constructors, unwinding, suspension. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_interp_call, arguments_beyond_and_below)
{
	expect_output(
		"function f(a, b = a + 1, ...rest) { return [a, b, rest.length, arguments.length].join(); } "
		"log(f(), f(1), f(1, 2, 3, 4), f.length);",
		",NaN,0,0 1,2,0,1 1,2,2,4 1");
}

Test(vm_interp_call, this_of_plain_and_strict_calls)
{
	expect_output(
		"function sloppy() { return typeof this; } function strict() { 'use strict'; return typeof this; "
		"} log(sloppy(), strict(), sloppy.call(5), strict.call(5), strict.call(null), sloppy.call('s') );",
		"object undefined object number object object");
}

Test(vm_interp_call, bound_functions)
{
	expect_output(
		"function f(...a) { return [this && this.n, ...a].join(); } const b = f.bind({ n: 1 }, 2).bind({ "
		"n: 9 }, 3); log(b(4), b.name, b.length, new (function P(a, b) { this.s = a + b; }.bind(null, "
		"1))(2).s);",
		"1,2,3,4 bound bound f 0 3");
}

Test(vm_interp_call, constructors_return_objects_or_this)
{
	expect_output(
		"function A() { this.a = 1; return 5; } function B() { return { b: 2 }; } log(new A().a, new "
		"B().b, new A() instanceof A, new B() instanceof B); class C { constructor() { return [3]; } } "
		"log(new C()[0]);",
		"1 2 true false\n"
		"3");
}

Test(vm_interp_call, derived_constructors)
{
	expect_output(
		"class A { constructor(n) { this.n = n; log(new.target.name); } } class B extends A { "
		"constructor() { super(4); } } class D extends B {} log(new D().n, new B().n); class E extends A "
		"{ constructor() { } } try { new E(); } catch (e) { log(e.name); } class F extends A { "
		"constructor() { super(1); super(2); } } try { new F(); } catch (e) { log(e.message); } class G "
		"extends A { constructor() { super(1); return 1; } } try { new G(); } catch (e) { log(e.message); "
		"}",
		"D\n"
		"B\n"
		"4 4\n"
		"ReferenceError\n"
		"F\n"
		"F\n"
		"Super constructor may only be called once\n"
		"G\n"
		"Derived constructors may only return object or undefined");
}

Test(vm_interp_call, classes_need_new)
{
	expect_output(
		"class K {} try { K(); } catch (e) { log(e.message); } try { new (() => 1)(); } catch (e) { "
		"log(e.message); } try { new ({ m() {} }).m(); } catch (e) { log(e.name); } class N extends null "
		"{} try { new N(); } catch (e) { log(e.message); }",
		"Class constructor K cannot be invoked without 'new'\n"
		"(intermediate value) is not a constructor\n"
		"TypeError\n"
		"Super constructor null of N is not a constructor");
}

Test(vm_interp_call, finally_runs_on_every_way_out)
{
	expect_output(
		"function f(how) { try { if (how === 0) return 'r'; if (how === 1) throw 't'; log('through'); } "
		"catch (e) { return 'caught ' + e; } finally { log('finally', how); if (how === 3) return "
		"'replaced'; } return 'end'; } log(f(0)); log(f(1)); log(f(2)); log(f(3));",
		"finally 0\n"
		"r\n"
		"finally 1\n"
		"caught t\n"
		"through\n"
		"finally 2\n"
		"end\n"
		"through\n"
		"finally 3\n"
		"replaced");
}

Test(vm_interp_call, exceptions_cross_library_frames)
{
	expect_output(
		"try { [3, 1, 2].sort((a, b) => { throw new Error('in sort'); }); } catch (e) { log(e.message); } "
		"try { [1].map(() => [2].map(() => { throw 'deep'; })); } catch (e) { log(e); } log([1, 2].map(x "
		"=> { try { throw x; } catch (y) { return y + 1; } }).join());",
		"in sort\n"
		"deep\n"
		"2,3");
}

Test(vm_interp_call, async_functions_settle_their_promise)
{
	expect_output(
		"async function a() { return 1; } async function b() { throw 2; } async function c(x = (() => { "
		"throw 3; })()) { } a().then(v => log('a', v)); b().catch(v => log('b', v)); c().catch(v => "
		"log('c', v)); (async () => { try { await b(); } catch (e) { log('caught', e); } finally { "
		"log('done'); } })(); log('sync');",
		"sync\n"
		"a 1\n"
		"b 2\n"
		"c 3\n"
		"caught 2\n"
		"done");
}

Test(vm_interp_call, generators_are_resumed_by_call_and_loop)
{
	expect_output(
		"function* g() { const a = yield 1; log('got', a); try { yield 2; } finally { log('closed'); } } "
		"const i = g(); log(JSON.stringify(i.next('lost')), JSON.stringify(i.next('sent')), "
		"JSON.stringify(i.return(9)), JSON.stringify(i.next())); for (const v of g()) { log(v); if (v === "
		"2) break; } function* d() { const r = yield* g(); log('r', r); } log([...d()].join());",
		"got sent\n"
		"closed\n"
		"{\"value\":1,\"done\":false} {\"value\":2,\"done\":false} {\"value\":9,\"done\":true} {\"done\":true}\n"
		"1\n"
		"got undefined\n"
		"2\n"
		"closed\n"
		"got undefined\n"
		"closed\n"
		"r undefined\n"
		"1,2");
}

Test(vm_interp_call, a_running_generator_cannot_be_resumed)
{
	expect_output(
		"let i; function* g() { try { i.next(); } catch (e) { log(e.message); } yield 1; } i = g(); "
		"i.next(); const t = (function* () { throw 'inside'; })(); try { t.next(); } catch (e) { log(e, "
		"JSON.stringify(t.next())); }",
		"Generator is already running\n"
		"inside {\"done\":true}");
}
