/* SPDX-License-Identifier: MIT */
#include "builtins/text_parts.h"

#include <criterion/criterion.h>
#include <string.h>

Test(builtins_text_parts, empty_texts_are_no_parts)
{
	struct evl_text_parts parts;
	evl_text_parts_init(&parts);
	evl_text_parts_add_text(&parts, "integer", "12");
	evl_text_parts_add_text(&parts, "group", "");
	evl_text_parts_add_text(&parts, "fraction", "5");
	cr_expect_eq(parts.count, 2);
	cr_expect_str_eq(parts.items[1].type, "fraction");
	cr_expect_eq(parts.items[1].end, 3);
	evl_text_parts_release(&parts);
}

Test(builtins_text_parts, literals_join)
{
	struct evl_text_parts parts;
	evl_text_parts_init(&parts);
	evl_text_parts_add_literal(&parts, ", ", 2);
	evl_text_parts_add_literal(&parts, "at ", 3);
	cr_expect_eq(parts.count, 1);
	cr_expect_eq(parts.items[0].end, 5);
	parts.source = "endRange";
	evl_text_parts_add_literal(&parts, "x", 1);
	cr_expect_eq(parts.count, 2, "another source is another part");
	evl_text_parts_release(&parts);
}

Test(builtins_text_parts, ends_count_utf16_units)
{
	struct evl_text_parts parts;
	evl_text_parts_init(&parts);
	evl_text_parts_add_text(&parts, "currency", "\xE2\x82\xAC");
	evl_text_parts_add_text(&parts, "literal", "\xF0\x9F\x98\x80");
	cr_expect_eq(parts.items[0].end, 1);
	cr_expect_eq(parts.items[1].end, 3);
	evl_text_parts_release(&parts);
}

Test(builtins_text_parts, appending_keeps_types_and_sources)
{
	struct evl_text_parts all, some;
	evl_text_parts_init(&all);
	evl_text_parts_init(&some);
	some.source = "startRange";
	evl_text_parts_add_text(&all, "minusSign", "-");
	evl_text_parts_add_text(&some, "integer", "7");
	evl_text_parts_append(&all, &some);
	cr_assert_eq(all.count, 2);
	cr_expect_str_eq(all.items[1].type, "integer");
	cr_expect_str_eq(all.items[1].source, "startRange");
	cr_expect_eq(all.items[1].end, 2);
	evl_text_parts_release(&all);
	evl_text_parts_release(&some);
}
