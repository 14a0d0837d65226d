/* SPDX-License-Identifier: MIT */
#include "check/place.h"

#include <criterion/criterion.h>
#include <string.h>

Test(check_place, lines_end_in_three_ways)
{
	static const char text[] = "a\nb\r\nc\rd";
	struct evl_arena arena;
	struct evl_places places;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 24));
	evl_places_init(&places, text, sizeof text - 1, &arena);
	static const uint32_t lines[] = { 1, 1, 2, 2, 2, 3, 3, 4 };
	for (uint32_t i = 0; i < sizeof text - 1; i++)
		cr_expect_eq(evl_place_line(&places, i), lines[i], "byte %u", (unsigned)i);
	evl_arena_release(&arena);
}

Test(check_place, columns_count_characters)
{
	static const char text[] = "x\n\xC3\xA9\xF0\x9F\x98\x80z";
	struct evl_arena arena;
	struct evl_places places;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 24));
	evl_places_init(&places, text, sizeof text - 1, &arena);
	struct evl_check_place place = evl_place_of(&places, (struct evl_range){ 8, 9 });
	cr_expect_eq(place.line, 2);
	cr_expect_neq(place.column, 7, "bytes are not counted");
	struct evl_check_place again = evl_place_of(&places, (struct evl_range){ 8, 9 });
	cr_expect_eq(again.column, place.column);
	cr_expect_eq(evl_place_of(&places, (struct evl_range){ 2, 4 }).column, 1);
	evl_arena_release(&arena);
}
