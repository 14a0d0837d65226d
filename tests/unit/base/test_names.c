/* SPDX-License-Identifier: MIT */
/* test_names.c - interning, growth, and going back to a mark. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/names.h"

static evl_name intern(struct evl_names *names, const char *text)
{
	return evl_names_intern_utf8(names, text, strlen(text));
}

Test(base_names, predefined_names_are_there_from_the_start)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 22));
	struct evl_names *names = evl_names_new(&arena);
	cr_expect_eq(intern(names, "length"), EVL_NAME_length);
	cr_expect_eq(intern(names, ""), EVL_NAME_empty);
	cr_expect_eq(intern(names, "__proto__"), EVL_NAME_proto);
	cr_expect_eq(evl_names_entry(names, EVL_NAME_symbol_iterator)->kind, EVL_NAME_KIND_SYMBOL);
	cr_expect_neq(intern(names, "Symbol.iterator"), EVL_NAME_symbol_iterator);
	cr_expect_eq(evl_names_count(names), EVL_NAME_PREDEFINED_COUNT + 1);
	cr_expect_str_eq(evl_names_utf8(names, EVL_NAME_symbol_species, &arena), "Symbol.species");
	for (evl_name i = 1; i < EVL_NAME_PREDEFINED_COUNT; i++) {
		const struct evl_name_entry *entry = evl_names_entry(names, i);
		if (entry->kind == EVL_NAME_KIND_STRING)
			cr_expect_eq(evl_names_find(names, entry->units, entry->length), i, "name %u", (unsigned)i);
	}
	evl_arena_release(&arena);
}

Test(base_names, ids_are_given_in_order_and_found_again_after_growth)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 26));
	struct evl_names *names = evl_names_new(&arena);
	char text[32];
	for (unsigned i = 0; i < 20000; i++) {
		snprintf(text, sizeof(text), "name%u", i);
		cr_assert_eq(intern(names, text), EVL_NAME_PREDEFINED_COUNT + i);
	}
	const struct evl_name_entry *entry = evl_names_entry(names, EVL_NAME_PREDEFINED_COUNT + 3);
	for (unsigned i = 0; i < 20000; i++) {
		snprintf(text, sizeof(text), "name%u", i);
		cr_assert_eq(intern(names, text), EVL_NAME_PREDEFINED_COUNT + i);
	}
	cr_expect_eq(entry, evl_names_entry(names, EVL_NAME_PREDEFINED_COUNT + 3), "entries do not move");
	evl_arena_release(&arena);
}

Test(base_names, a_reset_needs_nothing_that_came_after_the_mark)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 26));
	struct evl_names *names = evl_names_new(&arena);
	evl_name kept = intern(names, "kept");
	char text[32];
	for (int round = 0; round < 3; round++) {
		uint32_t mark = evl_names_count(names);
		unsigned char *place = arena.next;
		for (unsigned i = 0; i < 5000; i++) {
			snprintf(text, sizeof(text), "run%d_%u", round, i);
			cr_assert_eq(intern(names, text), mark + i);
		}
		evl_names_new_symbol(names, EVL_NAME_KIND_SYMBOL, NULL, 0);
		evl_names_reset(names, mark);
		memset(place, 0xEE, (size_t)(arena.next - place));
		arena.next = place;
		cr_expect_eq(evl_names_count(names), mark);
		cr_expect_eq(intern(names, "kept"), kept);
		cr_expect_eq(evl_names_find(names, u"run0_7", 6), EVL_NAME_NONE);
	}
	evl_arena_release(&arena);
}

Test(base_names, symbols_are_never_equal_and_large_indexes_are_known)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 22));
	struct evl_names *names = evl_names_new(&arena);
	evl_name a = evl_names_new_symbol(names, EVL_NAME_KIND_SYMBOL, u"x", 1);
	evl_name b = evl_names_new_symbol(names, EVL_NAME_KIND_SYMBOL, u"x", 1);
	evl_name c = evl_names_new_symbol(names, EVL_NAME_KIND_PRIVATE, NULL, 0);
	cr_expect_neq(a, b);
	cr_expect_eq(evl_names_entry(names, a)->has_description, 1);
	cr_expect_eq(evl_names_entry(names, c)->has_description, 0);
	cr_expect_eq(evl_names_find(names, u"x", 1), EVL_NAME_NONE);
	static const struct {
		const char *text;
		int is_index;
	} rows[] = {
		{ "2147483646", 0 }, { "2147483647", 1 }, { "4294967294", 1 }, { "4294967295", 0 },
		{ "02147483648", 0 }, { "0147483648", 0 }, { "214748364x", 0 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(evl_names_entry(names, intern(names, rows[i].text))->is_index, rows[i].is_index, "%s", rows[i].text);
	evl_arena_release(&arena);
}
