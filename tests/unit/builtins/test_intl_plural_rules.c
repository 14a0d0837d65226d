/* SPDX-License-Identifier: MIT */
/*
 * test_intl_plural_rules.c - The plural of a number. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl_plural_rules, cardinals_and_ordinals)
{
	expect_output(
		"const c = new Intl.PluralRules('en'), o = new Intl.PluralRules('en', { type: 'ordinal' });"
		"log([0, 1, 1.5, 2, -1, NaN].map((n) => c.select(n)).join(), [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111].map((n) => o.select(n)).join());"
		"log(new Intl.PluralRules('en', { minimumFractionDigits: 1 }).select(1));",
		"other,one,other,other,one,other one,two,few,other,other,other,other,one,two,few,one,other\n"
		"other");
}
