/* SPDX-License-Identifier: MIT */
/* BigInt is there by name; its values come later. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_bigint, the_constructor_is_named)
{
	static const char *const cases[][2] = {
		{ "typeof BigInt + BigInt.name + BigInt.length",
		  "functionBigInt1" },
		{ "new BigInt(1)",
		  "TypeError: BigInt is not a constructor" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
