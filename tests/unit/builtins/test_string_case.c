/* SPDX-License-Identifier: MIT */
/* Upper and lower case. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_string_case, ascii_and_beyond)
{
	static const char *const cases[][2] = {
		{ "'Hello World'.toUpperCase() + 'Hello World'.toLowerCase()",
		  "HELLO WORLDhello world" },
		{ "'straße ﬁ ŉ ǰ ΐ ß'.toUpperCase()",
		  "STRASSE FI ʼN J̌ Ϊ́ SS" },
		{ "'İSTANBUL ÀÉÎ ЖЯ ΑΣ ΑΣΑ Σ Α.Σ'.toLowerCase()",
		  "i̇stanbul àéî жя ας ασα σ α.ς" },
		{ "'ǆ ǅ Ǆ 𐐨'.toUpperCase() + 'Ǆ 𐐀'.toLowerCase()",
		  "Ǆ Ǆ Ǆ 𐐀ǆ 𐐨" },
		{ "'\\ud800a'.toUpperCase().length",
		  "2" },
		{ "'I'.toLocaleLowerCase() + 'i'.toLocaleUpperCase('en-US')",
		  "iI" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
