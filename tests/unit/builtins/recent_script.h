/* SPDX-License-Identifier: MIT */
/*
 * recent_script.h - as script.h, with the library functions that a newer host than Node 20 has. What is expected is
 * what Chromium writes.
 */
#ifndef EVL_TESTS_UNIT_BUILTINS_RECENT_SCRIPT_H
#define EVL_TESTS_UNIT_BUILTINS_RECENT_SCRIPT_H

#include "../script.h"
#include "builtins/recent.h"

static inline void expect_recent_output(const char *source, const char *expected)
{
	struct script s;
	script_open_engine(&s, true);
	evl_builtins_recent(&s.realm, EVL_V8_15);
	script_run(&s, source);
	cr_expect_str_eq(script_output(&s), expected, "%s\n-- wrote:\n%s\n-- expected:\n%s", source, script_output(&s), expected);
	script_close(&s);
}

#endif
