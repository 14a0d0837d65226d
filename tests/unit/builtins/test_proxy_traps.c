/* SPDX-License-Identifier: MIT */
/*
 * test_proxy_traps.c - Proxies: traps that concern one property. What is expected is what Node 20 prints.
 */
#include "../console/prediction.h"

Test(builtins_proxy_traps, traps_and_what_they_get)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "const seen = []; const target = { a: 1 };\n"
		  "const p = new Proxy(target, { get(t, k, r) { seen.push('get', String(k), r === p, t === target); return Reflect.get(t, k, r); }, set(t, k, v, r) { seen.push('set', k, v, r === p); return Reflect.set(t, k, v, r); }, has(t, k) { seen.push('has', k); return k === 'z'; }, deleteProperty(t, k) { seen.push('delete', k); return true; }, getOwnPropertyDescriptor(t, k) { seen.push('own', k); return Reflect.getOwnPropertyDescriptor(t, k); }, defineProperty(t, k, d) { seen.push('define', k, Object.keys(d).join('+')); return Reflect.defineProperty(t, k, d); } });\n"
		  "p.a; p.b = 2; 'z' in p; delete p.q; log(seen.join(' '));",
		  "get a true true set b 2 true own b define b value+writable+enumerable+configurable has z delete q" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(builtins_proxy_traps, what_traps_may_not_say)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "const fixed = Object.freeze({ a: 1 }), sealed = Object.preventExtensions({ b: 1 });\n"
		  "const tries = [() => new Proxy(fixed, { get: () => 2 }).a, () => new Proxy(fixed, { has: () => false }).a, () => 'a' in new Proxy(fixed, { has: () => false }), () => delete new Proxy(fixed, { deleteProperty: () => true }).a, () => Object.getOwnPropertyDescriptor(new Proxy(fixed, { getOwnPropertyDescriptor: () => undefined }), 'a'), () => Object.getOwnPropertyDescriptor(new Proxy(fixed, { getOwnPropertyDescriptor: () => 1 }), 'a'), () => { 'use strict'; new Proxy({}, { set: () => false }).x = 1; }, () => Object.defineProperty(new Proxy({}, { defineProperty: () => false }), 'x', {}), () => 'b' in new Proxy(sealed, { has: () => false }), () => new Proxy({}, { get: 5 }).x];\n"
		  "for (const f of tries) try { log(f()); } catch (e) { log(e.name, e.message); }",
		  "TypeError 'get' on proxy: property 'a' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '1' but got '2')\n"
		  "1\n"
		  "TypeError 'has' on proxy: trap returned falsish for property 'a' which exists in the proxy target as non-configurable\n"
		  "TypeError 'deleteProperty' on proxy: trap returned truish for property 'a' which is non-configurable in the proxy target\n"
		  "TypeError 'getOwnPropertyDescriptor' on proxy: trap returned undefined for property 'a' which is non-configurable in the proxy target\n"
		  "TypeError 'getOwnPropertyDescriptor' on proxy: trap returned neither object nor undefined for property 'a'\n"
		  "TypeError 'set' on proxy: trap returned falsish for property 'x'\n"
		  "TypeError 'defineProperty' on proxy: trap returned falsish for property 'x'\n"
		  "TypeError 'has' on proxy: trap returned falsish for property 'b' but the proxy target is not extensible\n"
		  "TypeError '5' returned for property 'get' of object '#<Object>' is not a function" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(builtins_proxy_traps, revoked_and_nested)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "const { proxy, revoke } = Proxy.revocable({ x: 1 }, {}); log(proxy.x); revoke(); revoke(); try { proxy.x; } catch (e) { log(e.message); } log(typeof proxy); try { new Proxy(proxy, {}); log('made'); } catch (e) { log(e.message); }\n"
		  "const two = new Proxy(new Proxy({}, { get: (t, k) => 'inner ' + String(k) }), {}); log(two.a, Object.create(two).b);\n"
		  "for (const f of [() => Proxy({}, {}), () => new Proxy(1, {}), () => new Proxy({}, null)]) try { f(); } catch (e) { log(e.message); }",
		  "1\n"
		  "Cannot perform 'get' on a proxy that has been revoked\n"
		  "object\n"
		  "made\n"
		  "inner a inner b\n"
		  "Constructor Proxy requires 'new'\n"
		  "Cannot create proxy with a non-object as target or handler\n"
		  "Cannot create proxy with a non-object as target or handler" },
	};
	EXPECT_PRINTS("node", cases);
}
