/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"

#include <criterion/criterion.h>

Test(base_ascii, hexadecimal_digits_have_values_and_nothing_else_has)
{
	int digits = 0;
	for (int32_t c = -1; c < 0x300; c++)
		digits += evl_hex_value(c) >= 0;
	cr_expect_eq(digits, 22);
	cr_expect_eq(evl_hex_value('0'), 0);
	cr_expect_eq(evl_hex_value('9'), 9);
	cr_expect_eq(evl_hex_value('a'), 10);
	cr_expect_eq(evl_hex_value('F'), 15);
	cr_expect_eq(evl_hex_value('g'), -1);
	/* 32 below or above a digit's letter, and a full-width digit */
	cr_expect_eq(evl_hex_value('A' - 32), -1);
	cr_expect_eq(evl_hex_value('a' + 32), -1);
	cr_expect_eq(evl_hex_value(0xFF10), -1);
}

Test(base_ascii, letters_and_digits_end_where_they_end)
{
	cr_expect(evl_is_letter('A') && evl_is_letter('Z') && evl_is_letter('a') && evl_is_letter('z'));
	cr_expect(!evl_is_letter('@') && !evl_is_letter('[') && !evl_is_letter('`') && !evl_is_letter('{') && !evl_is_letter(0xE9));
	cr_expect(evl_is_digit('0') && evl_is_digit('9') && !evl_is_digit('/') && !evl_is_digit(':'));
}

Test(base_ascii, spaces_of_html_are_five)
{
	int spaces = 0;
	for (int32_t c = 0; c < 0x10000; c++)
		spaces += evl_is_html_space(c);
	cr_expect_eq(spaces, 5);
	cr_expect(!evl_is_html_space('\v') && !evl_is_html_space(0xA0));
}

Test(base_ascii, names_have_bytes_of_longer_characters)
{
	for (const char *c = "azAZ09_$\xC3\xA9"; *c != '\0'; c++)
		cr_expect(evl_is_name_byte(*c), "%02x", (unsigned char)*c);
	for (const char *c = " .-#@\\\x7F"; *c != '\0'; c++)
		cr_expect_not(evl_is_name_byte(*c), "%02x", (unsigned char)*c);
}
