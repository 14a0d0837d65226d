/* SPDX-License-Identifier: MIT */
/*
 * turns.c - the phases of a turn, in their fixed order or by choice, and the freedom that a host has in them.
 */
#include "loop/turns.h"

#include "loop/queues.h"
#include "loop/state.h"

enum {
	FREE_MAX = 200,    /* tasks that change places freely; choices have one byte */
	TIED_MAX = 16,     /* timers that do */
	SCANNED_MAX = 512, /* of the timers that wait, so that a turn stays short */
	TIE = 1000,        /* microseconds: timers due as near to each other as this have no order of their own */
	LIST_GRAIN = 1000, /* microseconds: libuv counts milliseconds */
	HANDLE_LIMIT = 1000, /* tasks of one handle in a pass (Node, MessagePort::OnMessage) */
	LATE_FRAMES = 6, /* by how many the first frame of a page was seen to be late, and more */
};

uint32_t evl_turn_choose(struct evl_loop *loop, enum evl_site site, enum evl_choice_kind kind, uint32_t count, uint32_t usual)
{
	loop->choices.muted = false;
	if (count < 2 || (!evl_loop_is_alone(loop, EVL_ROOT_CLOCK) && site != EVL_SITE_COMPLETE && site != EVL_SITE_TURN)) {
		loop->choices.wish = 0;
		return usual;
	}
	if (loop->choices.track != NULL) {
		evl_track_end(loop->choices.track);
		loop->choices.state = evl_loop_state(loop, (uint32_t)site << 8 | loop->at_phase);
	}
	return evl_choose(&loop->choices, kind, count, usual, *loop->now);
}

/* While following a guide: the root whose work completes next. EVL_ROOT_MAIN: none is asked for. */
static uint32_t guided(const struct evl_loop *loop)
{
	return loop->guide != NULL && loop->guide_at < loop->guide_count ? loop->guide[loop->guide_at] : EVL_ROOT_MAIN;
}

/* ----------------------------------------------------------------- phases */

/* Of the tasks of one lane only the first counts: is `task` that, so far? A later one among the `count` found is dropped. */
static bool leads_lane(const struct evl_loop *loop, uint32_t *found, uint32_t *count, uint32_t task)
{
	uint32_t lane = loop->tasks[task].lane;
	for (uint32_t i = 0; lane != 0 && i < *count; i++) {
		if (loop->tasks[found[i]].lane != lane)
			continue;
		if (evl_due_before(loop, found[i], task))
			return false;
		for (--*count; i < *count; i++)
			found[i] = found[i + 1];
		return true;
	}
	return true;
}

/*
 * What completes at a time of its own (a read, an answer of the network): any of these may come next, before it is usually
 * due or after. At most FREE_MAX of them, earliest first; what is beyond goes by its usual time.
 */
static uint32_t free_tasks(const struct evl_loop *loop, uint32_t *out)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < loop->due.count && i < SCANNED_MAX; i++) {
		uint32_t task = loop->due.heap[i];
		if (!loop->tasks[task].free_order || !leads_lane(loop, out, &count, task))
			continue;
		if (count == FREE_MAX && !evl_due_before(loop, task, out[FREE_MAX - 1]))
			continue;
		uint32_t at = count < FREE_MAX ? count++ : FREE_MAX - 1;
		for (; at > 0 && evl_due_before(loop, task, out[at - 1]); at--)
			out[at] = out[at - 1];
		out[at] = task;
	}
	return count;
}

/* A timer that was armed earlier and is not longer comes first by rule (HTML, run steps after a timeout). */
static bool is_after_by_rule(const struct evl_loop *loop, uint32_t task, uint32_t other)
{
	const struct evl_loop_task *a = &loop->tasks[other], *b = &loop->tasks[task];
	return a->queue == b->queue && a->seq < b->seq && a->duration <= b->duration && !a->repeats;
}

