/* SPDX-License-Identifier: MIT */
/*
 * track.c - places in an open hash table, emptied entry by entry because a run touches few of them.
 */
#include "loop/track.h"

#include <string.h>

uint64_t evl_track_mix(uint64_t hash, uint64_t word)
{
	hash ^= word + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
	hash ^= hash >> 30;
	hash *= 0xBF58476D1CE4E5B9u;
	hash ^= hash >> 27;
	hash *= 0x94D049BB133111EBu;
	return hash ^ hash >> 31;
}

void evl_track_start(struct evl_track *track, const int64_t *now, const uint32_t *events)
{
	for (uint32_t i = 0; i < track->used_count; i++)
		track->places[track->used[i]] = (struct evl_track_place){ 0 };
	track->used_count = track->touched_count = 0;
	track->task = 1;
	track->running = true;
	track->everything = track->overflow = false;
	track->identity = 1;
	track->past = track->done = track->barrier = 0;
	track->posts = track->barriers = 0;
	track->now = now;
	track->events = events;
	track->root = EVL_ROOT_MAIN;
	if (track->roots != NULL)
		evl_roots_start(track->roots);
}

void evl_track_keep_start(const struct evl_track *track, struct evl_arena *arena, struct evl_track_start *out)
{
	*out = (struct evl_track_start){
		.used = evl_arena_copy(arena, track->used, track->used_count * sizeof *track->used),
		.touched = evl_arena_copy(arena, track->touched, track->touched_count * sizeof *track->touched),
		.places = evl_arena_alloc(arena, (track->used_count + (size_t)1) * sizeof *out->places),
		.used_count = track->used_count,
		.touched_count = track->touched_count,
		.posts = track->posts,
		.past = track->past,
		.everything = track->everything,
		.overflow = track->overflow,
	};
	for (uint32_t i = 0; i < track->used_count; i++)
		out->places[i] = track->places[track->used[i]];
}

void evl_track_start_again(struct evl_track *track, const int64_t *now, const uint32_t *events, const struct evl_track_start *start)
{
	evl_track_start(track, now, events);
	for (uint32_t i = 0; i < start->used_count; i++)
		track->places[start->used[i]] = start->places[i];
	memcpy(track->used, start->used, start->used_count * sizeof *track->used);
	memcpy(track->touched, start->touched, start->touched_count * sizeof *track->touched);
	track->used_count = start->used_count;
	track->touched_count = start->touched_count;
	track->posts = start->posts;
	track->past = start->past;
	track->everything = start->everything;
	track->overflow = start->overflow;
}

void evl_track_end(struct evl_track *track)
{
	if (!track->running)
		return;
	if (track->roots != NULL && track->roots->old_end == 0)
		track->roots->old_end = (uint64_t)(uintptr_t)*track->heap_end;
	bool everything = track->everything || track->overflow;
	uint64_t hash = evl_track_mix(track->identity, everything ? track->done : track->past);
	hash = evl_track_mix(hash, everything ? (uint64_t)*track->now : track->barrier);
	for (uint32_t i = 0; i < track->touched_count; i++) {
		struct evl_track_place *place = &track->places[track->touched[i]];
		if (place->mode == 2) {
			place->writer = hash;
			place->readers = 0;
		} else {
			place->readers += evl_track_mix(1, hash);
		}
	}
	if (everything) {
		track->barrier = hash;
		track->barriers += track->task > 1;
	}
	track->done += evl_track_mix(2, hash);
	if (track->task < EVL_TRACK_TASKS)
		track->hashes[track->task] = hash;
	else
		track->overflow = true;
	track->touched_count = 0;
	track->running = false;
}

uint64_t evl_track_identity(const struct evl_track *track, uint32_t creator, uint32_t nth)
{
	uint64_t hash = creator < EVL_TRACK_TASKS ? track->hashes[creator] : track->done;
	return evl_track_mix(evl_track_mix(hash, nth), 3);
}

void evl_track_begin(struct evl_track *track, uint32_t creator, uint32_t nth)
{
	evl_track_end(track);
	track->identity = evl_track_identity(track, creator, nth);
	track->task++;
	track->past = 0;
	track->posts = 0;
	track->everything = false;
	track->running = true;
}

static void touch(struct evl_track *track, uint64_t key, uint64_t address, uint8_t mode)
{
	if (!track->running) { /* outside of any task: nothing is known any more */
		track->overflow = true;
		return;
	}
	uint32_t at = (uint32_t)evl_track_mix(4, key) & (EVL_TRACK_PLACES - 1);
	while (track->places[at].key != 0 && track->places[at].key != key)
		at = (at + 1) & (EVL_TRACK_PLACES - 1);
	struct evl_track_place *place = &track->places[at];
	if (place->key == 0) {
		if (track->used_count >= EVL_TRACK_PLACES / 2) {
			track->overflow = true;
			return;
		}
		place->key = key;
		track->used[track->used_count++] = at;
	}
	uint8_t before = place->task == track->task ? place->mode : 0;
	if (before >= mode)
		return;
	if (track->roots != NULL)
		evl_roots_touch(track->roots, track->root, key, address, mode == 2);
	if (before == 0) {
		place->task = track->task;
		track->touched[track->touched_count++] = at;
		track->past = evl_track_mix(track->past, place->writer);
	}
	if (mode == 2)
		track->past = evl_track_mix(track->past, place->readers);
	place->mode = mode;
}

void evl_track_read_at(struct evl_track *track, uint64_t place, uint64_t address)
{
	if (!track->overflow)
		touch(track, place, address, 1);
}

void evl_track_write_at(struct evl_track *track, uint64_t place, uint64_t address)
{
	if (!track->overflow)
		touch(track, place, address, 2);
}

void evl_track_read(struct evl_track *track, uint64_t place) { evl_track_read_at(track, place, place); }

void evl_track_write(struct evl_track *track, uint64_t place) { evl_track_write_at(track, place, place); }
