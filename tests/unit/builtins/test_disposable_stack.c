/* SPDX-License-Identifier: MIT */
/*
 * test_disposable_stack.c - Stacks of what is to be disposed of. What is expected is what Chromium gives.
 */
#include "recent_script.h"

Test(builtins_disposable_stack, last_in_first_out)
{
	expect_recent_output(
		"const s = new DisposableStack();\n"
		"s.use({ [Symbol.dispose]() { log('used'); } }); s.adopt('v', (v) => log('adopted', v)); s.defer(() => log('deferred')); log(s.use(null), s.disposed);\n"
		"s.dispose(); log(s.disposed, s.dispose()); try { s.defer(() => 1); } catch (e) { log(e.name, e.message); }",
		"null false\n"
		"deferred\n"
		"adopted v\n"
		"used\n"
		"true undefined\n"
		"ReferenceError Cannot call DisposableStack.prototype.defer on an already-disposed DisposableStack");
}

Test(builtins_disposable_stack, moved)
{
	expect_recent_output(
		"const s = new DisposableStack(); s.defer(() => log('x')); const t = s.move(); log(s.disposed, t.disposed, t !== s); s.dispose(); log('nothing yet'); t[Symbol.dispose](); log(t[Symbol.dispose] === t.dispose, Object.prototype.toString.call(t));",
		"true false true\n"
		"nothing yet\n"
		"x\n"
		"true [object DisposableStack]");
}

Test(builtins_disposable_stack, errors_are_suppressed)
{
	expect_recent_output(
		"const s = new DisposableStack(); s.defer(() => { throw new Error('first'); }); s.defer(() => { throw new Error('second'); }); s.defer(() => log('third'));\n"
		"try { s.dispose(); } catch (e) { log(e.name, e.error.message, e.suppressed.message, e instanceof SuppressedError); }\n"
		"for (const f of [() => DisposableStack(), () => new DisposableStack().use(1), () => new DisposableStack().use({}), () => new DisposableStack().defer(1), () => new DisposableStack().adopt(1, 2)]) try { f(); } catch (e) { log(e.name, e.message); }",
		"third\n"
		"SuppressedError first second true\n"
		"TypeError Constructor DisposableStack requires 'new'\n"
		"TypeError An object is expected with `using` declarations\n"
		"TypeError Symbol(Symbol.dispose) is not a function\n"
		"TypeError 1 is not a function\n"
		"TypeError 2 is not a function");
}

Test(builtins_disposable_stack, asynchronous_ones)
{
	expect_recent_output(
		"const s = new AsyncDisposableStack(); s.use({ async [Symbol.asyncDispose]() { log('async'); } }); s.use({ [Symbol.dispose]() { log('sync'); } }); s.defer(async () => { await 0; log('deferred'); });\n"
		"s.disposeAsync().then(() => log('done', s.disposed)); log('now', s.disposed);",
		"now true\n"
		"deferred\n"
		"sync\n"
		"async\n"
		"done true");
}
