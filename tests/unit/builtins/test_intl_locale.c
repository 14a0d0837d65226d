/* SPDX-License-Identifier: MIT */
/*
 * test_intl_locale.c - Language tags. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl_locale, canonical_spelling)
{
	expect_output(
		"for (const tag of ['EN-us', 'de-de', 'zh-hant-tw', 'sr-latn', 'EN', 'pt-br']) log(tag, Intl.getCanonicalLocales(tag));\n"
		"log(Intl.getCanonicalLocales(['en', 'EN', 'de']).join(), Intl.getCanonicalLocales().length, Intl.getCanonicalLocales([]).length);",
		"EN-us en-US\n"
		"de-de de-DE\n"
		"zh-hant-tw zh-Hant-TW\n"
		"sr-latn sr-Latn\n"
		"EN en\n"
		"pt-br pt-BR\n"
		"en,de 0 0");
}

Test(builtins_intl_locale, what_is_no_tag)
{
	expect_output(
		"for (const tag of ['', 'e', 'en_US', 'en-', '-en', 'en-US-', 'abcdefghi', 'en-u', 'x', 'en-a-b', '12']) try { log(tag, Intl.getCanonicalLocales(tag)); } catch (e) { log(e.name, e.message); }\n"
		"for (const tag of [1, null, {}, [1], Symbol]) try { log(Intl.getCanonicalLocales(tag).length); } catch (e) { log(e.name, e.message); }",
		"RangeError Incorrect locale information provided\n"
		"RangeError Incorrect locale information provided\n"
		"RangeError Incorrect locale information provided\n"
		"RangeError Invalid language tag: en-\n"
		"RangeError Incorrect locale information provided\n"
		"RangeError Invalid language tag: en-us-\n"
		"RangeError Incorrect locale information provided\n"
		"RangeError Invalid language tag: en-u\n"
		"RangeError Incorrect locale information provided\n"
		"RangeError Invalid language tag: en-a-b\n"
		"RangeError Incorrect locale information provided\n"
		"0\n"
		"TypeError Cannot convert undefined or null to object\n"
		"0\n"
		"TypeError Language ID should be string or object.\n"
		"0");
}
