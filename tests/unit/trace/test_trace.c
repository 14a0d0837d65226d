/* SPDX-License-Identifier: MIT */
/*
 * test_trace.c - the log: order, texts, the cap, the cut.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "trace/trace.h"

static struct evl_trace trace;

static void setup(void)
{
	cr_assert(evl_trace_init(&trace, 8));
}

static void teardown(void)
{
	evl_trace_release(&trace);
}

TestSuite(trace_trace, .init = setup, .fini = teardown);

static evl_event_id append(enum evl_event_kind kind, const char *text)
{
	struct evl_event event = { .kind = (uint8_t)kind, .cause = EVL_NO_EVENT, .other = EVL_NO_EVENT };
	return evl_trace_append(&trace, &event, text, text != NULL ? strlen(text) : 0);
}

Test(trace_trace, ids_are_indexes)
{
	cr_assert_eq(append(EVL_EVENT_BEGIN, NULL), 0);
	cr_assert_eq(append(EVL_EVENT_PRINT, "one"), 1);
	cr_assert_eq(trace.events[1].kind, EVL_EVENT_PRINT);
	cr_assert_eq(trace.count, 2);
}

Test(trace_trace, texts_are_copied_and_terminated)
{
	char text[] = "hello";
	append(EVL_EVENT_PRINT, text);
	text[0] = 'j';
	append(EVL_EVENT_PRINT, text);
	cr_assert_str_eq(evl_trace_text(&trace, &trace.events[0]), "hello");
	cr_assert_str_eq(evl_trace_text(&trace, &trace.events[1]), "jello");
	append(EVL_EVENT_END, NULL);
	cr_assert_str_eq(evl_trace_text(&trace, &trace.events[2]), "");
}

Test(trace_trace, past_the_cap_only_visible_events_are_kept)
{
	for (int i = 0; i < 8; i++)
		append(EVL_EVENT_QUEUE, NULL);
	cr_assert(!trace.truncated);
	cr_assert_eq(append(EVL_EVENT_QUEUE, NULL), EVL_NO_EVENT);
	cr_assert(trace.truncated);
	for (int i = 0; i < 8; i++)
		cr_assert_neq(append(EVL_EVENT_PRINT, "x"), EVL_NO_EVENT);
	cr_assert_eq(append(EVL_EVENT_PRINT, "x"), EVL_NO_EVENT);
}

Test(trace_trace, the_end_of_a_run_always_finds_room)
{
	for (int i = 0; i < 40; i++)
		append(EVL_EVENT_PRINT, "x");
	cr_assert_neq(append(EVL_EVENT_EXIT, NULL), EVL_NO_EVENT);
	cr_assert_neq(append(EVL_EVENT_HALT, "because"), EVL_NO_EVENT);
}

Test(trace_trace, a_cut_forgets_what_follows)
{
	append(EVL_EVENT_PRINT, "a");
	append(EVL_EVENT_PRINT, "b");
	append(EVL_EVENT_PRINT, "c");
	evl_trace_truncate(&trace, 1);
	cr_assert_eq(append(EVL_EVENT_REPEAT, NULL), 1);
	cr_assert_eq(trace.count, 2);
	cr_assert_str_eq(evl_trace_text(&trace, &trace.events[0]), "a");
}

Test(trace_trace, a_reset_log_is_empty)
{
	append(EVL_EVENT_PRINT, "a");
	evl_trace_reset(&trace);
	cr_assert_eq(trace.count, 0);
	cr_assert_eq(append(EVL_EVENT_PRINT, "b"), 0);
	cr_assert_str_eq(evl_trace_text(&trace, &trace.events[0]), "b");
}

Test(trace_trace, kinds_and_classes_have_names)
{
	for (int i = 0; i < EVL_EVENT_KIND_COUNT; i++)
		cr_assert(strlen(evl_event_kind_name((enum evl_event_kind)i)) > 2);
	for (int i = 0; i < EVL_WORK_COUNT; i++)
		cr_assert(strlen(evl_work_text((enum evl_work)i)) > 3);
	cr_assert_eq(evl_work_class(EVL_WORK_AWAIT), EVL_CLASS_MICROTASK);
	cr_assert_eq(evl_work_class(EVL_WORK_TIMER), EVL_CLASS_MACROTASK);
	cr_assert_str_eq(evl_work_class_text(EVL_CLASS_FRAME), "animation frame");
}
