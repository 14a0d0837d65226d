/* SPDX-License-Identifier: MIT */
/* SuppressedError as the library makes it; using declarations are in fixtures/language (they need a recent engine's syntax). */
#include "../builtins/recent_script.h"

Test(vm_disposal, suppressed_error)
{
	expect_recent_output(
		"const e = new SuppressedError(1, 2, 'm'); log(e.error, e.suppressed, e.message, e.name, e instanceof Error, "
		"SuppressedError.length, Object.keys(e).length);",
		"1 2 m SuppressedError true 3 0");
}
