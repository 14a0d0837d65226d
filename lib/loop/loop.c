/* SPDX-License-Identifier: MIT */
/*
 * loop.c - turns and phases by the table, and what runs between callbacks.
 *
 * A turn goes through the phases of the rules; each serves its queue as the
 * table says, and after every callback the inner queues are emptied. A turn in
 * which nothing ran moves the clock to the next timer or frame; when there is
 * none, the loop is empty.
 *
 * Work that renews itself for ever (an interval, a chain of timers, a frame
 * loop) is noticed by ancestry: a task's depth counts how many tasks led to it.
 * Once only deep tasks run, the loop tells the host where the rounds worth
 * showing end, goes on for max_rounds to see whether it ends by itself (and as
 * long as a timer waits that was set before), and then gives up with
 * EVL_LOOP_REPEATS.
 */
#include "loop/loop.h"

#include <string.h>

#include "base/misconception.h"
#include "loop/queues.h"
#include "loop/stall.h"
#include "loop/turns.h"

enum {
	SLOW_WAKE = 1100, SHORTEST = 1000, /* microseconds */
	OFTEN = 10000, /* rounds after which a shortage of memory ends the looking on */
	PATIENCE = 20, /* so many times max_rounds are looked at while an older timer waits */
};

/* ------------------------------------------------------------ tasks, FIFO */

void evl_loop_init(struct evl_loop *loop, const struct evl_loop_rules *rules, const struct evl_loop_ops *ops, void *context,
		   struct evl_arena *arena, int64_t *now)
{
	memset(loop, 0, sizeof *loop);
	loop->rules = rules;
	loop->ops = ops;
	loop->context = context;
	loop->arena = arena;
	loop->now = now;
	loop->pace = rules->wake_late;
	loop->last_frame = -1;
	loop->frame_soon = -1;
	loop->limits = (struct evl_loop_limits){ .shown_rounds = 5, .max_rounds = 100000, .max_time = INT64_MAX };
	evl_choices_init(&loop->choices, arena);
}

static bool inner_pending(struct evl_loop *loop, uint32_t queue)
{
	if (loop->rules->queues[queue].order == EVL_QUEUE_MACHINE)
		return loop->ops->machine_pending(loop->context);
	return loop->fifos[queue].first != 0;
}

bool evl_loop_inner_waits(struct evl_loop *loop)
{
	for (uint32_t i = 0; i < loop->rules->inner_count; i++)
		if (inner_pending(loop, loop->rules->inner[i]))
			return true;
	return false;
}

static uint32_t new_task(struct evl_loop *loop)
{
	uint32_t task = loop->free_task;
	if (task != 0) {
		loop->free_task = loop->tasks[task].next;
		return task;
	}
	if (loop->task_count == loop->task_capacity) {
		uint32_t capacity = loop->task_capacity ? loop->task_capacity * 2 : 32;
		struct evl_loop_task *grown = evl_arena_alloc(loop->arena, (capacity + (size_t)1) * sizeof *grown);
		if (loop->task_count != 0)
			memcpy(grown, loop->tasks, (loop->task_count + (size_t)1) * sizeof *grown);
		loop->tasks = grown;
		loop->task_capacity = capacity;
	}
	return ++loop->task_count;
}

static void free_task(struct evl_loop *loop, uint32_t task)
{
	loop->tasks[task].state = EVL_TASK_FREE;
	loop->tasks[task].next = loop->free_task;
	loop->free_task = task;
}

static bool is_inner(const struct evl_loop *loop, uint32_t queue)
{
	for (uint32_t i = 0; i < loop->rules->inner_count; i++)
		if (loop->rules->inner[i] == queue)
			return true;
	return false;
}

void evl_fifo_append(struct evl_loop *loop, struct evl_fifo *fifo, uint32_t task)
{
	loop->tasks[task].next = 0;
	loop->tasks[task].prev = fifo->last;
	if (fifo->last != 0)
		loop->tasks[fifo->last].next = task;
	else
		fifo->first = task;
	fifo->last = task;
	fifo->count++;
}

void evl_fifo_remove(struct evl_loop *loop, struct evl_fifo *fifo, uint32_t task)
{
	uint32_t next = loop->tasks[task].next, prev = loop->tasks[task].prev;
	if (prev != 0)
		loop->tasks[prev].next = next;
	else
		fifo->first = next;
	if (next != 0)
		loop->tasks[next].prev = prev;
	else
		fifo->last = prev;
	fifo->count--;
}

