/* SPDX-License-Identifier: MIT */
/*
 * test_atomics_wait.c - Atomics.wait and notify of one thread. What is expected is what Node 20 prints.
 */
#include "../console/prediction.h"

Test(builtins_atomics_wait, what_does_not_wait)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "const a = new Int32Array(new SharedArrayBuffer(16));\n"
		  "log(Atomics.wait(a, 0, 1), Atomics.wait(a, 0, 0, 0), Atomics.wait(a, 1, 0, 5), Atomics.wait(a, 0, 0, -1), Atomics.notify(a, 0), Atomics.notify(a, 0, 0));\n"
		  "log(Atomics.notify(new Int32Array(4), 0));\n"
		  "const b = new BigInt64Array(a.buffer); log(Atomics.wait(b, 0, 1n), Atomics.wait(b, 0, 0n, 0));",
		  "not-equal timed-out timed-out timed-out 0 0\n"
		  "0\n"
		  "not-equal timed-out" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(builtins_atomics_wait, what_cannot_be_waited_on)
{
	static const struct console_case cases[] = {
		{ "const log = (...a) => console.log(a.map(String).join(' '));\n"
		  "for (const f of [() => Atomics.wait(new Int32Array(4), 0, 0, 0), () => Atomics.wait(new Uint8Array(4), 0, 0, 0), () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 1, 0, 0), () => Atomics.notify(new Float64Array(1), 0), () => Atomics.notify(new Int32Array(new SharedArrayBuffer(4)), 0, -1), () => Atomics.wait([], 0, 0)]) try { log(f()); } catch (e) { log(e.name, e.message); }",
		  "TypeError [object Int32Array] is not a shared typed array.\n"
		  "TypeError [object Uint8Array] is not an int32 or BigInt64 typed array.\n"
		  "RangeError Invalid atomic access index\n"
		  "TypeError [object Float64Array] is not an int32 or BigInt64 typed array.\n"
		  "0\n"
		  "TypeError [object Array] is not an int32 or BigInt64 typed array." },
	};
	EXPECT_PRINTS("node", cases);
}