/* Which of the timers that are due at one moment is first: those of one queue that no rule orders may change places. */
static uint32_t first_due(struct evl_loop *loop)
{
	uint32_t usual = evl_due_peek(loop), tied[TIED_MAX], count = 0;
	if (usual == 0)
		return 0;
	for (uint32_t i = 0; i < loop->due.count && i < SCANNED_MAX && count < TIED_MAX; i++) {
		uint32_t task = loop->due.heap[i];
		const struct evl_loop_task *record = &loop->tasks[task];
		if (task != usual && !record->free_order && record->queue == loop->tasks[usual].queue && record->due <= *loop->now &&
		    record->due - loop->tasks[usual].due < TIE)
			tied[count++] = task;
	}
	for (uint32_t i = 1; i < count; i++) /* by age, not by the shape of the heap */
		for (uint32_t k = i; k > 0 && loop->tasks[tied[k]].seq < loop->tasks[tied[k - 1]].seq; k--) {
			uint32_t swap = tied[k];
			tied[k] = tied[k - 1];
			tied[k - 1] = swap;
		}
	uint32_t candidates[TIED_MAX + 1], n = 1;
	candidates[0] = usual;
	for (uint32_t i = 0; i < count; i++) {
		bool later = is_after_by_rule(loop, tied[i], usual);
		for (uint32_t k = 0; k < count && !later; k++)
			later = k != i && is_after_by_rule(loop, tied[i], tied[k]);
		if (!later)
			candidates[n++] = tied[i];
	}
	return candidates[evl_turn_choose(loop, EVL_SITE_DUE, EVL_CHOICE_TIMER_DUE, n, 0)];
}

static void feed(struct evl_loop *loop, uint32_t task)
{
	evl_due_remove(loop, task);
	loop->tasks[task].queue = loop->rules->queues[loop->tasks[task].queue].feeds;
	/* One of no delay has been ready since it was armed. */
	if (loop->tasks[task].duration != 0) {
		loop->tasks[task].joined = loop->rules->zero_waits ? loop->tasks[task].due : *loop->now;
		loop->tasks[task].joined_seq = loop->next_seq++;
	}
	evl_fifo_append(loop, &loop->fifos[loop->tasks[task].queue], task);
}

/* Timers that are due join the queue they feed, as if they were posted now (zero_waits: when they became due). What completes in its own time stays. */
static void wake_due(struct evl_loop *loop)
{
	uint32_t held[FREE_MAX], count = 0;
	for (;;) {
		uint32_t task = evl_due_peek(loop);
		if (task == 0 || loop->tasks[task].due > *loop->now)
			break;
		if (loop->tasks[task].free_order && count < FREE_MAX) {
			held[count++] = task;
			evl_due_remove(loop, task);
			continue;
		}
		feed(loop, loop->tasks[task].free_order ? task : first_due(loop));
	}
	for (uint32_t i = 0; i < count; i++)
		evl_due_insert(loop, held[i]);
}

/* When the frame comes that somebody asked for: the first point of the grid after the asking. -1: nobody did. */
int64_t evl_frame_time(const struct evl_loop *loop)
{
	int64_t earliest = -1;
	for (uint32_t i = 0; i < loop->rules->phase_count; i++) {
		const struct evl_phase *phase = &loop->rules->phases[i];
		if (phase->when != EVL_WHEN_FRAME || loop->fifos[phase->queue].first == 0)
			continue;
		int64_t asked = loop->tasks[loop->fifos[phase->queue].first].start;
		int64_t time = (asked / loop->rules->frame_period + 1) * loop->rules->frame_period;
		if (loop->frame_soon >= 0 && asked >= loop->frame_soon)
			time = loop->frame_soon - 1;
		if (earliest < 0 || time < earliest)
			earliest = time;
	}
	return earliest;
}

static bool has_tasks(const struct evl_loop *loop, const struct evl_phase *phase)
{
	if (loop->rules->queues[phase->queue].order == EVL_QUEUE_DURATION_LISTS) {
		uint32_t list = evl_lists_peek(loop);
		return list != 0 && loop->lists.lists[list].expiry <= *loop->now;
	}
	return loop->fifos[phase->queue].first != 0;
}

static bool phase_ready(const struct evl_loop *loop, const struct evl_phase *phase)
{
	if (phase->when == EVL_WHEN_FRAME) {
		int64_t frame = evl_frame_time(loop);
		return frame >= 0 && frame <= *loop->now;
	}
	if (!has_tasks(loop, phase))
		return false;
	switch ((enum evl_when)phase->when) {
	case EVL_WHEN_ANY:
		return true;
	case EVL_WHEN_FRAME:
		return false; /* said above */
	case EVL_WHEN_QUIET:
		/* A frame that is awaited comes first; in a frame loop the time after each frame is idle. */
		if (evl_frame_time(loop) >= 0 && loop->last_frame < loop->tasks[loop->fifos[phase->queue].first].start)
			return false;
		/* What is due at almost the same time comes first too. */
		int64_t due = loop->rules->quiet_margin != 0 ? evl_loop_next_due(loop) : -1;
		if (due >= 0 && due <= loop->tasks[loop->fifos[phase->queue].first].start + loop->rules->quiet_margin)
			return false;
		for (uint32_t i = 0; i < loop->rules->phase_count; i++) {
			const struct evl_phase *other = &loop->rules->phases[i];
			if (other->when != EVL_WHEN_QUIET && phase_ready(loop, other))
				return false;
		}
		return true;
	}
	return false;
}

