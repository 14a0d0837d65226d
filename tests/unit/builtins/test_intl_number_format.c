/* SPDX-License-Identifier: MIT */
/* toLocaleString of numbers. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_intl_number_format, thousands_are_grouped)
{
	static const char *const cases[][2] = {
		{ "[(1234567.891).toLocaleString(), (0).toLocaleString(), (-1234.5).toLocaleString(), (999).toLocaleString(), (1000).toLocaleString(), (0.0005).toLocaleString(), (1.0005).toLocaleString(), (1e21).toLocaleString(), NaN.toLocaleString(), (-0).toLocaleString(), Infinity.toLocaleString()].join('|')",
		  "1,234,567.891|0|-1,234.5|999|1,000|0.001|1.001|1,000,000,000,000,000,000,000|NaN|-0|∞" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_intl_number_format, options)
{
	static const char *const cases[][2] = {
		{ "[(1234.5).toLocaleString('en-US', { minimumFractionDigits: 2 }), (2.5).toLocaleString('en', { maximumFractionDigits: 0 }), (0.256).toLocaleString('en-US', { style: 'percent' }), (-1234.5).toLocaleString('en-US', { style: 'currency', currency: 'USD' }), (1234.5).toLocaleString(undefined, { useGrouping: false })].join('|')",
		  "1,234.50|3|26%|-$1,234.50|1234.5" },
		{ "(1).toLocaleString('en-US', { minimumFractionDigits: 5, maximumFractionDigits: 2 })",
		  "RangeError: maximumFractionDigits value is out of range." },
		{ "(1).toLocaleString('not a tag')",
		  "RangeError: Incorrect locale information provided" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