/* Count a task in or out of what keeps the loop going. */
static void count_in(struct evl_loop *loop, uint32_t task)
{
	loop->tasks[task].state = EVL_TASK_WAITING;
	if (is_inner(loop, loop->tasks[task].queue))
		return;
	loop->waiting++;
	if (loop->tasks[task].referenced)
		loop->referenced++;
}

void evl_loop_count_out(struct evl_loop *loop, uint32_t task)
{
	if (is_inner(loop, loop->tasks[task].queue))
		return;
	loop->waiting--;
	if (loop->tasks[task].referenced)
		loop->referenced--;
}

static uint32_t make_task(struct evl_loop *loop, uint32_t queue, uint32_t payload)
{
	uint32_t task = new_task(loop);
	struct evl_track *track = loop->choices.track;
	loop->tasks[task] = (struct evl_loop_task){
		.creator = track != NULL ? track->task : 0,
		.nth = track != NULL ? track->posts++ : 0,
		.start = *loop->now,
		.due = *loop->now,
		.seq = loop->next_seq,
		.joined = *loop->now,
		.joined_seq = loop->next_seq++,
		.payload = payload,
		.depth = is_inner(loop, queue) ? loop->depth : loop->depth + 1,
		.root = loop->root,
		.queue = (uint8_t)queue,
		.referenced = true,
	};
	return task;
}

evl_task evl_loop_post(struct evl_loop *loop, uint32_t queue, uint32_t payload)
{
	uint32_t task = make_task(loop, queue, payload);
	count_in(loop, task);
	evl_fifo_append(loop, &loop->fifos[queue], task);
	return task;
}

evl_task evl_loop_post_next(struct evl_loop *loop, uint32_t queue, uint32_t payload)
{
	uint32_t task = make_task(loop, queue, payload);
	struct evl_fifo *fifo = &loop->fifos[queue];
	count_in(loop, task);
	loop->tasks[task].follows = true;
	loop->tasks[task].next = fifo->first;
	loop->tasks[task].prev = 0;
	if (fifo->first != 0)
		loop->tasks[fifo->first].prev = task;
	else
		fifo->last = task;
	fifo->first = task;
	fifo->count++;
	return task;
}

/* Put an armed task where it waits. `start` is what its duration counts from. */
static void enqueue_timer(struct evl_loop *loop, uint32_t task, uint32_t queue, int64_t start)
{
	struct evl_loop_task *record = &loop->tasks[task];
	record->queue = (uint8_t)queue;
	count_in(loop, task);
	if (loop->rules->queues[queue].order == EVL_QUEUE_DURATION_LISTS) {
		evl_lists_insert(loop, task, start);
		return;
	}
	record->start = start;
	record->due = start + record->duration;
	if (record->duration == 0 && !loop->rules->zero_waits) {
		record->queue = loop->rules->queues[queue].feeds;
		evl_fifo_append(loop, &loop->fifos[record->queue], task);
	} else {
		evl_due_insert(loop, task);
	}
}

evl_task evl_loop_arm(struct evl_loop *loop, uint32_t queue, int64_t duration, bool repeats, uint32_t payload)
{
	evl_stall_before_timer(loop, duration);
	uint32_t task = make_task(loop, queue, payload);
	if (loop->misconception == EVL_MISCONCEPTION_DELAYS_IGNORED && duration > SHORTEST && !repeats)
		duration = SHORTEST;
	loop->tasks[task].duration = duration;
	loop->tasks[task].repeats = repeats;
	loop->noted = *loop->now;
	loop->noted_seq = loop->tasks[task].joined_seq;
	enqueue_timer(loop, task, queue, *loop->now);
	return task;
}

