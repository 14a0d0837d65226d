/* SPDX-License-Identifier: MIT */
/* The methods that combine sets. */
#include "recent_script.h"

Test(builtins_set_algebra, the_results_keep_the_order_of_the_standard)
{
	expect_recent_output("const a = new Set([1, 2, 3]), b = new Set([3, 2, 4]);\n"
			     "log([...a.union(b)], '|', [...a.intersection(b)], '|', [...a.difference(b)], '|', [...a.symmetricDifference(b)]);\n"
			     "log([...new Set([1, 2, 3, 4]).intersection(b)], '|', [...new Set([1]).union(new Map([[5, 6]]))]);",
			     "1,2,3,4 | 2,3 | 1 | 1,4\n3,2,4 | 1,5");
}

Test(builtins_set_algebra, comparisons)
{
	expect_recent_output("const a = new Set([1, 2]), b = new Set([2, 1, 3]), e = new Set();\n"
			     "log(a.isSubsetOf(b), b.isSubsetOf(a), b.isSupersetOf(a), a.isSupersetOf(b), a.isDisjointFrom(new Set([9])), a.isDisjointFrom(b));\n"
			     "log(e.isSubsetOf(a), e.isSupersetOf(a), a.isSupersetOf(e), e.isDisjointFrom(e));",
			     "true false true false true false\ntrue false true true");
}

Test(builtins_set_algebra, the_other_is_asked_in_order)
{
	expect_recent_output("const other = { get size() { log('size'); return 2; }, get has() { log('has'); return v => v === 1; }, get keys() { log('keys'); return () => [1, 7].values(); } };\n"
			     "log([...new Set([1, 2]).intersection(other)]); log([...new Set([1, 2, 3]).difference(other)]);\n"
			     "for (const bad of [5, { size: NaN }, { size: -1 }, { size: 1, has: 1 }]) try { new Set().union(bad); } catch (e) { log(e.name); }",
			     "size\nhas\nkeys\n1\nsize\nhas\nkeys\n2,3\nTypeError\nTypeError\nRangeError\nTypeError");
}

Test(builtins_set_algebra, a_search_that_ends_early_closes_the_keys)
{
	expect_recent_output("const keys = { next: () => ({ value: 9, done: false }), return() { log('closed'); return {}; } };\n"
			     "log(new Set([1, 2]).isSupersetOf({ size: 1, has() {}, keys: () => keys }));",
			     "closed\nfalse");
}
