/* SPDX-License-Identifier: MIT */
#include "regexp/property.h"

#include <criterion/criterion.h>
#include <string.h>

static bool has(const char *name, const char *value, uint32_t point)
{
	struct evl_arena arena;
	struct evl_charset set;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_charset_init(&set, &arena);
	cr_assert(evl_property_add(name, value, &set), "%s", name);
	evl_charset_normalize(&set);
	bool result = evl_charset_has(&set, point);
	evl_arena_release(&arena);
	return result;
}

Test(regexp_property, categories_scripts_and_binary_properties)
{
	cr_expect(has("Lu", NULL, 'A') && !has("Lu", NULL, 'a'));
	cr_expect(has("General_Category", "Decimal_Number", '7') && has("gc", "Nd", 0x0663));
	cr_expect(has("Script", "Cyrillic", 0x0416) && has("sc", "Cyrl", 0x0416) && !has("sc", "Cyrl", 'x'));
	cr_expect(has("Script_Extensions", "Hiragana", 0x30FC) && !has("Script", "Hiragana", 0x30FC));
	cr_expect(has("ASCII", NULL, 0x7F) && !has("ASCII", NULL, 0x80));
	cr_expect(has("Emoji", NULL, 0x1F600) && has("Alphabetic", NULL, 'q') && has("Any", NULL, 0x10FFFF));
}

static void count_string(void *context, const uint32_t *points, uint32_t count)
{
	(void)points;
	cr_expect(count > 1);
	++*(uint32_t *)context;
}

Test(regexp_property, properties_of_strings)
{
	struct evl_arena arena;
	struct evl_charset set;
	uint32_t strings = 0;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_charset_init(&set, &arena);
	cr_expect(evl_property_add_strings("RGI_Emoji_Tag_Sequence", &set, count_string, &strings));
	cr_expect_eq(strings, 3, "England, Scotland, Wales: %u", (unsigned)strings);
	cr_expect_not(evl_property_add_strings("Lu", &set, count_string, &strings));
	evl_arena_release(&arena);
}

Test(regexp_property, names_of_groups)
{
	cr_expect(evl_property_is_id_start(0x3C0) && !evl_property_is_id_start(0x2028));
	cr_expect(evl_property_is_id_continue(0x200D) || !evl_property_is_id_start(0x200D));
	cr_expect(evl_property_is_id_continue(0x0301) && !evl_property_is_id_start(0x0301));
}