/* Take a waiting task out of its queue. */
void evl_loop_dequeue(struct evl_loop *loop, uint32_t task)
{
	struct evl_loop_task *record = &loop->tasks[task];
	if (record->held) {
		record->held = false;
		evl_fifo_remove(loop, &loop->held, task);
		evl_loop_count_out(loop, task);
		return;
	}
	switch ((enum evl_queue_order)loop->rules->queues[record->queue].order) {
	case EVL_QUEUE_FIFO:
		evl_fifo_remove(loop, &loop->fifos[record->queue], task);
		break;
	case EVL_QUEUE_DUE:
		evl_due_remove(loop, task);
		break;
	case EVL_QUEUE_DURATION_LISTS:
		evl_lists_remove(loop, task);
		break;
	case EVL_QUEUE_MACHINE:
		break;
	}
	evl_loop_count_out(loop, task);
}

void evl_loop_restart(struct evl_loop *loop, evl_task task)
{
	struct evl_loop_task *record = &loop->tasks[task];
	if (record->state != EVL_TASK_WAITING)
		return;
	uint32_t queue = record->queue;
	loop->noted = *loop->now;
	loop->noted_seq = loop->next_seq++;
	if (loop->rules->queues[queue].order == EVL_QUEUE_DURATION_LISTS) {
		record->joined_seq = loop->noted_seq;
		evl_lists_restart(loop, task, *loop->now);
		return;
	}
	evl_loop_dequeue(loop, task);
	enqueue_timer(loop, task, queue, *loop->now);
}

void evl_loop_move(struct evl_loop *loop, evl_task task, uint32_t queue)
{
	struct evl_loop_task *record = &loop->tasks[task];
	struct evl_fifo *fifo = &loop->fifos[queue];
	if (record->state != EVL_TASK_WAITING || record->held || record->queue == queue)
		return;
	evl_loop_dequeue(loop, task);
	record->queue = (uint8_t)queue;
	count_in(loop, task);
	if (loop->rules->queues[queue].order != EVL_QUEUE_FIFO) {
		evl_due_insert(loop, task);
		return;
	}
	/* Behind what joined before it. */
	uint32_t after = fifo->last;
	while (after != 0 && loop->tasks[after].joined_seq > record->joined_seq)
		after = loop->tasks[after].prev;
	if (after == fifo->last) {
		evl_fifo_append(loop, fifo, task);
		return;
	}
	record->prev = after;
	record->next = after != 0 ? loop->tasks[after].next : fifo->first;
	loop->tasks[record->next].prev = task;
	if (after != 0)
		loop->tasks[after].next = task;
	else
		fifo->first = task;
	fifo->count++;
}

void evl_loop_set_duration(struct evl_loop *loop, evl_task task, int64_t duration)
{
	loop->tasks[task].duration = duration;
}

void evl_loop_cancel(struct evl_loop *loop, evl_task task)
{
	struct evl_loop_task *record = &loop->tasks[task];
	if (record->state == EVL_TASK_RUNNING) {
		record->state = EVL_TASK_CANCELLED;
	} else if (record->state == EVL_TASK_WAITING) {
		evl_loop_dequeue(loop, task);
		free_task(loop, task);
	}
}

void evl_loop_reference(struct evl_loop *loop, evl_task task, bool referenced)
{
	struct evl_loop_task *record = &loop->tasks[task];
	if (record->referenced == referenced)
		return;
	if (record->state == EVL_TASK_WAITING && !is_inner(loop, record->queue)) {
		if (referenced)
			loop->referenced++;
		else
			loop->referenced--;
	}
	record->referenced = referenced;
}

void evl_loop_set_free(struct evl_loop *loop, evl_task task)
{
	struct evl_loop_task *record = &loop->tasks[task];
	record->free_order = true;
	if (record->root == EVL_ROOT_MAIN)
		record->root = EVL_ROOT_FIRST + loop->root_count++;
	if (!evl_loop_is_alone(loop, record->root)) {
		evl_due_remove(loop, task);
		record->held = true;
		evl_fifo_append(loop, &loop->held, task);
	}
}

bool evl_loop_is_alone(const struct evl_loop *loop, uint32_t root)
{
	return loop->alone == NULL || root == EVL_ROOT_MAIN || (root < EVL_ROOTS_MAX && loop->alone[root]);
}

/* Nothing else is left: the first of the work that was held completes. */
static bool let_go(struct evl_loop *loop)
{
	uint32_t task = loop->held.first;
	if (task == 0)
		return false;
	evl_fifo_remove(loop, &loop->held, task);
	loop->tasks[task].held = false;
	loop->tasks[task].due = *loop->now;
	evl_due_insert(loop, task);
	return true;
}

