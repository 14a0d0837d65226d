/* SPDX-License-Identifier: MIT */
/* lib/builtins/boolean.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_boolean, wrappers_hold_a_boolean)
{
	expect_output(
		"log(Boolean(''), Boolean('0'), Boolean([]), Boolean(NaN), Boolean(-0), new Boolean(false) ? 1 : 0, new Boolean(0).valueOf(), String(new Boolean(1)), typeof new Boolean()); "
		"log(Boolean.prototype.valueOf(), new (class B extends Boolean {})(5).valueOf());\n"
		"const t = f => { try { log(f()); } catch (e) { log(e); } };\nt(() => Boolean.prototype.toString.call(1)); "
		"t(() => Boolean.prototype.valueOf.call({}));",
		"false true true false false 1 false true object\nfalse true\n"
		"TypeError: Boolean.prototype.toString requires that 'this' be a Boolean\n"
		"TypeError: Boolean.prototype.valueOf requires that 'this' be a Boolean");
}
