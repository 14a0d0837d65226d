/* SPDX-License-Identifier: MIT */
/* test_buffer.c - appending of every kind. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/buffer.h"

Test(base_buffer, appends_grow_and_end_in_a_nul)
{
	struct evl_buffer buffer;
	evl_buffer_init(&buffer);
	cr_expect_null(buffer.bytes);
	for (int i = 0; i < 1000; i++)
		evl_buffer_printf(&buffer, "%d,", i % 10);
	evl_buffer_append(&buffer, NULL, 0);
	evl_buffer_append_byte(&buffer, '!');
	evl_buffer_append_text(&buffer, "end");
	evl_buffer_append_utf16(&buffer, u"\u20AC", 1);
	cr_expect_eq(buffer.length, 2007);
	cr_expect_str_eq(buffer.bytes + 2000, "!end\xE2\x82\xAC");
	evl_buffer_reset(&buffer);
	cr_expect_str_eq(buffer.bytes, "");
	cr_expect_not(buffer.failed);
	evl_buffer_release(&buffer);
}

Test(base_buffer, an_append_that_cannot_be_sets_failed_and_later_ones_do_nothing)
{
	struct evl_buffer buffer;
	evl_buffer_init(&buffer);
	evl_buffer_append(&buffer, "", SIZE_MAX);
	cr_expect(buffer.failed);
	evl_buffer_append_text(&buffer, "more");
	cr_expect_eq(buffer.length, 0);
	evl_buffer_release(&buffer);
}

Test(base_buffer, units_are_appended_from_all_sources)
{
	struct evl_buffer16 buffer;
	evl_buffer16_init(&buffer);
	evl_buffer16_append(&buffer, u"ab", 2);
	evl_buffer16_append_unit(&buffer, 'c');
	evl_buffer16_append_code_point(&buffer, 0x1F600);
	evl_buffer16_append_utf8(&buffer, "\xE2\x82\xAC", 3);
	evl_buffer16_append_ascii(&buffer, "d");
	cr_expect_eq(buffer.length, 7);
	cr_expect_eq(memcmp(buffer.units, u"abc\U0001F600\u20ACd", 14), 0);
	evl_buffer16_release(&buffer);
}
