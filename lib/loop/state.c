/* SPDX-License-Identifier: MIT */
/*
 * state.c - the state of the loop as a hash: numbers of tasks and of lists are left out, orders are kept.
 */
#include "loop/state.h"

#include "loop/queues.h"

enum { HASHED_MAX = 256 };

/* Waiting tasks in the order of asking. */
static uint32_t in_order(const struct evl_loop *loop, uint32_t *out)
{
	uint32_t count = 0;
	for (uint32_t task = 1; task <= loop->task_count; task++) {
		if (loop->tasks[task].state != EVL_TASK_WAITING)
			continue;
		if (count == HASHED_MAX)
			return UINT32_MAX;
		uint32_t at = count++;
		for (; at > 0 && loop->tasks[out[at - 1]].seq > loop->tasks[task].seq; at--)
			out[at] = out[at - 1];
		out[at] = task;
	}
	return count;
}

static uint64_t hash_lists(const struct evl_timer_lists *lists, uint64_t hash)
{
	for (uint32_t i = 0; i < lists->heap_count; i++) {
		const struct evl_timer_list *list = &lists->lists[lists->heap[i]];
		uint32_t rank = 0;
		for (uint32_t k = 0; k < lists->heap_count; k++)
			rank += lists->lists[lists->heap[k]].id < list->id;
		uint64_t one = evl_track_mix(evl_track_mix(evl_track_mix(6, (uint64_t)list->duration), (uint64_t)list->expiry), rank);
		hash += evl_track_mix(one, list->tasks.count);
	}
	return evl_track_mix(hash, lists->heap_count);
}

uint64_t evl_loop_state(const struct evl_loop *loop, uint32_t site)
{
	const struct evl_track *track = loop->choices.track;
	uint32_t waiting[HASHED_MAX];
	uint32_t count = in_order(loop, waiting);
	if (count == UINT32_MAX || loop->lists.heap_count > HASHED_MAX || track->running || track->overflow || loop->left_over)
		return 0;
	uint64_t hash = evl_track_mix(track->done, site);
	hash = evl_track_mix(hash, (uint64_t)*loop->now);
	hash = evl_track_mix(hash, loop->interruption);
	hash = evl_track_mix(hash, (uint64_t)loop->pace);
	hash = evl_track_mix(hash, (uint64_t)loop->slack);
	hash = evl_track_mix(hash, (uint64_t)loop->frame_soon);
	hash = evl_track_mix(hash, (uint64_t)loop->last_frame);
	if (loop->rules->queues[loop->rules->phases[loop->at_phase].queue].order == EVL_QUEUE_DURATION_LISTS)
		hash = evl_track_mix(hash, (uint64_t)loop->noted); /* whether there is another pass hangs on it */
	hash = evl_track_mix(hash, loop->renewals << 2 | (uint64_t)loop->marked << 1 | (loop->turns != 0));
	for (uint32_t i = 0; i < count; i++) {
		const struct evl_loop_task *task = &loop->tasks[waiting[i]];
		uint32_t rank = 0;
		for (uint32_t k = 0; k < count; k++)
			rank += loop->tasks[waiting[k]].joined_seq < task->joined_seq;
		hash = evl_track_mix(hash, evl_track_identity(track, task->creator, task->nth));
		hash = evl_track_mix(hash, (uint64_t)task->start);
		hash = evl_track_mix(hash, (uint64_t)task->due);
		hash = evl_track_mix(hash, (uint64_t)task->duration);
		hash = evl_track_mix(hash, (uint64_t)task->joined);
		hash = evl_track_mix(hash, (uint64_t)task->depth << 32 | rank);
		hash = evl_track_mix(hash, task->handle);
		hash = evl_track_mix(hash, (uint64_t)task->queue << 4 | (uint64_t)task->follows << 3 | (uint64_t)task->repeats << 2 |
						   (uint64_t)task->referenced << 1 | task->free_order);
	}
	hash = evl_track_mix(hash, hash_lists(&loop->lists, 7));
	return hash != 0 ? hash : 1;
}
