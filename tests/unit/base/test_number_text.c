/* SPDX-License-Identifier: MIT */
/* test_number_text.c - numbers to text and back; expectations from V8. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number_text.h"

Test(base_number_text, the_shortest_text_is_written)
{
	static const struct {
		double value;
		const char *text;
	} rows[] = {
		{ 0, "0" }, { -0.0, "0" }, { 1, "1" }, { -1, "-1" }, { 0.1, "0.1" }, { 0.1 + 0.2, "0.30000000000000004" },
		{ 123456789, "123456789" }, { 1e21, "1e+21" }, { 1e20, "100000000000000000000" }, { 123e-20, "1.23e-18" },
		{ 1e-6, "0.000001" }, { 1e-7, "1e-7" }, { 1.5e-7, "1.5e-7" }, { 5e-324, "5e-324" },
		{ 1.7976931348623157e308, "1.7976931348623157e+308" }, { 2.2250738585072014e-308, "2.2250738585072014e-308" },
		{ 9007199254740993.0, "9007199254740992" }, { 123456789012345680000.0, "123456789012345680000" },
		{ 4.35, "4.35" }, { 1.005, "1.005" }, { 0.5, "0.5" }, { 100, "100" }, { 1e300, "1e+300" },
		{ 150908248301743.125, "150908248301743.12" }, { 9.5367431640625e-7, "9.5367431640625e-7" },
		{ 1.0 / 3, "0.3333333333333333" }, { 4.9406564584124654e-323, "5e-323" }, { INFINITY, "Infinity" },
		{ -INFINITY, "-Infinity" }, { NAN, "NaN" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[EVL_NUMBER_TEXT_MAX];
		size_t length = evl_number_to_text(rows[i].value, text);
		cr_expect_str_eq(text, rows[i].text, "%s, not %s", text, rows[i].text);
		cr_expect_eq(length, strlen(text));
	}
}

Test(base_number_text, what_is_written_reads_back_as_the_same_number)
{
	uint64_t state = 88172645463325252u;
	for (int i = 0; i < 20000; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		uint64_t bits = state & 0x7FFFFFFFFFFFFFFFu;
		if (i % 5 == 0)
			bits &= ~(uint64_t)0xFFFFFFFFFFFFF; /* powers of two: the gap below is narrow */
		if (i % 7 == 0)
			bits &= 0xFFFFFFFFFFFFF; /* subnormal */
		double value, back = -1;
		memcpy(&value, &bits, sizeof(value));
		if (!isfinite(value))
			continue;
		char text[EVL_NUMBER_TEXT_MAX];
		size_t length = evl_number_to_text(value, text);
		cr_assert_eq(evl_text_to_number(text, length, &back), length, "%s", text);
		cr_assert(back == value, "%s", text);
		cr_assert(strtod(text, NULL) == value, "%s", text);
	}
}

Test(base_number_text, text_is_read_correctly_rounded)
{
	static const struct {
		const char *text;
		double value;
		size_t taken;
	} rows[] = {
		{ "0", 0, 1 }, { "12.5e1x", 125, 6 }, { ".5", 0.5, 2 }, { "5.", 5, 2 }, { ".", 0, 0 }, { "e5", 0, 0 }, { "1e", 1, 1 },
		{ "1e+", 1, 1 }, { "1e400", INFINITY, 5 }, { "1e-400", 0, 6 }, { "9007199254740993", 9007199254740992.0, 16 },
		{ "9007199254740993.00000000000000000000000000000000000001", 9007199254740994.0, 55 },
		{ "1.7976931348623159e308", INFINITY, 22 }, { "2.4703282292062327e-324", 0, 23 },
		{ "2.4703282292062328e-324", 5e-324, 23 }, { "0.000000000000000000001", 1e-21, 23 },
		{ "1e99999999999999999999", INFINITY, 22 }, { "0e99999999999999999999", 0, 22 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		double value = 0;
		cr_expect_eq(evl_text_to_number(rows[i].text, strlen(rows[i].text), &value), rows[i].taken, "%s", rows[i].text);
		cr_expect(value == rows[i].value, "%s", rows[i].text);
	}
}

Test(base_number_text, digits_are_exact_and_ties_go_up)
{
	static const struct {
		double value;
		int digits;
		bool fixed;
		const char *text;
		int exponent;
	} rows[] = {
		{ 1.005, 2, true, "100", 1 },  { 0.5, 0, true, "1", 1 },	 { 1.5, 0, true, "2", 1 },
		{ 2.5, 0, true, "3", 1 },      { 1.45, 1, true, "14", 1 },	 { 0.000001, 3, true, "", -5 },
		{ 0.0005, 3, true, "1", -2 },  { 999.9, 0, true, "1000", 4 }, { 123.456, 4, false, "1235", 3 },
		{ 0.1, 20, false, "10000000000000000555", 0 }, { 25, 1, false, "3", 2 }, { 9.99, 2, false, "10", 2 },
		{ 0, 2, true, "", 0 },	 { 0, 3, false, "000", 1 },	 { 5e-324, 3, false, "494", -323 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char out[600];
		int exponent = 99;
		size_t count = evl_number_digits(rows[i].value, rows[i].digits, rows[i].fixed, out, sizeof(out) - 1, &exponent);
		out[count] = '\0';
		cr_expect_str_eq(out, rows[i].text, "row %zu: %s", i, out);
		cr_expect(count == 0 || exponent == rows[i].exponent, "row %zu: %d", i, exponent);
	}
}

Test(base_number_text, other_radixes_are_written_as_v8_does)
{
	static const struct {
		double value;
		int radix;
		const char *text;
	} rows[] = {
		{ 255, 16, "ff" }, { -255, 2, "-11111111" }, { 0.5, 2, "0.1" }, { 0.1, 3, "0.0022002200220022002200220022002201" },
		{ 1e21, 7, "5135235413265003022600000" }, { 35, 36, "z" }, { 3.7, 5, "3.3222222222222222222223" },
		{ 1.5, 10, "1.5" }, { NAN, 2, "NaN" }, { 0, 2, "0" },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[EVL_RADIX_TEXT_MAX];
		cr_expect_eq(evl_number_to_radix_text(rows[i].value, rows[i].radix, text), strlen(text));
		cr_expect_str_eq(text, rows[i].text, "%s, not %s", text, rows[i].text);
	}
	char text[EVL_RADIX_TEXT_MAX];
	cr_expect_eq(evl_number_to_radix_text(5e-324, 2, text), 1076);
	cr_expect_eq(evl_number_to_radix_text(-1.7976931348623157e308, 2, text), 1025);
}