bool evl_turn_ready(const struct evl_loop *loop)
{
	uint32_t task = evl_due_peek(loop);
	if (task != 0 && loop->tasks[task].due <= *loop->now)
		return true;
	for (uint32_t i = 0; i < loop->rules->phase_count; i++)
		if (phase_ready(loop, &loop->rules->phases[i]))
			return true;
	return false;
}

/* Was the timer that is due first asked for before what makes the loop late? */
static bool is_kept_waiting(const struct evl_loop *loop)
{
	uint32_t list = evl_lists_peek(loop), task = list != 0 ? loop->lists.lists[list].tasks.first : evl_due_peek(loop);
	return task != 0 && loop->tasks[task].seq < loop->late_since;
}

/* Is anything there that a timer could come before or after? */
static bool has_company(const struct evl_loop *loop)
{
	bool ready = loop->due.count > 1 || (loop->due.count != 0 && evl_lists_peek(loop) != 0);
	for (uint32_t i = 0; i < loop->rules->phase_count && !ready; i++)
		ready = phase_ready(loop, &loop->rules->phases[i]);
	return ready;
}

void evl_turn_first_look(struct evl_loop *loop)
{
	const int64_t end = *loop->now, next = evl_loop_next_due(loop);
	if (loop->costs_nothing)
		return;
	int64_t look = end + loop->rules->start_cost + (is_kept_waiting(loop) ? loop->late : 0);
	/* A host that is quicker than usual does not find a timer due that only these costs make so. */
	if (next > end && next <= look && has_company(loop) && evl_turn_choose(loop, EVL_SITE_FIRST, EVL_CHOICE_TIMER_DUE, 2, 0) == 1)
		look = next - 1;
	*loop->now = look;
}

