/* SPDX-License-Identifier: MIT */
#include "explain/order.h"

#include "traced.h"

/* A script of the parser's that prints one line. */
static void add_script(struct traced *t, uint32_t line, const char *text)
{
	evl_event_id begin = traced_add(t, EVL_EVENT_BEGIN, EVL_WORK_SCRIPT, EVL_NO_EVENT, line, 0, NULL);
	traced_add(t, EVL_EVENT_PRINT, EVL_WORK_SCRIPT, begin, line, 0, text);
	traced_add(t, EVL_EVENT_END, EVL_WORK_SCRIPT, begin, line, 0, NULL);
}

/* A task that was asked for by `queue` and prints one line, inside a script of its own when it is an async script's. */
static void add_task(struct traced *t, enum evl_work work, evl_event_id queue, bool is_script, int64_t time, const char *text)
{
	evl_event_id begin = traced_add(t, EVL_EVENT_BEGIN, work, queue, 4, time, NULL), inner = begin;
	if (is_script)
		inner = traced_add(t, EVL_EVENT_BEGIN, EVL_WORK_SCRIPT, EVL_NO_EVENT, 4, time, NULL);
	traced_add(t, EVL_EVENT_PRINT, is_script ? EVL_WORK_SCRIPT : work, inner, 4, time, text);
	if (is_script)
		traced_add(t, EVL_EVENT_END, EVL_WORK_SCRIPT, inner, 4, time, NULL);
	traced_add(t, EVL_EVENT_END, work, begin, 4, time, NULL);
}

static void expect_sure(const struct evl_order *order, uint32_t a, uint32_t b, enum evl_sure sure)
{
	enum evl_sure is = evl_order_relation(order, a, b).sure;
	cr_expect(is == sure, "lines %u and %u: %s, not %s", a, b, evl_sure_name(is), evl_sure_name(sure));
}

Test(explain_order, the_parser_orders_the_scripts_of_a_page)
{
	struct traced t;
	struct evl_order order;
	traced_init(&t);
	add_script(&t, 1, "first");
	evl_event_id timer = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_TIMER, 0, 1, 0, NULL);
	t.trace.events[timer].value = 500000;
	add_script(&t, 2, "second");
	add_script(&t, 3, "third");
	evl_event_id parsed = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_EVENT, EVL_NO_EVENT, 5, 0, NULL);
	add_task(&t, EVL_WORK_EVENT, parsed, false, 2000, "DOMContentLoaded");
	add_task(&t, EVL_WORK_TIMER, timer, false, 500000, "timer");
	evl_order_read(&order, &t.trace, true, &t.arena);
	expect_sure(&order, 0, 1, EVL_SURE_GUARANTEED);
	expect_sure(&order, 1, 2, EVL_SURE_GUARANTEED);
	expect_sure(&order, 0, 2, EVL_SURE_GUARANTEED);
	expect_sure(&order, 0, 3, EVL_SURE_GUARANTEED);
	expect_sure(&order, 1, 3, EVL_SURE_GUARANTEED);
	expect_sure(&order, 2, 3, EVL_SURE_GUARANTEED);
	expect_sure(&order, 0, 4, EVL_SURE_GUARANTEED);
	expect_sure(&order, 2, 4, EVL_SURE_TIMING);
	cr_expect_eq(evl_order_relation(&order, 1, 2).rule, EVL_ORDER_PARSER);
	traced_release(&t);
}

Test(explain_order, an_async_script_is_ordered_by_nothing_but_its_element)
{
	struct traced t;
	struct evl_order order;
	traced_init(&t);
	evl_event_id early = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_EVENT, EVL_NO_EVENT, 1, 0, NULL);
	add_script(&t, 1, "first");
	evl_event_id late = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_EVENT, EVL_NO_EVENT, 2, 0, NULL);
	add_script(&t, 3, "second");
	add_task(&t, EVL_WORK_EVENT, early, true, 1000, "early");
	add_task(&t, EVL_WORK_EVENT, late, true, 1000, "late");
	evl_order_read(&order, &t.trace, true, &t.arena);
	expect_sure(&order, 0, 1, EVL_SURE_GUARANTEED);
	expect_sure(&order, 0, 2, EVL_SURE_RACY);
	expect_sure(&order, 1, 2, EVL_SURE_RACY);
	expect_sure(&order, 0, 3, EVL_SURE_GUARANTEED);
	expect_sure(&order, 1, 3, EVL_SURE_RACY);
	expect_sure(&order, 2, 3, EVL_SURE_RACY);
	traced_release(&t);
}

