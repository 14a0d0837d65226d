/* SPDX-License-Identifier: MIT */
/* Atomics on one thread. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_atomics, operations_and_checks)
{
	expect_output(
		"const a = new Uint8Array(1); log(Atomics.add(a, 0, 257), Atomics.sub(a, 0, 2), a[0], Atomics.compareExchange(a, 0, 255, 7), Atomics.exchange(a, 0, 9), Atomics.load(a, 0), Atomics.store(a, 0, 3.7), Atomics.isLockFree(3), Atomics.notify(new Int32Array(1), 0));\n"
		"for (const f of [() => Atomics.add([], 0, 1), () => Atomics.load(new Float32Array(1), 0), () => Atomics.load(a, 1), () => Atomics.wait(new Int32Array(1), 0, 0)]) try { f(); } catch (e) { log(e); }",
		"0 1 255 255 7 9 3 false 0\nTypeError: [object Array] is not an integer typed array.\n"
		"TypeError: [object Float32Array] is not an integer typed array.\nRangeError: Invalid atomic access index\n"
		"TypeError: [object Int32Array] is not a shared typed array.");
}
