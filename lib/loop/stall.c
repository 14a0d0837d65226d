/* SPDX-License-Identifier: MIT */
/*
 * stall.c - see stall.h.
 */
#include "loop/stall.h"

#include "loop/queues.h"
#include "loop/turns.h"

enum {
	WAYS_MAX = 3,     /* moments that a stall may last until */
	SCANNED_MAX = 64, /* timers that are looked at for them */
	SOONEST = 1,      /* microseconds behind a timer that waits */
};

/* Up to WAYS_MAX different times, ascending. */
struct moments {
	int64_t time[WAYS_MAX];
	uint32_t count;
};

static void note_moment(struct moments *moments, int64_t time, int64_t after, int64_t until)
{
	uint32_t at = 0;
	if (time <= after || time > until)
		return;
	while (at < moments->count && moments->time[at] < time)
		at++;
	if (at == WAYS_MAX || (at < moments->count && moments->time[at] == time))
		return;
	if (moments->count < WAYS_MAX)
		moments->count++;
	for (uint32_t i = moments->count - 1; i > at; i--)
		moments->time[i] = moments->time[i - 1];
	moments->time[at] = time;
}

/* When timers are due that run by the clock alone, after one time and until another. */
static struct moments due_between(const struct evl_loop *loop, int64_t after, int64_t until)
{
	struct moments moments = { .count = 0 };
	for (uint32_t i = 0; i < loop->due.count && i < SCANNED_MAX; i++)
		if (!loop->tasks[loop->due.heap[i]].free_order)
			note_moment(&moments, loop->tasks[loop->due.heap[i]].due, after, until);
	for (uint32_t i = 0; i < loop->lists.heap_count && i < SCANNED_MAX; i++)
		note_moment(&moments, loop->lists.lists[loop->lists.heap[i]].expiry, after, until);
	return moments;
}

static void pass(struct evl_loop *loop, int64_t until, int64_t lost)
{
	*loop->now = until;
	loop->slack -= lost;
	if (loop->ops->stalled != NULL)
		loop->ops->stalled(loop->context, lost);
}

void evl_stall_before_turn(struct evl_loop *loop)
{
	int64_t goes_on = loop->slack != 0 ? evl_loop_next(loop) : -1;
	if (goes_on < 0)
		return;
	struct moments moments = due_between(loop, goes_on, goes_on + loop->slack);
	uint32_t taken = evl_turn_choose(loop, EVL_SITE_STALL, EVL_CHOICE_PACE, moments.count + 1, 0);
	if (taken != 0)
		pass(loop, moments.time[taken - 1], moments.time[taken - 1] - goes_on);
}

void evl_stall_before_timer(struct evl_loop *loop, int64_t duration)
{
	if (loop->slack == 0)
		return;
	int64_t due = *loop->now + duration;
	struct moments moments = due_between(loop, due, due + loop->slack - SOONEST);
	uint32_t taken = evl_choose(&loop->choices, EVL_CHOICE_PACE, moments.count + 1, 0, *loop->now);
	if (taken == 0)
		return;
	int64_t lost = moments.time[taken - 1] - due + SOONEST;
	pass(loop, *loop->now + lost, lost);
}

void evl_stall_before_reading(struct evl_loop *loop)
{
	if (loop->slack == 0)
		return;
	uint32_t taken = evl_choose(&loop->choices, EVL_CHOICE_PACE, 3, 0, *loop->now);
	int64_t lost = taken == 1 ? loop->slack / 2 : taken == 2 ? loop->slack : 0;
	if (lost != 0)
		pass(loop, *loop->now + lost, lost);
}