/* Chains of timers, each set by the one before, taking turns: every pair of causes would double the questions. */
Test(explain_order, very_many_tasks_are_ordered_by_their_causes, .timeout = 20)
{
	enum { CHAINS = 3, ROUNDS = 400 };
	struct traced t;
	struct evl_order order;
	evl_event_id asked[CHAINS];
	traced_init(&t);
	evl_trace_release(&t.trace);
	cr_assert(evl_trace_init(&t.trace, 4 * (CHAINS * ROUNDS + 1)));
	t.trace.sources = &t.source;
	t.trace.source_count = 1;
	evl_event_id script = traced_add(&t, EVL_EVENT_BEGIN, EVL_WORK_SCRIPT, EVL_NO_EVENT, 1, 0, NULL);
	for (uint32_t i = 0; i < CHAINS; i++)
		asked[i] = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_TIMER, script, i + 1, 0, NULL);
	traced_add(&t, EVL_EVENT_END, EVL_WORK_SCRIPT, script, 1, 0, NULL);
	for (uint32_t i = 0; i < CHAINS * ROUNDS; i++) {
		int64_t now = 1000 * ((int64_t)i / CHAINS);
		evl_event_id begin = traced_add(&t, EVL_EVENT_BEGIN, EVL_WORK_TIMER, asked[i % CHAINS], 1, now, NULL);
		traced_add(&t, EVL_EVENT_PRINT, EVL_WORK_TIMER, begin, 1, now, "line");
		asked[i % CHAINS] = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_TIMER, begin, 1, now, NULL);
		/* the last chain's delay shrinks */
		t.trace.events[asked[i % CHAINS]].value = i % CHAINS == CHAINS - 1 ? 1000 : 2000;
		traced_add(&t, EVL_EVENT_END, EVL_WORK_TIMER, begin, 1, now, NULL);
	}
	evl_order_read(&order, &t.trace, true, &t.arena);
	cr_assert_gt(order.task_count, EVL_ORDER_TASKS_MAX);
	expect_sure(&order, 900, 903, EVL_SURE_GUARANTEED);
	cr_expect_eq(evl_order_relation(&order, 900, 903).rule, EVL_ORDER_CAUSED);
	expect_sure(&order, 900, 901, EVL_SURE_GUARANTEED);
	expect_sure(&order, 901, 902, EVL_SURE_RACY);
	for (uint32_t line = CHAINS; line < order.line_count; line++) {
		uint32_t other;
		cr_assert_lt(evl_order_weakest(&order, line, &other).sure, EVL_SURE_GUARANTEED);
	}
	traced_release(&t);
}

/*
 * A timer whose callback sets an immediate; its tick sets a timer of 1 ms, and after it another one if `twice`.
 * How sure is it that the immediate comes first?
 */
static enum evl_sure sure_of_immediate(bool twice)
{
	struct traced t;
	struct evl_order order;
	traced_init(&t);
	add_script(&t, 1, "script");
	evl_event_id outer = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_TIMER, 0, 1, 0, NULL);
	t.trace.events[outer].value = 5000;
	evl_event_id begin = traced_add(&t, EVL_EVENT_BEGIN, EVL_WORK_TIMER, outer, 2, 5000, NULL);
	evl_event_id immediate = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_IMMEDIATE, begin, 2, 5000, NULL);
	evl_event_id tick = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_NEXT_TICK, begin, 2, 5000, NULL);
	traced_add(&t, EVL_EVENT_END, EVL_WORK_TIMER, begin, 2, 5000, NULL);
	evl_event_id inner = traced_add(&t, EVL_EVENT_BEGIN, EVL_WORK_NEXT_TICK, tick, 3, 5000, NULL);
	evl_event_id timer = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_TIMER, inner, 3, 5000, NULL);
	t.trace.events[timer].value = 1000;
	if (twice) {
		evl_event_id other = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_TIMER, inner, 3, 5000, NULL);
		t.trace.events[other].value = 80000;
	}
	traced_add(&t, EVL_EVENT_END, EVL_WORK_NEXT_TICK, inner, 3, 5000, NULL);
	add_task(&t, EVL_WORK_IMMEDIATE, immediate, false, 5000, "immediate");
	add_task(&t, EVL_WORK_TIMER, timer, false, 6000, "timer");
	evl_order_read(&order, &t.trace, false, &t.arena);
	enum evl_sure sure = evl_order_relation(&order, 1, 2).sure;
	traced_release(&t);
	return sure;
}

Test(explain_order, an_immediate_races_with_a_timer_when_ticks_make_the_loop_look_at_the_clock_again)
{
	cr_expect_eq(sure_of_immediate(false), EVL_SURE_HOST);
	cr_expect_eq(sure_of_immediate(true), EVL_SURE_RACY);
}

Test(explain_order, a_process_runs_beside_the_task_that_asked_it)
{
	struct traced t;
	struct evl_order order;
	traced_init(&t);
	evl_event_id begin = traced_add(&t, EVL_EVENT_BEGIN, EVL_WORK_SCRIPT, EVL_NO_EVENT, 1, 0, NULL);
	traced_add(&t, EVL_EVENT_PRINT, EVL_WORK_SCRIPT, begin, 1, 0, "before");
	evl_event_id asked = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_MESSAGE, begin, 2, 0, NULL);
	t.trace.events[asked].detail = 2; /* of the second process */
	evl_event_id far = traced_add(&t, EVL_EVENT_QUEUE, EVL_WORK_TIMER, begin, 2, 0, NULL);
	t.trace.events[far].detail = 2;
	t.trace.events[far].value = 30000;
	traced_add(&t, EVL_EVENT_PRINT, EVL_WORK_SCRIPT, begin, 3, 0, "after");
	traced_add(&t, EVL_EVENT_END, EVL_WORK_SCRIPT, begin, 1, 0, NULL);
	add_task(&t, EVL_WORK_MESSAGE, asked, false, 60, "message");
	add_task(&t, EVL_WORK_TIMER, far, false, 30000, "timer");
	evl_order_read(&order, &t.trace, false, &t.arena);
	cr_expect(order.has_agents);
	expect_sure(&order, 0, 1, EVL_SURE_GUARANTEED);
	expect_sure(&order, 0, 2, EVL_SURE_GUARANTEED);
	expect_sure(&order, 1, 2, EVL_SURE_RACY);
	expect_sure(&order, 1, 3, EVL_SURE_TIMING);
	cr_expect_eq(evl_order_relation(&order, 1, 2).rule, EVL_ORDER_AGENTS);
	uint32_t other;
	cr_expect_eq(evl_order_weakest(&order, 1, &other).sure, EVL_SURE_RACY);
	cr_expect_eq(other, 2);
	traced_release(&t);
}
