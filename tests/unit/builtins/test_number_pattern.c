/* SPDX-License-Identifier: MIT */
/*
 * test_number_pattern.c - Numbers as Intl writes them. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_number_pattern, groups_and_digits)
{
	expect_output(
		"const f = (n, o, l = 'en-US') => new Intl.NumberFormat(l, o).format(n);"
		"log(f(1234567.891), f(-0), f(-0.0004), f(NaN), f(-Infinity), f(1e21), f(0.1 + 0.2, { maximumFractionDigits: 20 }), f(12345n));"
		"log(f(5, { minimumIntegerDigits: 3 }), f(1.005, { maximumFractionDigits: 2 }), f(2.5, { maximumFractionDigits: 0 }), f(123456, { maximumSignificantDigits: 2 }), f(1234, { useGrouping: false }), f(1.1, { minimumFractionDigits: 3 }));"
		"log(f(12345.6, {}, 'de-DE'), f(12345.6, {}, 'de-CH'), f(1234567, {}, 'en-IN'));",
		"1,234,567.891 -0 -0 NaN -\xe2" "\x88" "\x9e" " 1,000,000,000,000,000,000,000 0.30000000000000004 12,345\n"
		"005 1.01 3 120,000 1234 1.100\n"
		"12.345,6 12'345.6 12,34,567");
}

Test(builtins_number_pattern, styles_and_signs)
{
	expect_output(
		"const f = (n, o) => new Intl.NumberFormat('en-US', o).format(n);"
		"log(f(0.256, { style: 'percent' }), f(-5, { style: 'currency', currency: 'USD' }), f(-5, { style: 'currency', currency: 'USD', currencySign: 'accounting' }), f(5, { style: 'currency', currency: 'JPY' }), f(5, { style: 'currency', currency: 'EUR', currencyDisplay: 'code' }));"
		"log(f(5, { signDisplay: 'always' }), f(0, { signDisplay: 'exceptZero' }), f(-0, { signDisplay: 'negative' }), f(3, { style: 'unit', unit: 'kilometer-per-hour' }), f(1, { style: 'unit', unit: 'liter', unitDisplay: 'long' }));",
		"26% -$5.00 ($5.00) \xc2" "\xa5" "5 EUR\xc2" "\xa0" "5.00\n"
		"+5 0 0 3 km/h 1 liter");
}

Test(builtins_number_pattern, compact_and_scientific)
{
	expect_output(
		"const f = (n, o) => new Intl.NumberFormat('en-US', o).format(n);"
		"log(f(1234, { notation: 'compact' }), f(999999, { notation: 'compact' }), f(1.5e9, { notation: 'compact', compactDisplay: 'long' }), f(12345, { notation: 'scientific' }), f(12345, { notation: 'engineering' }), f(0.00012, { notation: 'scientific' }));",
		"1.2K 1M 1.5 billion 1.235E4 12.345E3 1.2E-4");
}

Test(builtins_number_pattern, parts)
{
	expect_output(
		"log(JSON.stringify(new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).formatToParts(-1234.5)));",
		"[{\"type\":\"minusSign\",\"value\":\"-\"},{\"type\":\"currency\",\"value\":\"$\"},{\"type\":\"integer\",\"value\":\"1\"},{\"type\":\"group\",\"value\":\",\"},{\"type\":\"integer\",\"value\":\"234\"},{\"type\":\"decimal\",\"value\":\".\"},{\"type\":\"fraction\",\"value\":\"50\"}]");
}
