/* SPDX-License-Identifier: MIT */
/*
 * test_proxy_object_traps.c - Proxies: traps that concern the whole object. What is expected is what Node 20 prints.
 */
#include "../console/prediction.h"

Test(builtins_proxy_object_traps, traps_and_what_they_get)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "const seen = []; const handler = { getPrototypeOf(t) { seen.push('getPrototypeOf'); return Array.prototype; }, setPrototypeOf(t, p) { seen.push('setPrototypeOf'); return false; }, isExtensible(t) { seen.push('isExtensible'); return true; }, preventExtensions(t) { seen.push('preventExtensions'); return false; }, ownKeys(t) { seen.push('ownKeys'); return ['b', 'a', Symbol.iterator]; } };\n"
		  "const p = new Proxy({ a: 1 }, handler);\n"
		  "log(p instanceof Array, Reflect.setPrototypeOf(p, null), Object.isExtensible(p), Reflect.preventExtensions(p), Object.keys(p).join(), Reflect.ownKeys(p).length, Object.getOwnPropertyNames(p).join()); log(seen.join());",
		  "true false true false a 3 b,a\n"
		  "getPrototypeOf,setPrototypeOf,isExtensible,preventExtensions,ownKeys,ownKeys,ownKeys" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(builtins_proxy_object_traps, calls_and_constructions)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "function F(a) { this.a = a; }\n"
		  "const p = new Proxy(F, { apply: (t, self, args) => ['apply', self === undefined, args.join('+')].join(), construct: (t, args, nt) => ({ made: args.length, same: nt === p }) });\n"
		  "log(p(1, 2), new p(1).made, new p().same, typeof p, Reflect.construct(p, [1, 2, 3]).made); try { new (new Proxy(() => 1, {}))(); } catch (e) { log(e.name, e.message); } try { new (new Proxy(F, { construct: () => 1 }))(); } catch (e) { log(e.name, e.message); } try { new Proxy({}, { apply: () => 1 })(); } catch (e) { log(e.name); }",
		  "apply,true,1+2 1 true function 3\n"
		  "TypeError (intermediate value) is not a constructor\n"
		  "TypeError 'construct' on proxy: trap returned non-object ('1')\n"
		  "TypeError" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(builtins_proxy_object_traps, what_traps_may_not_say)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "const fixed = Object.preventExtensions({ a: 1 });\n"
		  "for (const f of [() => Object.keys(new Proxy(fixed, { ownKeys: () => [] })), () => Object.keys(new Proxy(fixed, { ownKeys: () => ['a', 'b'] })), () => Object.keys(new Proxy({}, { ownKeys: () => ['a', 'a'] })), () => Object.keys(new Proxy({}, { ownKeys: () => [1] })), () => Object.isExtensible(new Proxy(fixed, { isExtensible: () => true })), () => Object.preventExtensions(new Proxy({}, { preventExtensions: () => true })), () => Object.getPrototypeOf(new Proxy(fixed, { getPrototypeOf: () => null })), () => Object.getPrototypeOf(new Proxy({}, { getPrototypeOf: () => 1 })), () => Object.setPrototypeOf(new Proxy({}, { setPrototypeOf: () => false }), null)]) try { log(f()); } catch (e) { log(e.name, e.message); }",
		  "TypeError 'ownKeys' on proxy: trap result did not include 'a'\n"
		  "TypeError 'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible\n"
		  "TypeError 'ownKeys' on proxy: trap returned duplicate entries\n"
		  "TypeError 1 is not a valid property name\n"
		  "TypeError 'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is 'false')\n"
		  "TypeError 'preventExtensions' on proxy: trap returned truish but the proxy target is extensible\n"
		  "TypeError 'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype\n"
		  "TypeError 'getPrototypeOf' on proxy: trap returned neither object nor null\n"
		  "TypeError 'setPrototypeOf' on proxy: trap returned falsish for property 'undefined'" },
	};
	EXPECT_PRINTS("node", cases);
}
