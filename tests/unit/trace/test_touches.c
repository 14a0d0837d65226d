/* SPDX-License-Identifier: MIT */
#include "trace/touches.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct evl_arena arena;
static struct evl_touches touches;

static void start(void)
{
	cr_assert(evl_arena_init(&arena, (size_t)1 << 28));
	touches = (struct evl_touches){ .arena = &arena };
}

static void end(void)
{
	evl_arena_release(&arena);
}

TestSuite(trace_touches, .init = start, .fini = end);

Test(trace_touches, order_and_names_survive_growth)
{
	char name[16];
	for (uint32_t i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "x%u", (unsigned)i);
		evl_touches_append(&touches, &(struct evl_touch){ .place = i, .name = name, .writes = i % 2 != 0 });
	}
	cr_assert_eq(touches.count, 1000);
	cr_expect(!touches.cut);
	for (uint32_t i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "x%u", (unsigned)i);
		cr_assert_eq(touches.items[i].place, i);
		cr_assert_eq(touches.items[i].writes, i % 2 != 0);
		cr_assert_str_eq(touches.items[i].name, name, "the name is copied");
	}
}

Test(trace_touches, beyond_the_most_nothing_is_kept_and_that_is_said)
{
	struct evl_touch touch = { .place = 1, .name = "" };
	for (uint32_t i = 0; i < EVL_TOUCHES_MAX; i++)
		evl_touches_append(&touches, &touch);
	cr_assert(!touches.cut);
	touch.place = 2;
	evl_touches_append(&touches, &touch);
	cr_expect(touches.cut);
	cr_expect_eq(touches.count, EVL_TOUCHES_MAX);
	cr_expect_eq(touches.items[EVL_TOUCHES_MAX - 1].place, 1);
}