void evl_loop_set_lane(struct evl_loop *loop, evl_task task, uint32_t lane)
{
	loop->tasks[task].lane = lane;
	loop->has_lanes = true;
}

void evl_loop_set_handle(struct evl_loop *loop, evl_task task, uint32_t handle)
{
	loop->tasks[task].handle = handle;
}

void evl_loop_set_depth(struct evl_loop *loop, evl_task task, uint32_t depth)
{
	loop->tasks[task].depth = depth;
}

void evl_loop_delay_start(struct evl_loop *loop, int64_t microseconds)
{
	if (loop->turns != 0)
		return;
	loop->late += microseconds;
	loop->late_since = loop->next_seq;
}

int64_t evl_loop_next_due(const struct evl_loop *loop)
{
	int64_t next = -1;
	uint32_t task = evl_due_peek(loop), list = evl_lists_peek(loop);
	if (task != 0)
		next = loop->tasks[task].due;
	if (list != 0 && (next < 0 || loop->lists.lists[list].expiry < next))
		next = loop->lists.lists[list].expiry;
	return next;
}

void evl_loop_each_waiting(struct evl_loop *loop, void (*each)(void *context, evl_task task, uint32_t payload), void *context)
{
	/* A reader wants some of them, not a million. */
	uint32_t shown = 0;
	for (uint32_t task = 1; task <= loop->task_count && shown < 1000; task++) {
		if (loop->tasks[task].state != EVL_TASK_WAITING)
			continue;
		shown++;
		each(context, task, loop->tasks[task].payload);
	}
}

/* ---------------------------------------------------------------- running */

/*
 * Only work that renews itself runs: show the first rounds, then look on in
 * silence. Any first-generation task ends that.
 */
static void watch_renewal(struct evl_loop *loop, uint32_t depth)
{
	if (depth < 2) {
		loop->renewals = 0;
		if (loop->marked && loop->ops->unmark != NULL)
			loop->ops->unmark(loop->context);
		loop->marked = false;
		return;
	}
	loop->renewals++;
	uint64_t lanes = (uint64_t)loop->waiting + 1;
	if (!loop->marked && loop->renewals > loop->limits.shown_rounds * (lanes < 64 ? lanes : 64)) {
		loop->marked = true;
		loop->mark_seq = loop->next_seq;
		loop->judge_at = loop->limits.max_rounds;
		if (loop->ops->mark != NULL)
			loop->ops->mark(loop->context);
	}
}

/* Does a timer wait that was set before only self-renewing work was seen? Its turn comes, and what it does may end the rest. */
static bool older_waits(const struct evl_loop *loop)
{
	for (uint32_t number = 1; number <= loop->task_count; number++) {
		const struct evl_loop_task *task = &loop->tasks[number];
		if (task->state == EVL_TASK_WAITING && task->referenced && !task->repeats && task->due > *loop->now && task->seq < loop->mark_seq)
			return true;
	}
	return false;
}

bool evl_loop_renews_endlessly(struct evl_loop *loop)
{
	if (!loop->marked || loop->given_up)
		return loop->given_up;
	if (loop->renewals >= OFTEN && loop->ops->scarce != NULL && loop->ops->scarce(loop->context)) {
		loop->given_up = true;
		return true;
	}
	if (loop->renewals < loop->judge_at)
		return false;
	loop->judge_at += loop->limits.max_rounds;
	loop->given_up = loop->renewals >= (uint64_t)loop->limits.max_rounds * PATIENCE || !older_waits(loop);
	return loop->given_up;
}

