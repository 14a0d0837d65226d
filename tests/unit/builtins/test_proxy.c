/* SPDX-License-Identifier: MIT */
/* lib/builtins/proxy.c, and lib/value/proxy.c and proxy_object.c through it. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_proxy, every_operation_has_its_trap)
{
	expect_output(
		"const seen = []; const p = new Proxy(function () {}, new Proxy({}, { get(t, name) { seen.push(name); } })); "
		"p.x; p.x = 1; 'x' in p; delete p.x; Object.defineProperty(p, 'y', { value: 1, configurable: true }); "
		"Object.getOwnPropertyDescriptor(p, 'y'); Reflect.ownKeys(p); Object.getPrototypeOf(p); Object.setPrototypeOf(p, null); "
		"Object.isExtensible(p); p(); new p(); Object.preventExtensions(p); log(seen.join());",
		"get,set,getOwnPropertyDescriptor,defineProperty,has,deleteProperty,defineProperty,getOwnPropertyDescriptor,ownKeys,"
		"getPrototypeOf,setPrototypeOf,isExtensible,apply,construct,get,preventExtensions");
}

Test(builtins_proxy, a_target_without_room_for_lies)
{
	expect_output("const t = f => { try { log(f()); } catch (e) { log(e.message); } }; const o = Object.freeze({ a: 1 }); "
		      "t(() => new Proxy(o, { get: () => 2 }).a); t(() => Object.keys(new Proxy(o, { ownKeys: () => [] }))); "
		      "t(() => 'a' in new Proxy(o, { has: () => false }));",
		      "'get' on proxy: property 'a' is a read-only and non-configurable data property on the proxy target but the proxy "
		      "did not return its actual value (expected '1' but got '2')\n"
		      "'ownKeys' on proxy: trap result did not include 'a'\n"
		      "'has' on proxy: trap returned falsish for property 'a' which exists in the proxy target as non-configurable");
}

Test(builtins_proxy, refusals_of_traps_are_told_and_not_kept)
{
	expect_output("'use strict'; const t = f => { try { log(f()); } catch (e) { log(e.message); } }; "
		      "const p = new Proxy({}, { set: () => false }); log(Reflect.set(p, 'a', 1)); "
		      "t(() => { Object.freeze({ a: 1 }).a = 2; }); t(() => { p.a = 1; }); t(() => { delete Object.freeze({ a: 1 }).a; });",
		      "false\nCannot assign to read only property 'a' of object '#<Object>'\n"
		      "'set' on proxy: trap returned falsish for property 'a'\nCannot delete property 'a' of #<Object>");
}

Test(builtins_proxy, chains_end_in_an_error_not_in_a_crash)
{
	expect_output("const t = f => { try { f(); log('no'); } catch (e) { log(e.message); } }; let p = {}; "
		      "for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); t(() => p.x); t(() => { p.x = 1; }); t(() => 'x' in p); "
		      "const a = new Proxy({}, {}), b = Object.create(a); Object.setPrototypeOf(a, b); t(() => b.x); t(() => 'x' in b); "
		      "const q = new Proxy({}, { get: () => q.x }); t(() => q.x); log(typeof p);",
		      "Maximum call stack size exceeded\nMaximum call stack size exceeded\nMaximum call stack size exceeded\n"
		      "Maximum call stack size exceeded\nMaximum call stack size exceeded\nMaximum call stack size exceeded\nobject");
}

Test(builtins_proxy, lookups_through_proxies_are_never_cached)
{
	expect_output("let n = 0; const p = new Proxy({}, { get: (t, k) => k + n++ }); const heir = Object.create(p); let s = ''; "
		      "for (let i = 0; i < 4; i++) s += heir.x + ' ' + heir[3] + ' '; log(s); "
		      "const plain = { y: 1 }; const f = o => o.y; f(plain); f(plain); log(f(p), f(plain), f(heir));",
		      "x0 31 x2 33 x4 35 x6 37 \ny8 1 y9");
}
