/* SPDX-License-Identifier: MIT */
/*
 * test_iterator_zip.c - Iterator.concat, zip and their kin. What is expected is what Chromium gives.
 */
#include "recent_script.h"

Test(builtins_iterator_zip, one_after_the_other)
{
	expect_recent_output(
		"if (Iterator.concat) log(Iterator.concat([1, 2], 'a'.repeat(0) || new Set([3])).toArray().join());\n"
		"try { Iterator.concat(1); } catch (e) { log(e.name); }\n"
		"log(typeof Iterator.from, Iterator.from({ next: () => ({ done: true }) }) instanceof Iterator, Iterator.from('ab').toArray().join());",
		"1,2,3\n"
		"TypeError\n"
		"function true a,b");
}
