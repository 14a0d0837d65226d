/* SPDX-License-Identifier: MIT */
/*
 * test_intl_collator.c - Comparing texts by a collator. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl_collator, settings)
{
	expect_output(
		"const sort = (o, ...texts) => texts.sort(new Intl.Collator('en', o).compare).join(' ');"
		"log(sort({}, 'b', 'a', 'B', 'A', '\\u00e4'), '|', sort({ numeric: true }, 'x10', 'x9', 'x09'), '|', sort({ caseFirst: 'upper' }, 'a', 'A', 'b'));"
		"const eq = (s, a, b) => new Intl.Collator('en', { sensitivity: s }).compare(a, b); log(eq('base', 'a', '\\u00c1'), eq('accent', 'a', 'A'), eq('accent', 'a', '\\u00e1') < 0, eq('case', 'a', '\\u00e1'), eq('variant', 'a', 'A'));"
		"log(JSON.stringify(new Intl.Collator('en').resolvedOptions()));",
		"a A \xc3" "\xa4" " b B | x9 x09 x10 | A a b\n"
		"0 0 true 0 -1\n"
		"{\"locale\":\"en\",\"usage\":\"sort\",\"sensitivity\":\"variant\",\"ignorePunctuation\":false,\"collation\":\"default\",\"numeric\":false,\"caseFirst\":\"false\"}");
}
