/* SPDX-License-Identifier: MIT */
/* localeCompare. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_locale_compare, letters_then_accents_then_case)
{
	static const char *const cases[][2] = {
		{ "[['a', 'b'], ['a', 'B'], ['a', 'A'], ['á', 'b'], ['a', 'á'], ['ab', 'Aa'], ['résumé', 'Resume'], ['co-op', 'coop'], ['_', 'a'], ['1', 'a'], ['', 'a'], ['z', 'ä'], ['ж', 'Ж'], ['x y', 'xy']].map(([x, y]) => x.localeCompare(y))",
		  "-1,-1,-1,-1,-1,1,1,-1,-1,-1,-1,1,-1,-1" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_locale_compare, options)
{
	static const char *const cases[][2] = {
		{ "['a'.localeCompare('A', undefined, { sensitivity: 'base' }), 'a'.localeCompare('á', 'en', { sensitivity: 'base' }), 'a'.localeCompare('á', 'en', { sensitivity: 'accent' }), 'a'.localeCompare('A', 'en', { sensitivity: 'accent' }), 'a'.localeCompare('A', 'en', { sensitivity: 'case' }), 'a10'.localeCompare('a2', undefined, { numeric: true }), 'a10'.localeCompare('a2'), '01'.localeCompare('1', 'en', { numeric: true })]",
		  "0,0,-1,0,-1,1,-1,0" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
