/* SPDX-License-Identifier: MIT */
/*
 * test_intl_relative_time_format.c - Times from now in words. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl_relative_time_format, units_signs_and_words)
{
	expect_output(
		"const f = (n, u, o) => new Intl.RelativeTimeFormat('en', o).format(n, u);"
		"log(f(-1, 'day'), '|', f(2, 'weeks'), '|', f(0, 'second'), '|', f(-0, 'second'), '|', f(1, 'day', { numeric: 'auto' }), '|', f(-1, 'year', { numeric: 'auto' }), '|', f(-3.5, 'hour'), '|', f(1234, 'minute', { style: 'short' }));"
		"for (const [n, u] of [[1, 'eon'], [Infinity, 'day'], [NaN, 'day']]) try { f(n, u); } catch (e) { log(e.name, e.message); }",
		"1 day ago | in 2 weeks | in 0 seconds | 0 seconds ago | tomorrow | last year | 3.5 hours ago | in 1,234 min.\n"
		"RangeError Invalid unit argument for Intl.RelativeTimeFormat.prototype.format() 'eon'\n"
		"RangeError Value need to be finite number for Intl.RelativeTimeFormat.prototype.format()\n"
		"RangeError Value need to be finite number for Intl.RelativeTimeFormat.prototype.format()");
}
