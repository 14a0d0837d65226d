/* SPDX-License-Identifier: MIT */
/* Sorting typed arrays. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_typed_array_sort, order_and_comparisons)
{
	expect_output(
		"log(String(new Float64Array([3, NaN, -0, 0, -Infinity, 10, 9]).sort()), Object.is(new Float64Array([0, -0]).sort()[0], -0), String(new BigInt64Array([10n, 9n]).toSorted()));\n"
		"const calls = []; log(String(new Uint8Array([5, 1, 4, 2, 3]).sort((x, y) => { calls.push(`${x}:${y}`); return x - y; })), calls.join(' ')); try { new Uint8Array(2).sort(1); } catch (e) { log(e); }",
		"-Infinity,0,0,3,9,10,NaN true 9,10\n1,2,3,4,5 5:1 2:3 4:2 4:3 1:2 5:2 5:3 5:4\n"
		"TypeError: The comparison function must be either a function or undefined");
}
