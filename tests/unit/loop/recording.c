/* SPDX-License-Identifier: MIT */
/* recording.c - the host of the loop's tests. */
#include "recording.h"

#include <criterion/criterion.h>
#include <string.h>

static enum evl_ran run(void *context, evl_task task, uint32_t payload)
{
	struct recording *r = context;
	(void)task;
	if (r->length + 1 < sizeof r->text)
		r->text[r->length++] = (char)payload;
	r->times[payload & 255] = r->now;
	if (r->on_run != NULL)
		r->on_run(r, (char)payload);
	bool threw = r->throws;
	r->throws = false;
	return threw ? EVL_RAN_THREW : EVL_RAN_DONE;
}

static bool machine_pending(void *context)
{
	return ((struct recording *)context)->machine != 0;
}

static enum evl_ran machine_run(void *context)
{
	struct recording *r = context;
	r->machine--;
	if (r->length + 1 < sizeof r->text)
		r->text[r->length++] = '.';
	return EVL_RAN_DONE;
}

static void mark(void *context)
{
	((struct recording *)context)->marks++;
}

static bool scarce(void *context)
{
	return ((struct recording *)context)->scarce;
}

static enum evl_ran concluded(void *context)
{
	struct recording *r = context;
	if (r->length + 1 < sizeof r->text)
		r->text[r->length++] = '|';
	return EVL_RAN_DONE;
}

static const struct evl_loop_ops ops = { .concluded = concluded, .run = run, .machine_pending = machine_pending, .machine_run = machine_run, .mark = mark, .scarce = scarce };

void recording_start(struct recording *r, const struct evl_loop_rules *rules)
{
	memset(r, 0, sizeof *r);
	cr_assert(evl_arena_init(&r->arena, (size_t)1 << 28));
	evl_loop_init(&r->loop, rules, &ops, r, &r->arena, &r->now);
}

void recording_end(struct recording *r)
{
	evl_arena_release(&r->arena);
}

static const struct evl_queue_rule lists_queues[] = {
	{ .name = "timers", .order = EVL_QUEUE_DURATION_LISTS },
	{ .name = "immediates", .order = EVL_QUEUE_FIFO },
	{ .name = "ticks", .order = EVL_QUEUE_FIFO },
	{ .name = "microtasks", .order = EVL_QUEUE_MACHINE },
};
static const struct evl_phase lists_phases[] = {
	{ .name = "timers", .queue = 0, .take = EVL_TAKE_DUE },
	{ .name = "check", .queue = 1, .take = EVL_TAKE_SNAPSHOT },
};
static const uint8_t lists_inner[] = { 2, 3 };
const struct evl_loop_rules lists_rules = {
	.queues = lists_queues, .queue_count = 4, .phases = lists_phases, .phase_count = 2, .inner = lists_inner, .inner_count = 2,
	.skip_drain_after_throw = true, .start_cost = 990, .turn_cost = 10, .clock_grain = 1000,
};

static const struct evl_queue_rule heap_queues[] = {
	{ .name = "timers", .order = EVL_QUEUE_DUE, .feeds = 1 },
	{ .name = "tasks", .order = EVL_QUEUE_FIFO },
	{ .name = "frame", .order = EVL_QUEUE_FIFO },
	{ .name = "idle", .order = EVL_QUEUE_FIFO },
	{ .name = "microtasks", .order = EVL_QUEUE_MACHINE },
};
static const struct evl_phase heap_phases[] = {
	{ .name = "task", .queue = 1, .take = EVL_TAKE_ONE },
	{ .name = "frame", .queue = 2, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_FRAME },
	{ .name = "idle", .queue = 3, .take = EVL_TAKE_ONE, .when = EVL_WHEN_QUIET },
};
static const uint8_t heap_inner[] = { 4 };
const struct evl_loop_rules heap_rules = {
	.queues = heap_queues, .queue_count = 5, .phases = heap_phases, .phase_count = 3, .inner = heap_inner, .inner_count = 1,
	.any_source = true, .frame_period = 16667,
};

static const struct evl_queue_rule ticking_queues[] = {
	{ .name = "timers", .order = EVL_QUEUE_DUE, .feeds = 4 },
	{ .name = "immediates", .order = EVL_QUEUE_FIFO },
	{ .name = "tasks", .order = EVL_QUEUE_FIFO },
	{ .name = "microtasks", .order = EVL_QUEUE_MACHINE },
	{ .name = "due timers", .order = EVL_QUEUE_FIFO },
};
static const struct evl_phase ticking_phases[] = {
	{ .name = "tasks", .queue = 2, .take = EVL_TAKE_ALL, .when = EVL_WHEN_ANY, .concludes = true },
	{ .name = "check", .queue = 1, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY },
	{ .name = "timers", .queue = 4, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY, .awaits = true },
};
static const uint8_t ticking_inner[] = { 3 };
const struct evl_loop_rules ticking_rules = {
	.queues = ticking_queues,
	.queue_count = sizeof ticking_queues / sizeof ticking_queues[0],
	.phases = ticking_phases,
	.phase_count = sizeof ticking_phases / sizeof ticking_phases[0],
	.inner = ticking_inner,
	.inner_count = sizeof ticking_inner,
};