/* Run a task that was just taken out of its queue. `start`: what a repeating one counts its next round from. */
enum evl_ran evl_loop_run_task(struct evl_loop *loop, uint32_t task, int64_t start)
{
	struct evl_loop_task *record = &loop->tasks[task];
	uint32_t payload = record->payload;
	bool repeats = record->repeats;
	uint32_t queue = record->queue;
	loop->depth = record->depth;
	if (!is_inner(loop, queue)) {
		loop->root = record->root != EVL_ROOT_MAIN ? record->root : EVL_ROOT_CLOCK;
		loop->choices.muted = !evl_loop_is_alone(loop, loop->root);
	}
	if (loop->choices.track != NULL && !is_inner(loop, queue)) {
		evl_track_end(loop->choices.track);
		loop->choices.track->root = loop->root;
		if (loop->choices.track->roots != NULL)
			evl_roots_begin(loop->choices.track->roots, loop->root, *loop->choices.track->events, record->free_order);
		bool untidy = loop->choices.track->running && evl_loop_inner_waits(loop); /* the one before left microtasks to it */
		if (untidy)
			evl_track_everything(loop->choices.track);
		evl_track_begin(loop->choices.track, record->creator, record->nth);
		if (untidy)
			evl_track_everything(loop->choices.track);
		if (repeats) /* each round is a task of its own */
			loop->choices.track->identity = evl_track_mix(loop->choices.track->identity, record->depth);
	}
	if (!is_inner(loop, queue))
		watch_renewal(loop, repeats ? record->depth + 1 : record->depth);
	if (!repeats) {
		free_task(loop, task);
		return loop->ops->run(loop->context, task, payload);
	}
	record->state = EVL_TASK_RUNNING;
	enum evl_ran result = loop->ops->run(loop->context, task, payload);
	record = &loop->tasks[task]; /* the table may have grown */
	if (record->state == EVL_TASK_CANCELLED) {
		free_task(loop, task);
		return result;
	}
	record->depth++;
	for (uint32_t i = 0; i < loop->rules->queue_count; i++) {
		const struct evl_queue_rule *rule = &loop->rules->queues[i];
		if (rule->order == EVL_QUEUE_DURATION_LISTS || (rule->order == EVL_QUEUE_DUE && rule->feeds == record->queue)) {
			queue = i;
			break;
		}
	}
	/* A grid without drift where the rules keep one heap; otherwise from the time before the callback. */
	if (loop->rules->interval_rejoins)
		record->seq = loop->next_seq++;
	if (loop->rules->queues[queue].order == EVL_QUEUE_DUE && record->due + record->duration > start)
		start = record->due;
	/* Where all timers run by their time, a round that is late is due now: behind what was asked for meanwhile. */
	if (loop->rules->zero_waits && start + record->duration < *loop->now)
		start = *loop->now - record->duration;
	enqueue_timer(loop, task, queue, start);
	return result;
}

static enum evl_ran run_inner(struct evl_loop *loop, uint32_t queue)
{
	if (loop->rules->queues[queue].order == EVL_QUEUE_MACHINE)
		return loop->ops->machine_run(loop->context);
	uint32_t task = loop->fifos[queue].first;
	evl_loop_dequeue(loop, task);
	return evl_loop_run_task(loop, task, *loop->now);
}

/* ---- changed rules (base/misconceptions.def) ---- */

/* Does a task wait in an outer queue that timers feed, or in one that they do not? */
static bool has_posted(const struct evl_loop *loop, bool of_timers)
{
	for (uint32_t i = 0; i < loop->rules->queue_count; i++)
		if (loop->fifos[i].first != 0 && !is_inner(loop, i) && evl_loop_is_fed(loop, i) == of_timers)
			return true;
	return false;
}

/* Believed: the inner queues wait for something else. */
static bool puts_off_drain(const struct evl_loop *loop)
{
	int64_t next = evl_loop_next_due(loop);
	switch ((enum evl_misconception)loop->misconception) {
	case EVL_MISCONCEPTION_TIMERS_FIRST:
		return (next >= 0 && next <= *loop->now + SHORTEST) || has_posted(loop, true);
	case EVL_MISCONCEPTION_TIMER_BATCH:
		return loop->depth != 0 && ((next >= 0 && next <= *loop->now) || has_posted(loop, true));
	case EVL_MISCONCEPTION_IMMEDIATE_FIRST:
		return has_posted(loop, false);
	default:
		return false;
	}
}

/* Notes for first_interrupts that the inner queues are about to be emptied. The loader's own reactions follow the main script. */
static void prepare_interruption(struct evl_loop *loop)
{
	bool used = inner_pending(loop, loop->rules->inner[0]);
	if (loop->interruption == EVL_INTERRUPTION_BEFORE)
		loop->interruption = used ? EVL_INTERRUPTION_DONE : EVL_INTERRUPTION_WAITS;
	else if (loop->interruption == EVL_INTERRUPTION_WAITS && used)
		loop->interruption = EVL_INTERRUPTION_DUE;
}

