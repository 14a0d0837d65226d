/* SPDX-License-Identifier: MIT */
/*
 * test_intl.c - The namespace Intl. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl, its_members)
{
	expect_output(
		"log(Object.prototype.toString.call(Intl), typeof Intl, Object.keys(Intl).length, Object.isExtensible(Intl));\n"
		"for (const name of ['Collator', 'DateTimeFormat', 'ListFormat', 'NumberFormat', 'PluralRules', 'RelativeTimeFormat', 'Segmenter']) { const d = Object.getOwnPropertyDescriptor(Intl, name); log(name, typeof d.value, d.value.length, d.writable, d.enumerable, d.configurable, Object.prototype.toString.call(d.value.prototype)); }\n"
		"log(Intl.NumberFormat.supportedLocalesOf(['en-US', 'de']).join());",
		"[object Intl] object 0 true\n"
		"Collator function 0 true false true [object Intl.Collator]\n"
		"DateTimeFormat function 0 true false true [object Intl.DateTimeFormat]\n"
		"ListFormat function 0 true false true [object Intl.ListFormat]\n"
		"NumberFormat function 0 true false true [object Intl.NumberFormat]\n"
		"PluralRules function 0 true false true [object Intl.PluralRules]\n"
		"RelativeTimeFormat function 0 true false true [object Intl.RelativeTimeFormat]\n"
		"Segmenter function 0 true false true [object Intl.Segmenter]\n"
		"en-US,de");
}
