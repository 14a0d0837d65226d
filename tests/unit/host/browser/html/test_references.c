/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "host/browser/html/references.h"

/* The length of the longest name at the beginning of a text, and what it stands for. */
static uint32_t matched(const char *text, uint16_t units[2])
{
	struct evl_reference_search search = evl_reference_begin();
	for (size_t i = 0; text[i] != '\0' && evl_reference_read(&search, (unsigned char)text[i]); i++)
		;
	units[0] = search.units[0];
	units[1] = search.units[1];
	return search.matched;
}

static void is(const char *text, uint32_t length, uint16_t first, uint16_t second)
{
	uint16_t units[2];
	cr_expect_eq(matched(text, units), length, "&%s", text);
	cr_expect_eq(units[0], first, "&%s is U+%04X", text, (unsigned)units[0]);
	cr_expect_eq(units[1], second, "&%s is U+%04X", text, (unsigned)units[1]);
}

Test(host_browser_html_references, names)
{
	is("amp;", 4, '&', 0);
	is("AElig;", 6, 0xC6, 0);
	is("zwnj; and", 5, 0x200C, 0);
	is("CounterClockwiseContourIntegral;", 32, 0x2233, 0);
}

Test(host_browser_html_references, the_longest_name_counts)
{
	is("notit;", 3, 0xAC, 0);
	is("notin;", 6, 0x2209, 0);
	is("notindot;", 9, 0x22F5, 0x338);
	is("amp", 3, '&', 0);
	is("lt=1", 2, '<', 0);
}

Test(host_browser_html_references, two_units)
{
	is("Afr;", 4, 0xD835, 0xDD04);
	is("acE;", 4, 0x223E, 0x333);
}

Test(host_browser_html_references, no_name)
{
	is("", 0, 0, 0);
	is("hellip", 0, 0, 0);
	is("Amp;", 0, 0, 0);
	is("0", 0, 0, 0);
}

Test(host_browser_html_references, a_search_tells_whether_a_semicolon_ends_the_name)
{
	struct evl_reference_search search = evl_reference_begin();
	cr_expect(evl_reference_read(&search, 'l') && evl_reference_read(&search, 't'));
	cr_expect_eq(search.ended, false);
	cr_expect(evl_reference_read(&search, ';'));
	cr_expect_eq(search.ended, true);
	cr_expect_eq(evl_reference_read(&search, ';'), false);
}

Test(host_browser_html_references, numbers)
{
	cr_expect_eq(evl_reference_number('A'), 'A');
	cr_expect_eq(evl_reference_number(0x1F600), 0x1F600);
	cr_expect_eq(evl_reference_number(0), 0xFFFD);
	cr_expect_eq(evl_reference_number(0xD800), 0xFFFD);
	cr_expect_eq(evl_reference_number(0x110000), 0xFFFD);
	cr_expect_eq(evl_reference_number(0x80), 0x20AC);
	cr_expect_eq(evl_reference_number(0x81), 0x81);
	cr_expect_eq(evl_reference_number(0x9F), 0x178);
}