void evl_loop_made_first(struct evl_loop *loop)
{
	if (loop->interruption == EVL_INTERRUPTION_BEFORE)
		loop->interruption = EVL_INTERRUPTION_DONE;
	else if (loop->interruption == EVL_INTERRUPTION_WAITS)
		loop->interruption = EVL_INTERRUPTION_DUE;
}

/* A piece of inner work that is not of the first queue has run. */
static enum evl_ran interrupt(struct evl_loop *loop)
{
	uint8_t queue = loop->rules->inner[0];
	if (loop->interruption == EVL_INTERRUPTION_DONE || (loop->interruption != EVL_INTERRUPTION_DUE && !inner_pending(loop, queue)))
		return EVL_RAN_DONE;
	loop->interruption = EVL_INTERRUPTION_DONE;
	while (inner_pending(loop, queue))
		if (run_inner(loop, queue) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
	return EVL_RAN_DONE;
}

/* Does what ran end the emptying of the inner queues? Jobs of the machine report what they throw themselves. */
static bool ends_drain(struct evl_loop *loop, uint32_t queue, enum evl_ran result)
{
	if (result == EVL_RAN_THREW && loop->rules->throw_ends_drain && loop->rules->queues[queue].order != EVL_QUEUE_MACHINE) {
		loop->left_over = true;
		loop->left_seq = loop->next_seq;
	}
	return result == EVL_RAN_STOP || loop->left_over;
}

/* The last things before the next callback. *again: the inner queues have work again. False: nothing more is emptied, *result says why. */
static bool settle(struct evl_loop *loop, bool *again, enum evl_ran *result)
{
	if (loop->ops->settled == NULL)
		return true;
	*result = loop->ops->settled(loop->context, again);
	loop->left_over = *result == EVL_RAN_THREW;
	loop->left_seq = loop->next_seq;
	return *result == EVL_RAN_DONE;
}

enum evl_ran evl_loop_drain(struct evl_loop *loop, uint32_t first)
{
	const struct evl_loop_rules *rules = loop->rules;
	if (loop->misconception != EVL_MISCONCEPTION_NONE && puts_off_drain(loop))
		return EVL_RAN_DONE;
	bool backwards = loop->misconception == EVL_MISCONCEPTION_TICK_LAST;
	bool between = loop->misconception == EVL_MISCONCEPTION_TICK_BETWEEN;
	uint64_t rounds = 0;
	bool again;
	enum evl_ran result = EVL_RAN_DONE;
	loop->left_over = false;
	if (rules->first_interrupts)
		prepare_interruption(loop);
	do {
		for (uint32_t k = first; k < rules->inner_count; k++) {
			uint32_t i = backwards ? rules->inner_count - 1 - k : k;
			while (inner_pending(loop, rules->inner[i])) {
				result = run_inner(loop, rules->inner[i]);
				if (ends_drain(loop, rules->inner[i], result))
					return result;
				if (rules->first_interrupts && i != 0 && interrupt(loop) == EVL_RAN_STOP)
					return EVL_RAN_STOP;
				if (++rounds % EVL_DRAIN_CHECK == 0 && loop->ops->drain_check != NULL &&
				    loop->ops->drain_check(loop->context, rules->inner[i], rounds) == EVL_RAN_STOP)
					return EVL_RAN_STOP;
				if (between && i != 0)
					break;
			}
		}
		if (first != 0 && loop->turns == 0 && rules->late_first) {
			loop->left_over = true;
			return EVL_RAN_DONE;
		}
		first = 0;
		again = evl_loop_inner_waits(loop);
		if (!again && !settle(loop, &again, &result))
			return result;
	} while (again);
	/* A flood takes time: it makes timers due that a few callbacks would not. */
	if (rules->drain_free != 0 && rounds > rules->drain_free)
		*loop->now += (int64_t)(rounds / rules->drain_rate);
	return EVL_RAN_DONE;
}

/* What follows a callback of a phase: the inner queues, unless it threw and the rules let its neighbour come first. */
enum evl_ran evl_loop_after_callback(struct evl_loop *loop, enum evl_ran result, bool has_neighbour, const struct evl_phase *phase)
{
	if (result == EVL_RAN_STOP)
		return EVL_RAN_STOP;
	bool skips = loop->rules->skip_drain_after_throw || (phase != NULL && phase->skip_drain_after_throw);
	if (result == EVL_RAN_THREW && skips && has_neighbour)
		return EVL_RAN_DONE;
	return evl_loop_drain(loop, phase != NULL ? phase->inner_from : 0);
}

/* Nothing was ready: until when to wait for the next timer or frame. False when there is neither. */
static bool next_time(const struct evl_loop *loop, int64_t *until)
{
	int64_t next = evl_loop_next_due(loop), frame = evl_frame_time(loop);
	if (frame >= 0 && (next < 0 || frame < next))
		next = frame;
	if (next < 0)
		return false;
	*until = next > *loop->now ? next : *loop->now;
	return true;
}

/*
 * A machine may be slow: it notices a timer a millisecond late, and of two timers that only their delays order a chain of
 * short ones may then be overtaken by a long one.
 */
static void choose_pace(struct evl_loop *loop)
{
	if (loop->due.count + loop->lists.live >= 2 && evl_loop_is_alone(loop, EVL_ROOT_CLOCK) && evl_choose(&loop->choices, EVL_CHOICE_PACE, 2, 0, *loop->now) == 1 && loop->pace < SLOW_WAKE)
		loop->pace = SLOW_WAKE;
}

int64_t evl_loop_next(const struct evl_loop *loop)
{
	int64_t until;
	if (evl_turn_ready(loop))
		return *loop->now;
	return next_time(loop, &until) ? until : -1;
}

enum evl_loop_end evl_loop_turn(struct evl_loop *loop)
{
	if (loop->referenced == 0 && !loop->left_over) {
		loop->turns += loop->turns == 0;
		loop->resume_at = 0;
		return EVL_LOOP_EMPTY;
	}
	bool is_first = loop->turns == 0, resumes = loop->resume_at != 0;
	if (is_first) {
		evl_turn_first_look(loop);
		choose_pace(loop);
	}
	if (!resumes && loop->ops->turn != NULL && loop->ops->turn(loop->context) == EVL_RAN_STOP)
		return EVL_LOOP_STOPPED;
	evl_stall_before_turn(loop);
	bool ran = false;
	enum evl_ran result = loop->rules->any_source ? evl_turn_by_choice(loop, &ran) : evl_turn_in_order(loop, &ran);
	if (result == EVL_RAN_STOP)
		return EVL_LOOP_STOPPED;
	loop->depth = 0;
	loop->turns++;
	if (evl_loop_renews_endlessly(loop))
		return EVL_LOOP_REPEATS;
	if (ran)
		*loop->now += loop->costs_nothing ? 0 : loop->rules->turn_cost;
	if (resumes || (ran && loop->resume_at == 0))
		return EVL_LOOP_GOES_ON;
	if (is_first && loop->has_others)
		return EVL_LOOP_GOES_ON; /* they are asked before the clock moves on */
	int64_t until;
	if (!next_time(loop, &until))
		return let_go(loop) ? EVL_LOOP_GOES_ON : EVL_LOOP_HELD;
	if (until > loop->limits.max_time)
		return EVL_LOOP_TIME;
	*loop->now = until + loop->pace;
	return EVL_LOOP_GOES_ON;
}

/* Let the other loops of the run catch up. *went: one went on, and may have changed what this one has to do. */
static enum evl_loop_end turn_others(struct evl_loop *loop, bool *went)
{
	int64_t until = evl_loop_next(loop);
	*went = false;
	if (loop->ops->others(loop->context, until >= 0 ? until : INT64_MAX, went) == EVL_RAN_STOP)
		return EVL_LOOP_STOPPED;
	return evl_loop_renews_endlessly(loop) ? EVL_LOOP_REPEATS : EVL_LOOP_GOES_ON;
}

enum evl_loop_end evl_loop_run(struct evl_loop *loop)
{
	for (;;) {
		bool went = false;
		enum evl_loop_end end = EVL_LOOP_GOES_ON;
		if (loop->has_others && loop->turns != 0 && loop->referenced != 0)
			end = turn_others(loop, &went);
		if (end == EVL_LOOP_GOES_ON && !went)
			end = evl_loop_turn(loop);
		if (end != EVL_LOOP_GOES_ON)
			return end;
	}
}
