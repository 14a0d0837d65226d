/* SPDX-License-Identifier: MIT */
/*
 * test_region_date.c - Dates in other languages' patterns. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_region_date, patterns_of_regions)
{
	expect_output(
		"const d = Date.UTC(2024, 1, 9, 15, 4, 5), f = (l, o) => new Intl.DateTimeFormat(l, { timeZone: 'UTC', ...o }).format(d).replace(/[\\u202f\\u00a0]/g, '_');"
		"log(f('de-DE'), '|', f('de-DE', { dateStyle: 'full' }), '|', f('en-GB', { dateStyle: 'short', timeStyle: 'short' }), '|', f('fr-FR', { month: 'long', day: 'numeric', year: 'numeric' }));",
		"9.2.2024 | Freitag, 9. Februar 2024 | 09/02/2024, 15:04 | 9 f\xc3" "\xa9" "vrier 2024");
}
