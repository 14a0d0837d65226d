/* SPDX-License-Identifier: MIT */
/*
 * test_intl_list_format.c - Lists in words. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl_list_format, kinds_and_lengths)
{
	expect_output(
		"const f = (l, o) => new Intl.ListFormat('en', o).format(l);"
		"log(f([]), f(['a']), f(['a', 'b']), f(['a', 'b', 'c']), f(['a', 'b'], { type: 'disjunction' }), f(['a', 'b', 'c'], { type: 'unit' }), f(['a', 'b', 'c'], { style: 'narrow', type: 'unit' }));"
		"log(JSON.stringify(new Intl.ListFormat('en').formatToParts(['x', 'y'])));"
		"try { f([1]); } catch (e) { log(e.name, e.message); }",
		" a a and b a, b, and c a or b a, b, c a b c\n"
		"[{\"type\":\"element\",\"value\":\"x\"},{\"type\":\"literal\",\"value\":\" and \"},{\"type\":\"element\",\"value\":\"y\"}]\n"
		"TypeError Iterable yielded 1 which is not a string");
}
