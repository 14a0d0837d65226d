/* SPDX-License-Identifier: MIT */
#include "drill/snippet.h"

#include <criterion/criterion.h>
#include <string.h>

Test(drill_snippet, topics_are_found_by_their_names)
{
	for (int topic = EVL_TOPIC_ANY; topic < EVL_TOPIC_COUNT; topic++)
		cr_expect_eq(evl_topic_find(evl_topic_name((enum evl_topic)topic)), topic, "%s", evl_topic_name((enum evl_topic)topic));
	cr_expect_eq(evl_topic_find("no such topic"), EVL_TOPIC_COUNT);
}

Test(drill_snippet, every_topic_has_a_level_and_a_host)
{
	for (int topic = EVL_TOPIC_ANY + 1; topic < EVL_TOPIC_COUNT; topic++) {
		uint32_t level = evl_topic_level((enum evl_topic)topic);
		cr_expect(level >= 1 && level <= EVL_DRILL_LEVELS, "%s", evl_topic_name((enum evl_topic)topic));
		cr_expect(strlen(evl_topic_summary((enum evl_topic)topic)) > 10);
		cr_expect(evl_topic_fits((enum evl_topic)topic, EVL_DRILL_NODE) || evl_topic_fits((enum evl_topic)topic, EVL_DRILL_BROWSER));
	}
}

Test(drill_snippet, the_same_seed_writes_the_same)
{
	for (uint32_t level = 1; level <= EVL_DRILL_LEVELS; level++) {
		struct evl_buffer first, second;
		struct evl_random one = { 77 }, two = { 77 };
		const char *title = NULL;
		evl_buffer_init(&first);
		evl_buffer_init(&second);
		evl_snippet_write(&one, level, EVL_TOPIC_ANY, EVL_DRILL_NODE, &first, &title);
		evl_snippet_write(&two, level, EVL_TOPIC_ANY, EVL_DRILL_NODE, &second, &title);
		cr_assert(first.length != 0 && first.length == second.length);
		cr_expect_eq(memcmp(first.bytes, second.bytes, first.length), 0);
		cr_expect(title != NULL && *title != '\0');
		evl_buffer_release(&first);
		evl_buffer_release(&second);
	}
}
