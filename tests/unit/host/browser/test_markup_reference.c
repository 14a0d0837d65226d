/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "base/utf.h"
#include "host/browser/markup.h"

/* What stands behind "&": how long the reference is, and its first unit in *unit. */
static uint32_t length_of(const char *text, bool in_attribute, uint32_t *unit)
{
	uint16_t units[128], out[2] = { 0 };
	uint32_t count = 0;
	size_t length = evl_utf8_to_utf16(text, strlen(text), units);
	uint32_t taken = evl_markup_reference(units, (uint32_t)length, in_attribute, out, &count);
	size_t units_taken;
	*unit = taken != 0 && taken != EVL_REFERENCE_UNKNOWN ? evl_utf16_decode(out, count, 0, &units_taken) : 0;
	return taken;
}

static void is(const char *text, uint32_t length, uint32_t character)
{
	uint32_t unit;
	cr_expect_eq(length_of(text, false, &unit), length, "&%s", text);
	cr_expect_eq(unit, character, "&%s is U+%04X", text, (unsigned)unit);
}

Test(host_browser_markup_reference, names)
{
	is("amp;", 4, '&');
	is("hellip; and", 7, 0x2026);
	is("nbsp;", 5, 0xA0);
	is("AMP;", 4, '&');
	is("Amp;", EVL_REFERENCE_UNKNOWN, 0);
}

Test(host_browser_markup_reference, old_names_count_without_a_semicolon)
{
	is("amp", 3, '&');
	is("notit;", 3, 0xAC);
	is("lt=1", 2, '<');
	is("hellip", 0, 0);
}

Test(host_browser_markup_reference, in_an_attribute_only_where_it_cannot_be_a_query)
{
	uint32_t unit;
	cr_expect_eq(length_of("lt=1", true, &unit), 0);
	cr_expect_eq(length_of("notit;", true, &unit), EVL_REFERENCE_UNKNOWN);
	cr_expect_eq(length_of("lt;=1", true, &unit), 3);
	cr_expect_eq(length_of("lt ", true, &unit), 2);
}

Test(host_browser_markup_reference, numbers)
{
	is("#65;", 4, 'A');
	is("#x41;", 5, 'A');
	is("#X1f600;", 8, 0x1F600);
	is("#65a", 3, 'A');
	is("#;", 0, 0);
	is("#x;", 0, 0);
	is("#xg", 0, 0);
	is("#", 0, 0);
}

Test(host_browser_markup_reference, what_is_no_character_is_replaced)
{
	is("#0;", 3, 0xFFFD);
	is("#xD800;", 7, 0xFFFD);
	is("#x110000;", 9, 0xFFFD);
	is("#99999999999999999999999;", 25, 0xFFFD);
}

Test(host_browser_markup_reference, what_is_none)
{
	is("", 0, 0);
	is(" amp;", 0, 0);
	is(";", 0, 0);
	is("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;", 0, 0);
}
