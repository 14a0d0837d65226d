/* SPDX-License-Identifier: MIT */
/* Array.fromAsync, and what else Chromium has and Node 20 lacks. */
#include "recent_script.h"

Test(builtins_array_from_async, two_values_take_seven_ticks)
{
	expect_recent_output("Array.fromAsync(['a', 'b']).then(v => log('fromAsync', v));\n"
			     "let r = Promise.resolve(); for (let i = 1; i <= 8; i++) r = r.then(() => log('tick', i));",
			     "tick 1\ntick 2\ntick 3\ntick 4\ntick 5\ntick 6\nfromAsync a,b\ntick 7\ntick 8");
}

Test(builtins_array_from_async, sources_of_all_kinds)
{
	expect_recent_output("(async () => {\n"
			     "log(await Array.fromAsync([1, Promise.resolve(2)], async (v, i) => v * 10 + i));\n"
			     "log(await Array.fromAsync((async function* () { yield 'x'; yield 'y'; })()));\n"
			     "log(await Array.fromAsync({ length: 2, 0: Promise.resolve('p'), 1: 'q' }));\n"
			     "class C { } const c = await Array.fromAsync.call(C, [7]); log(c instanceof C, c.length, c[0]);\n"
			     "})();",
			     "10,21\nx,y\np,q\ntrue 1 7");
}

Test(builtins_array_from_async, errors_reject_and_close)
{
	expect_recent_output("const it = { [Symbol.asyncIterator]() { return this; }, async next() { return { value: 1, done: false }; }, async return() { log('closed'); return {}; } };\n"
			     "Array.fromAsync(it, () => { throw 'mapper'; }).catch(e => log(e));\n"
			     "Array.fromAsync([1], 5).catch(e => log(e.name)); Array.fromAsync(null).catch(e => log(e.name));",
			     "closed\nTypeError\nTypeError\nmapper");
}

Test(builtins_array_from_async, promise_try_and_with_resolvers)
{
	expect_recent_output("const p = Promise.resolve(1); log(Promise.try(() => p) === p); Promise.try((a, b) => a + b, 1, 2).then(log);\n"
			     "Promise.try(() => { throw 'thrown'; }).catch(log);\n"
			     "const { promise, resolve, reject } = Promise.withResolvers(); promise.then(log); resolve('r'); reject('no');\n"
			     "log([...Map.groupBy([1, 2, 3], v => v % 2 ? 'odd' : 'even')].join(';'));",
			     "true\nodd,1,3;even,2\n3\nthrown\nr");
}