/* Run one list as far as it is due at `now`, which stands still meanwhile. */
static enum evl_ran serve_list(struct evl_loop *loop, uint32_t list, int64_t now, bool *owes_drain)
{
	uint64_t id = loop->lists.lists[list].id;
	while (loop->lists.lists[list].id == id) {
		uint32_t task = loop->lists.lists[list].tasks.first;
		if (task == 0) {
			evl_lists_drop(loop, list);
			return EVL_RAN_DONE;
		}
		struct evl_loop_task *record = &loop->tasks[task];
		if (now - record->start < record->duration) {
			evl_lists_move(loop, list, record->due > now ? record->due : now + 1);
			return EVL_RAN_DONE;
		}
		if (*owes_drain && evl_loop_drain(loop, 0) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
		if (loop->lists.lists[list].id != id || loop->lists.lists[list].tasks.first != task) {
			*owes_drain = false;
			continue; /* the drain cleared it */
		}
		/* Out of the list, which stays even when empty: a new timer of this duration joins it. */
		evl_fifo_remove(loop, &loop->lists.lists[list].tasks, task);
		evl_loop_count_out(loop, task);
		if (record->repeats)
			loop->noted = *loop->now; /* its next round is counted from here */
		enum evl_ran result = evl_loop_run_task(loop, task, *loop->now);
		if (result == EVL_RAN_STOP)
			return EVL_RAN_STOP;
		*owes_drain = result != EVL_RAN_THREW || !loop->rules->skip_drain_after_throw;
	}
	return EVL_RAN_DONE;
}

/* The list that is served next: those due as good as together may change places. 0: none is due at `now`. */
static uint32_t first_list(struct evl_loop *loop, int64_t *now)
{
	const struct evl_timer_lists *lists = &loop->lists;
	uint32_t usual = evl_lists_peek(loop), candidates[TIED_MAX], count = 1;
	if (usual == 0 || lists->lists[usual].expiry > *now)
		return 0;
	candidates[0] = usual;
	for (uint32_t i = 0; i < lists->heap_count && i < SCANNED_MAX && count < TIED_MAX; i++) {
		uint32_t list = lists->heap[i];
		if (list != usual && lists->lists[list].expiry - lists->lists[usual].expiry < TIE)
			candidates[count++] = list;
	}
	for (uint32_t i = 2; i < count; i++) /* by age, not by the shape of the heap */
		for (uint32_t k = i; k > 1 && lists->lists[candidates[k]].id < lists->lists[candidates[k - 1]].id; k--) {
			uint32_t swap = candidates[k];
			candidates[k] = candidates[k - 1];
			candidates[k - 1] = swap;
		}
	if (loop->choices.track != NULL && *now != *loop->now)
		loop->choices.track->overflow = true; /* the state does not tell this time */
	uint32_t list = candidates[evl_turn_choose(loop, EVL_SITE_LIST, EVL_CHOICE_TIMER_DUE, count, 0)];
	if (lists->lists[list].expiry > *now)
		*now = *loop->now = lists->lists[list].expiry;
	return list;
}

/* One pass over the lists that are due at its beginning. */
static enum evl_ran pass_over_lists(struct evl_loop *loop)
{
	int64_t now = loop->noted = *loop->now;
	bool owes_drain = false;
	for (;;) {
		if (owes_drain) { /* which may change what list is first */
			uint32_t due = evl_lists_peek(loop);
			if (due == 0 || loop->lists.lists[due].expiry > now)
				break;
			if (evl_loop_drain(loop, 0) == EVL_RAN_STOP)
				return EVL_RAN_STOP;
			owes_drain = false;
		}
		uint32_t list = first_list(loop, &now);
		if (list == 0)
			break;
		if (serve_list(loop, list, now, &owes_drain) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
	}
	return EVL_RAN_DONE;
}

/* Has a phase after this one work now? */
static bool has_later_work(const struct evl_loop *loop, uint32_t phase)
{
	for (uint32_t i = phase + 1; i < loop->rules->phase_count; i++)
		if (phase_ready(loop, &loop->rules->phases[i]))
			return true;
	return false;
}

/*
 * The inner queues made the loop look at the time when less than the clock's grain was missing for the list to be due at `due`: a border of the
 * clock may lie between, so that a real host finds it due. `since`: what was asked for in the inner queues has this number or a greater one.
 */
static bool is_found_due(struct evl_loop *loop, uint32_t list, int64_t due, uint64_t since)
{
	const uint32_t head = loop->lists.lists[list].tasks.first;
	const bool looked = loop->noted_seq >= since && (head == 0 || loop->noted_seq > loop->tasks[head].joined_seq);
	if (!looked || due - loop->noted > loop->rules->clock_grain || !has_later_work(loop, loop->at_phase))
		return false;
	if (loop->choices.track != NULL && due != loop->lists.lists[list].expiry)
		loop->choices.track->overflow = true; /* the state does not tell this time */
	if (evl_turn_choose(loop, EVL_SITE_AGAIN, EVL_CHOICE_TIMER_DUE, 2, 0) == 0)
		return false;
	*loop->now = due;
	return true;
}

/*
 * libuv's timer, one for all lists (uv__run_timers): after a pass it is set for the next list, a millisecond from when the loop last looked at
 * the time at least. When the inner queues, which are emptied then, make the loop look again, it may be due at once: another pass.
 */
static enum evl_ran serve_due_lists(struct evl_loop *loop)
{
	for (;;) {
		if (pass_over_lists(loop) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
		const int64_t soonest = loop->noted + LIST_GRAIN;
		const uint64_t since = loop->next_seq;
		if (evl_loop_drain(loop, 0) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
		uint32_t next = evl_lists_peek(loop);
		if (next == 0 || evl_loop_renews_endlessly(loop))
			return EVL_RAN_DONE;
		const int64_t expiry = loop->lists.lists[next].expiry, due = expiry > soonest ? expiry : soonest;
		if (loop->noted < due && !is_found_due(loop, next, due, since))
			return EVL_RAN_DONE;
	}
}

static void reverse(struct evl_loop *loop, struct evl_fifo *fifo)
{
	uint32_t task = fifo->first;
	fifo->first = fifo->last;
	fifo->last = task;
	while (task != 0) {
		struct evl_loop_task *record = &loop->tasks[task];
		uint32_t next = record->next;
		record->next = record->prev;
		record->prev = next;
		task = next;
	}
}

/* Does the phase that took what was asked for before `limit` go on with the first of its queue? */
static bool takes_next(const struct evl_loop *loop, const struct evl_fifo *fifo, uint64_t limit)
{
	return fifo->first != 0 && (loop->tasks[fifo->first].follows || loop->tasks[fifo->first].seq < limit);
}

static enum evl_ran serve_fifo(struct evl_loop *loop, const struct evl_phase *phase)
{
	struct evl_fifo *fifo = &loop->fifos[phase->queue];
	uint64_t limit = phase->take == EVL_TAKE_ONE ? 0 : phase->take == EVL_TAKE_ALL ? UINT64_MAX : loop->next_seq;
	if (phase->take == EVL_TAKE_REVERSED)
		reverse(loop, fifo);
	do {
		uint32_t task = fifo->first;
		evl_loop_dequeue(loop, task);
		enum evl_ran result = evl_loop_run_task(loop, task, *loop->now);
		bool more = takes_next(loop, fifo, limit);
		if (evl_loop_after_callback(loop, result, more, phase) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
	} while (takes_next(loop, fifo, limit));
	return EVL_RAN_DONE;
}

/* The next of a pass over handles: of the one that is being served, else of the next that has something. 0: the pass is over. */
static uint32_t next_of_handles(const struct evl_loop *loop, const struct evl_fifo *fifo, uint32_t handle, bool may_go_on)
{
	uint32_t best = 0;
	if (fifo->first != 0 && loop->tasks[fifo->first].follows)
		return fifo->first;
	for (uint32_t task = fifo->first; task != 0; task = loop->tasks[task].next) {
		uint32_t own = loop->tasks[task].handle;
		if (own == handle && may_go_on)
			return task;
		if (own > handle && (best == 0 || own < loop->tasks[best].handle))
			best = task;
	}
	return best;
}

static uint32_t count_of_handle(const struct evl_loop *loop, const struct evl_fifo *fifo, uint32_t handle)
{
	uint32_t count = 0;
	for (uint32_t task = fifo->first; task != 0; task = loop->tasks[task].next)
		count += loop->tasks[task].handle == handle;
	return count;
}

/*
 * First what is nobody's, as far as it is there, then handle by handle: each until nothing of it is left, or as many as were there, or
 * HANDLE_LIMIT, are done.
 */
static enum evl_ran serve_handles(struct evl_loop *loop, const struct evl_phase *phase)
{
	const struct evl_fifo *fifo = &loop->fifos[phase->queue];
	uint32_t handle = 0, left = count_of_handle(loop, fifo, 0), task;
	while ((task = next_of_handles(loop, fifo, handle, left != 0)) != 0) {
		if (!loop->tasks[task].follows) {
			if (loop->tasks[task].handle != handle) {
				handle = loop->tasks[task].handle;
				left = count_of_handle(loop, fifo, handle);
				if (left < HANDLE_LIMIT)
					left = HANDLE_LIMIT;
			}
			left--;
		}
		evl_loop_dequeue(loop, task);
		enum evl_ran result = evl_loop_run_task(loop, task, *loop->now);
		if (evl_loop_after_callback(loop, result, fifo->first != 0, phase) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
	}
	return EVL_RAN_DONE;
}

/* The step of a frame: its phases one after another, each with what is there when its turn comes. */
static enum evl_ran serve_frame(struct evl_loop *loop, const struct evl_phase *phase)
{
	const struct evl_phase *end = loop->rules->phases + loop->rules->phase_count;
	loop->last_frame = *loop->now;
	loop->frame_soon = -1;
	for (; phase < end && phase->when == EVL_WHEN_FRAME; phase++)
		if (has_tasks(loop, phase) && serve_fifo(loop, phase) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
	return EVL_RAN_DONE;
}

static enum evl_ran serve(struct evl_loop *loop, const struct evl_phase *phase)
{
	if (phase->when == EVL_WHEN_FRAME)
		return serve_frame(loop, phase);
	if (loop->rules->queues[phase->queue].order == EVL_QUEUE_DURATION_LISTS)
		return serve_due_lists(loop);
	if (phase->take == EVL_TAKE_HANDLES)
		return serve_handles(loop, phase);
	if (phase->brings_frame)
		loop->frame_soon = *loop->now;
	return serve_fifo(loop, phase);
}

/*
 * A timer that is due within the grain of the clock races with the phases after
 * it: a real host may find it due. Only asked where it could make a difference.
 */
static void maybe_due(struct evl_loop *loop, uint32_t phase)
{
	uint32_t list = evl_lists_peek(loop);
	if (list == 0 || loop->lists.lists[list].expiry - *loop->now >= loop->rules->clock_grain)
		return;
	if (has_later_work(loop, phase) && evl_turn_choose(loop, EVL_SITE_GRAIN, EVL_CHOICE_TIMER_DUE, 2, 0) == 1)
		*loop->now = loop->lists.lists[list].expiry;
}

bool evl_loop_is_fed(const struct evl_loop *loop, uint32_t queue)
{
	for (uint32_t i = 0; i < loop->rules->queue_count; i++)
		if (loop->rules->queues[i].order == EVL_QUEUE_DUE && loop->rules->queues[i].feeds == queue)
			return true;
	return false;
}

/*
 * Timers have just become due, and so has something that another phase serves and that comes at a time of its own: nothing says which is
 * noticed first. Where the loop is late for both, the timers are.
 */
static bool is_overtaken(struct evl_loop *loop)
{
	uint32_t list = evl_lists_peek(loop), task = evl_due_peek(loop);
	if (task == 0 || loop->tasks[task].free_order || loop->tasks[task].due > *loop->now)
		return false;
	int64_t expiry = loop->lists.lists[list].expiry, apart = loop->tasks[task].due - expiry;
	return *loop->now - expiry < TIE && apart < TIE && evl_turn_choose(loop, EVL_SITE_GRAIN, EVL_CHOICE_TIMER_DUE, 2, 0) == 1;
}

/* Is there other work that a completion could come before or after? */
static bool has_rival(const struct evl_loop *loop, uint32_t phase)
{
	return evl_lists_peek(loop) != 0 || has_later_work(loop, phase);
}

/* Put off a task, and those behind it in its lane, when they would come before `until`. */
static void put_off_lane(struct evl_loop *loop, uint32_t task, int64_t until)
{
	uint32_t lane = loop->tasks[task].lane, moved[SCANNED_MAX], count = 0;
	if (loop->tasks[task].due > *loop->now)
		return;
	moved[count++] = task;
	for (uint32_t i = 0; lane != 0 && i < loop->due.count && count < SCANNED_MAX; i++) {
		uint32_t other = loop->due.heap[i];
		if (other != task && loop->tasks[other].lane == lane && loop->tasks[other].due < until)
			moved[count++] = other;
	}
	for (uint32_t i = 0; i < count; i++) {
		evl_due_remove(loop, moved[i]);
		loop->tasks[moved[i]].due = until;
		evl_due_insert(loop, moved[i]);
	}
}

/* Put off what could complete now until the next timer, or the next turn. */
static void put_off(struct evl_loop *loop, const uint32_t *list, uint32_t count)
{
	uint32_t timers = evl_lists_peek(loop);
	int64_t until = timers != 0 ? loop->lists.lists[timers].expiry : *loop->now;
	if (until <= *loop->now)
		until = *loop->now + 1;
	for (uint32_t i = 0; i < count; i++)
		put_off_lane(loop, list[i], until);
}

/* What completes in its own time, in any order; each may also come later than usual where that makes a difference. */
static void complete(struct evl_loop *loop, uint32_t phase)
{
	uint32_t list[FREE_MAX], count;
	while ((count = free_tasks(loop, list)) != 0) {
		bool due = loop->tasks[list[0]].due <= *loop->now;
		bool rival = evl_loop_is_alone(loop, EVL_ROOT_CLOCK) && has_rival(loop, phase);
		bool fed = loop->fifos[loop->rules->phases[phase].queue].first != 0;
		if (!due && !rival && !fed)
			return; /* the clock moves to it */
		uint32_t ways = count + (rival || fed), usual = due ? 0 : count;
		for (uint32_t i = 0, wanted = guided(loop); wanted != EVL_ROOT_MAIN && i <= count; i++) {
			if (i < count && loop->tasks[list[i]].root != wanted)
				continue;
			loop->guide_at += i < count;
			loop->choices.wish = i + 1; /* or the next turn, where it is asked for by then */
			break;
		}
		uint32_t taken = evl_turn_choose(loop, EVL_SITE_COMPLETE, EVL_CHOICE_SOURCE, ways, usual);
		if (taken == count) {
			put_off(loop, list, count);
			return;
		}
		feed(loop, list[taken]);
	}
}

/* A phase that concludes: its tasks and the inner queues until both are empty. */
static enum evl_ran conclude(struct evl_loop *loop, const struct evl_phase *phase, bool *ran)
{
	do {
		while (phase_ready(loop, phase)) {
			*ran = loop->concluded_tasks = true;
			if (serve(loop, phase) == EVL_RAN_STOP || loop->ops->concluded(loop->context) == EVL_RAN_STOP)
				return EVL_RAN_STOP;
		}
		if (evl_loop_inner_waits(loop) && evl_loop_drain(loop, 0) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
	} while (phase_ready(loop, phase) && !loop->given_up);
	return loop->ops->concluded(loop->context);
}

/* Does the turn wait before this phase? What waits is never ready; other loops are asked between turns only. */
static bool awaits(const struct evl_loop *loop, const struct evl_phase *phase)
{
	return phase->awaits && !loop->concluded_tasks && !loop->has_others && loop->referenced != 0 && !evl_turn_ready(loop) && evl_loop_next(loop) >= 0;
}

/*
 * A throw has left work in the inner queues: it is done before the phase. When that throws as well, the phase goes on with what was asked for before
 * the first throw; what came later stands behind work of the host's own that the throw asked for (Node's setImmediate(noop) after an exception that
 * was handled), after which the inner queues are emptied as after any other. False: the run stops.
 */
static bool do_left_over(struct evl_loop *loop, const struct evl_phase *phase)
{
	uint64_t asked = loop->left_seq;
	if (evl_loop_drain(loop, 0) == EVL_RAN_STOP)
		return false;
	uint32_t next = loop->fifos[phase->queue].first;
	return !loop->left_over || next == 0 || loop->tasks[next].seq < asked || evl_loop_drain(loop, 0) != EVL_RAN_STOP;
}

/* One turn in the fixed order of the phases, or the rest of it after a wait. */
enum evl_ran evl_turn_in_order(struct evl_loop *loop, bool *ran)
{
	uint32_t first = loop->resume_at;
	loop->resume_at = 0;
	loop->concluded_tasks = false;
	for (uint32_t i = first; i < loop->rules->phase_count; i++) {
		const struct evl_phase *phase = &loop->rules->phases[i];
		loop->at_phase = i;
		if (first == 0 && awaits(loop, phase)) {
			loop->resume_at = i;
			return EVL_RAN_DONE;
		}
		if (phase->drains && loop->left_over) {
			*ran = true;
			if (!do_left_over(loop, phase))
				return EVL_RAN_STOP;
		}
		bool are_timers = loop->rules->queues[phase->queue].order == EVL_QUEUE_DURATION_LISTS;
		if (are_timers && !has_tasks(loop, phase))
			maybe_due(loop, i);
		else if (are_timers && is_overtaken(loop))
			continue;
		if (evl_loop_is_fed(loop, phase->queue)) {
			wake_due(loop);
			complete(loop, i);
		}
		if (phase->concludes) {
			if (conclude(loop, phase, ran) == EVL_RAN_STOP)
				return EVL_RAN_STOP;
			continue;
		}
		if (!phase_ready(loop, phase))
			continue;
		*ran = true;
		if (serve(loop, phase) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
		if (loop->given_up)
			break;
	}
	return EVL_RAN_DONE;
}

/* Since when the phase could have been served. */
static int64_t ready_since(const struct evl_loop *loop, const struct evl_phase *phase)
{
	if (phase->when == EVL_WHEN_FRAME)
		return evl_frame_time(loop);
	return loop->tasks[loop->fifos[phase->queue].first].joined;
}

/*
 * A frame is drawn when the screen is ready and the idle period is the host's own idea: either may come before its usual
 * time, though no frame comes right after another.
 */
static bool may_come_early(const struct evl_loop *loop, const struct evl_phase *phase)
{
	if (phase->when == EVL_WHEN_FRAME)
		return evl_frame_time(loop) >= 0 && (loop->last_frame < 0 || *loop->now - loop->last_frame >= loop->rules->frame_period);
	return phase->when == EVL_WHEN_QUIET && has_tasks(loop, phase);
}

/* One way to go on: a phase to serve, or a task that completes in its own time. */
struct option {
	const struct evl_phase *phase; /* NULL: `task` */
	uint32_t task;
	int8_t priority;
	int64_t since; /* when it could have been served first */
	uint64_t seq;
	bool is_frame;
};

static bool comes_before(const struct option *a, const struct option *b)
{
	if (a->priority != b->priority)
		return a->priority > b->priority;
	if (a->since != b->since || a->is_frame || b->is_frame)
		return a->since < b->since;
	return a->seq < b->seq;
}

/* The phase that serves what a free task feeds: it lends it its priority. */
static const struct evl_phase *phase_of(const struct evl_loop *loop, uint32_t task)
{
	uint8_t queue = loop->rules->queues[loop->tasks[task].queue].feeds;
	for (uint32_t i = 0; i < loop->rules->phase_count; i++)
		if (loop->rules->phases[i].queue == queue)
			return &loop->rules->phases[i];
	return &loop->rules->phases[0];
}

static struct option phase_option(const struct evl_loop *loop, const struct evl_phase *phase)
{
	bool is_frame = phase->when == EVL_WHEN_FRAME;
	return (struct option){
		.phase = phase,
		.priority = phase->priority,
		.since = ready_since(loop, phase),
		.seq = is_frame ? 0 : loop->tasks[loop->fifos[phase->queue].first].joined_seq,
		.is_frame = is_frame,
	};
}

/* When the next timer is due that runs by its clock alone; -1: there is none. */
static int64_t next_fixed(const struct evl_loop *loop)
{
	int64_t next = -1;
	for (uint32_t i = 0; i < loop->due.count && i < SCANNED_MAX; i++) {
		const struct evl_loop_task *record = &loop->tasks[loop->due.heap[i]];
		if (!record->free_order && (next < 0 || record->due < next))
			next = record->due;
	}
	return next;
}

/* When the next thing comes that has its time: a timer, or the next of a row of frames. -1: there is none. */
static int64_t next_timed(const struct evl_loop *loop)
{
	int64_t timer = next_fixed(loop), frame = loop->last_frame >= 0 ? evl_frame_time(loop) : -1;
	return frame > *loop->now && (timer < 0 || frame < timer) ? frame : timer;
}

/*
 * All that is ready has no fixed time (the first frame of a page, an answer of the network): it may be late, so that the
 * next timer or frame comes before it. -1: something has its time, or nothing would come before.
 */
static int64_t late_until(const struct evl_loop *loop, const struct option *options, uint32_t ready)
{
	int64_t next = next_timed(loop);
	bool has_frame = false;
	for (uint32_t i = 0; i < ready; i++) {
		if (options[i].phase != NULL && !options[i].is_frame)
			return -1;
		has_frame = has_frame || options[i].is_frame;
	}
	if (next <= *loop->now)
		return -1;
	if (has_frame && (loop->last_frame >= 0 || next > *loop->now + LATE_FRAMES * loop->rules->frame_period))
		return -1;
	return next;
}

/* While only some outside work is explored: all of it that is ready, or else the one thing that usually comes. Returns how many. */
static uint32_t only_outside(struct option *options, uint32_t count, uint32_t *usual)
{
	uint32_t kept = 0;
	struct option first = options[*usual];
	for (uint32_t i = 0; i < count; i++) {
		if (options[i].phase != NULL)
			continue;
		if (i == *usual)
			*usual = kept;
		options[kept++] = options[i];
	}
	if (first.phase == NULL)
		return kept;
	*usual = 0;
	options[0] = first;
	return 1;
}

/* While following a guide: the work that it names, or what lets that come. */
static void wish_for(struct evl_loop *loop, const struct option *options, uint32_t count)
{
	uint32_t wanted = guided(loop);
	for (uint32_t i = 0; i < count && wanted != EVL_ROOT_MAIN; i++) {
		if (options[i].phase != NULL || loop->tasks[options[i].task].root != wanted)
			continue;
		loop->guide_at++;
		loop->choices.wish = i + 1;
		return;
	}
	for (uint32_t i = 0; i < count && wanted != EVL_ROOT_MAIN && loop->choices.wish == 0; i++)
		if (options[i].phase != NULL)
			loop->choices.wish = i + 1;
}

enum evl_ran evl_turn_by_choice(struct evl_loop *loop, bool *ran)
{
	struct option options[EVL_QUEUES_MAX + FREE_MAX + 1], early[EVL_QUEUES_MAX + FREE_MAX];
	uint32_t count = 0, early_count = 0, usual = 0, free_list[FREE_MAX];
	wake_due(loop);
	for (uint32_t i = 0; i < loop->rules->phase_count && count + early_count < EVL_QUEUES_MAX; i++) {
		const struct evl_phase *phase = &loop->rules->phases[i];
		if (phase->when == EVL_WHEN_FRAME && i > 0 && phase[-1].when == EVL_WHEN_FRAME)
			continue; /* a part of the step before it */
		if (phase_ready(loop, phase))
			options[count++] = phase_option(loop, phase);
		else if (may_come_early(loop, phase))
			early[early_count++] = (struct option){ .phase = phase };
	}
	uint32_t free_count = free_tasks(loop, free_list);
	for (uint32_t i = 0; i < free_count; i++) {
		const struct evl_loop_task *record = &loop->tasks[free_list[i]];
		struct option option = {
			.task = free_list[i], .priority = phase_of(loop, free_list[i])->priority, .since = record->due, .seq = record->seq };
		if (record->due <= *loop->now)
			options[count++] = option;
		else
			early[early_count++] = option;
	}
	if (count == 0)
		return EVL_RAN_DONE;
	for (uint32_t i = 1; i < count; i++)
		if (comes_before(&options[i], &options[usual]))
			usual = i;
	*ran = true;
	int64_t late = late_until(loop, options, count);
	if (!evl_loop_is_alone(loop, EVL_ROOT_CLOCK)) {
		late = -1;
		early_count = 0;
		count = only_outside(options, count, &usual);
	}
	for (uint32_t i = 0; i < early_count; i++)
		options[count++] = early[i];
	wish_for(loop, options, count);
	uint32_t taken = evl_turn_choose(loop, EVL_SITE_TURN, EVL_CHOICE_SOURCE, count + (late >= 0), usual);
	if (taken == count) {
		*loop->now = late;
		return EVL_RAN_DONE;
	}
	if (options[taken].phase != NULL)
		return serve(loop, options[taken].phase);
	uint32_t task = options[taken].task;
	if (loop->tasks[task].due > *loop->now)
		loop->tasks[task].due = *loop->now; /* it is early: what it was usually due at says nothing now */
	evl_due_remove(loop, task);
	evl_loop_count_out(loop, task);
	return evl_loop_after_callback(loop, evl_loop_run_task(loop, task, *loop->now), false, NULL);
}
