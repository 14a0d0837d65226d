/* SPDX-License-Identifier: MIT */
/* Padding, repeating, trimming, normal forms. What is expected is what Node 20 gives. */
#include "../script.h"

Test(builtins_string_shape, padding)
{
	static const char *const cases[][2] = {
		{ "['5'.padStart(3, '0'), 'abc'.padStart(8, 'xy'), 'abc'.padEnd(6), 'abc'.padEnd(2), 'a'.padEnd(5, ''), 'a'.padStart(4, 'é')].join('|')",
		  "005|xyxyxabc|abc   |abc|a|éééa" },
		{ "'a'.padStart(2 ** 30)",
		  "RangeError: Invalid string length" },
		{ "'a'.padStart(2 ** 30, '').length",
		  "1" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string_shape, repeating)
{
	static const char *const cases[][2] = {
		{ "'ab'.repeat(3) + 'ab'.repeat(0) + ''.repeat(2 ** 30) + 'x'.repeat(2.9)",
		  "abababxx" },
		{ "'a'.repeat(-1)",
		  "RangeError: Invalid count value: -1" },
		{ "'a'.repeat(Infinity)",
		  "RangeError: Invalid count value: Infinity" },
		{ "'ab'.repeat(2 ** 29)",
		  "RangeError: Invalid string length" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string_shape, trimming)
{
	static const char *const cases[][2] = {
		{ "'[' + ' \\t\\n\\u00a0\\ufeffa b\\u2029 '.trim() + '][' + '  x '.trimStart() + '][' + ' x  '.trimEnd() + ']'",
		  "[a b][x ][ x]" },
		{ "String.prototype.trimLeft === String.prototype.trimStart",
		  "true" },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}

Test(builtins_string_shape, well_formed)
{
	static const char *const cases[][2] = {
		{ "['ab'.isWellFormed(), 'a\\ud800'.isWellFormed(), '😀'.isWellFormed(), 'a\\ud800b'.toWellFormed(), '\\udc00'.toWellFormed().charCodeAt(0)]",
		  "true,false,true,a�b,65533" },
		{ "'abc'.normalize() + 'é'.normalize('NFC')",
		  "abcé" },
		{ "'a'.normalize('x')",
		  "RangeError: The normalization form should be one of NFC, NFD, NFKC, NFKD." },
	};
	char source[4096];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(source, sizeof source, "try { log(%s) } catch (e) { log(e) }", cases[i][0]);
		expect_output(source, cases[i][1]);
	}
}
