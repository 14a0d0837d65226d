/* SPDX-License-Identifier: MIT */
/*
 * test_races.c - which touches of one place are a race: from a log and from touches that are written by hand.
 */
#include "explain/races.h"

#include "traced.h"

/* A script that asks for two answers from outside; each answer is a task, on lines 4 and 5. */
struct raced {
	struct traced t;
	struct evl_order order;
	struct evl_touches touches;
	struct evl_races races;
	evl_event_id script, first, second;
};

static evl_event_id add_task(struct traced *t, enum evl_work work, evl_event_id queue, uint32_t line, int64_t time)
{
	evl_event_id begin = traced_add(t, EVL_EVENT_BEGIN, work, queue, line, time, NULL);
	traced_add(t, EVL_EVENT_PRINT, work, begin, line, time, "x");
	traced_add(t, EVL_EVENT_END, work, begin, line, time, NULL);
	return begin;
}

/* `work`: of the two tasks. */
static void start(struct raced *r, enum evl_work work)
{
	memset(r, 0, sizeof *r);
	traced_init(&r->t);
	r->script = traced_add(&r->t, EVL_EVENT_BEGIN, EVL_WORK_SCRIPT, EVL_NO_EVENT, 1, 0, NULL);
	evl_event_id one = traced_add(&r->t, EVL_EVENT_QUEUE, work, r->script, 2, 0, NULL), other = traced_add(&r->t, EVL_EVENT_QUEUE, work, r->script, 3, 0, NULL);
	traced_add(&r->t, EVL_EVENT_END, EVL_WORK_SCRIPT, r->script, 1, 0, NULL);
	r->first = add_task(&r->t, work, one, 4, 1000);
	r->second = add_task(&r->t, work, other, 5, 1000);
	r->touches.arena = &r->t.arena;
}

/* The task that begins with `begin` touches `place`, on this line. */
static void touch(struct raced *r, evl_event_id begin, uint64_t place, uint32_t line, bool writes, uint64_t activation)
{
	struct evl_touch touch = { .place = place, .activation = activation, .name = place == 1 ? "cart" : "total", .job = begin, .event = begin + 1,
				   .span = { 0, 3 * (line - 1), 3 * (line - 1) + 1 }, .writes = writes };
	evl_touches_append(&r->touches, &touch);
}

static uint32_t find(struct raced *r)
{
	evl_order_read(&r->order, &r->t.trace, false, &r->t.arena);
	evl_races_find(&r->touches, &r->order, &r->t.arena, &r->races);
	return r->races.count;
}

Test(explain_races, tasks_without_an_order_race_when_one_writes)
{
	struct raced r;
	start(&r, EVL_WORK_IO);
	touch(&r, r.first, 1, 4, true, 0);
	touch(&r, r.second, 1, 5, false, 0);
	cr_assert_eq(find(&r), 1);
	cr_expect_eq(r.races.races[0].kind, EVL_RACE_UNORDERED);
	cr_expect(r.races.races[0].first->writes && !r.races.races[0].second->writes);
	cr_expect_not(r.races.cut);
	traced_release(&r.t);
}

Test(explain_races, readers_do_not_race_nor_who_touches_something_else)
{
	struct raced r;
	start(&r, EVL_WORK_IO);
	touch(&r, r.first, 1, 4, false, 0);
	touch(&r, r.second, 1, 5, false, 0);
	touch(&r, r.first, 2, 4, true, 0);
	cr_expect_eq(find(&r), 0);
	traced_release(&r.t);
}

Test(explain_races, tasks_in_a_fixed_order_do_not_race)
{
	struct raced r;
	start(&r, EVL_WORK_IMMEDIATE);
	touch(&r, r.first, 1, 4, true, 0);
	touch(&r, r.second, 1, 5, true, 0);
	cr_expect_eq(find(&r), 0);
	traced_release(&r.t);
}

Test(explain_races, the_main_script_comes_before_all)
{
	struct raced r;
	start(&r, EVL_WORK_IO);
	touch(&r, r.script, 1, 1, true, 0);
	touch(&r, r.second, 1, 5, true, 0);
	cr_expect_eq(find(&r), 0);
	traced_release(&r.t);
}

Test(explain_races, a_pair_of_places_is_told_once)
{
	struct raced r;
	start(&r, EVL_WORK_IO);
	for (int i = 0; i < 3; i++) {
		touch(&r, r.first, 1, 4, true, 0);
		touch(&r, r.second, 1, 5, true, 0);
	}
	cr_expect_eq(find(&r), 1);
	traced_release(&r.t);
}

Test(explain_races, what_is_written_between_a_read_and_its_write_is_lost)
{
	struct raced r;
	struct evl_buffer sentence;
	start(&r, EVL_WORK_IMMEDIATE); /* though the order is certain */
	touch(&r, r.script, 1, 1, false, 7);
	touch(&r, r.first, 1, 4, true, 0);
	touch(&r, r.second, 1, 5, true, 7);
	cr_assert_eq(find(&r), 1);
	cr_expect_eq(r.races.races[0].kind, EVL_RACE_LOST_UPDATE);
	cr_assert_not_null(r.races.races[0].between);
	cr_expect_eq(r.races.races[0].between->job, r.first);
	evl_buffer_init(&sentence);
	evl_race_sentence(&r.races.races[0], &r.order, &sentence);
	cr_expect_eq(strncmp(sentence.bytes, "cart is read at ", 16), 0, "%s", sentence.bytes);
	evl_buffer_release(&sentence);
	traced_release(&r.t);
}

Test(explain_races, nothing_is_lost_when_it_is_read_again)
{
	struct raced r;
	start(&r, EVL_WORK_IMMEDIATE);
	touch(&r, r.script, 1, 1, false, 7);
	touch(&r, r.first, 1, 4, true, 0);
	touch(&r, r.second, 1, 5, false, 7);
	touch(&r, r.second, 1, 5, true, 7);
	cr_expect_eq(find(&r), 0);
	traced_release(&r.t);
}

Test(explain_races, nothing_is_lost_by_one_who_only_writes)
{
	struct raced r;
	start(&r, EVL_WORK_IMMEDIATE);
	touch(&r, r.script, 1, 1, true, 7);
	touch(&r, r.first, 1, 4, true, 0);
	touch(&r, r.second, 1, 5, true, 7);
	cr_expect_eq(find(&r), 0);
	traced_release(&r.t);
}

Test(explain_races, touches_that_were_not_kept_make_the_list_a_part)
{
	struct raced r;
	start(&r, EVL_WORK_IO);
	r.touches.cut = true;
	cr_expect_eq(find(&r), 0);
	cr_expect(r.races.cut);
	traced_release(&r.t);
}
