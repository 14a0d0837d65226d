/* SPDX-License-Identifier: MIT */
/*
 * test_intl_options.c - Options of Intl: how they are read and refused. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl_options, values_outside_of_a_list_are_refused)
{
	expect_output(
		"for (const o of [{ style: 'x' }, { currency: 'dollar' }, { style: 'currency' }, { style: 'unit' }, { minimumFractionDigits: 101 }, { maximumSignificantDigits: 0 }, { minimumIntegerDigits: 22 }, { notation: 'y' }])"
		"\ttry { new Intl.NumberFormat('en', o); log('no error'); } catch (e) { log(e.name, e.message); }",
		"RangeError Value x out of range for Intl.NumberFormat options property style\n"
		"RangeError Invalid currency code : dollar\n"
		"TypeError Currency code is required with currency style.\n"
		"TypeError Invalid unit argument for Intl.NumberFormat() ''\n"
		"RangeError minimumFractionDigits value is out of range.\n"
		"RangeError maximumSignificantDigits value is out of range.\n"
		"RangeError minimumIntegerDigits value is out of range.\n"
		"RangeError Value y out of range for Intl.NumberFormat options property notation");
}

Test(builtins_intl_options, options_are_coerced_once_and_in_their_order)
{
	expect_output(
		"const seen = []; new Intl.PluralRules('en', new Proxy({}, { get(t, k) { seen.push(k); } })); log(seen.slice(0, 7).join(' '));"
		"try { new Intl.PluralRules('en', null); } catch (e) { log(e.message); }"
		"log(new Intl.PluralRules('en', 5).resolvedOptions().type);",
		"localeMatcher type minimumIntegerDigits minimumFractionDigits maximumFractionDigits minimumSignificantDigits maximumSignificantDigits\n"
		"Intl.PluralRules called on null or undefined\n"
		"cardinal");
}

Test(builtins_intl_options, locales_are_lists_of_tags)
{
	expect_output(
		"log(Intl.getCanonicalLocales(['EN-us', 'de', 'en-US']).join(), Intl.getCanonicalLocales(undefined).length, Intl.getCanonicalLocales('zh-hant-tw')[0]);"
		"for (const bad of ['', 'x_y', 'a', 'en-', 'toolongtag']) try { Intl.getCanonicalLocales(bad); log('fine', bad); } catch (e) { log(e.name, e.message); }"
		"try { Intl.getCanonicalLocales(5); log('five'); } catch (e) { log(e.message); } try { Intl.getCanonicalLocales([5]); } catch (e) { log(e.message); }",
		"en-US,de 0 zh-Hant-TW\n"
		"RangeError Incorrect locale information provided\n"
		"RangeError Incorrect locale information provided\n"
		"RangeError Incorrect locale information provided\n"
		"RangeError Invalid language tag: en-\n"
		"RangeError Incorrect locale information provided\n"
		"five\n"
		"Language ID should be string or object.");
}
