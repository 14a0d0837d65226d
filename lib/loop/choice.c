/* SPDX-License-Identifier: MIT */
/*
 * choice.c - recording the answers of a run and giving a prefix of them again.
 */
#include "loop/choice.h"

#include <string.h>

enum { FIRST_CAPACITY = 64 };

void evl_choices_init(struct evl_choices *choices, struct evl_arena *arena)
{
	memset(choices, 0, sizeof *choices);
	choices->arena = arena;
	choices->limit = EVL_CHOICES_LIMIT;
}

void evl_choices_replay(struct evl_choices *choices, const uint8_t *prefix, uint32_t count)
{
	choices->prefix = prefix;
	choices->prefix_count = count;
}

static bool make_room(struct evl_choices *choices)
{
	if (choices->count < choices->capacity)
		return true;
	if (choices->count >= choices->limit) {
		choices->truncated = true;
		return false;
	}
	uint32_t capacity = choices->capacity ? choices->capacity * 2 : FIRST_CAPACITY;
	struct evl_choice *grown = evl_arena_alloc(choices->arena, capacity * sizeof *grown);
	if (choices->count != 0)
		memcpy(grown, choices->record, choices->count * sizeof *grown);
	choices->record = grown;
	choices->capacity = capacity;
	return true;
}

uint32_t evl_choose(struct evl_choices *choices, enum evl_choice_kind kind, uint32_t count, uint32_t canonical, int64_t now)
{
	if (count < 2 || count > UINT8_MAX || choices->muted)
		return canonical;
	if (choices->of != NULL)
		choices = choices->of;
	uint32_t taken = choices->wish != 0 && choices->wish <= count ? choices->wish - 1 : canonical;
	choices->wish = 0;
	if (kind == EVL_CHOICE_OUTCOME && choices->outcome_count != 0) {
		if (*choices->outcomes < count)
			taken = *choices->outcomes;
		choices->outcomes++;
		choices->outcome_count--;
	}
	if (choices->count < choices->prefix_count && choices->prefix[choices->count] < count)
		taken = choices->prefix[choices->count];
	if (choices->track != NULL && choices->track->running) /* asked within a task: it goes another way then */
		choices->track->identity = evl_track_mix(choices->track->identity, taken + (uint64_t)1);
	if (make_room(choices)) {
		choices->record[choices->count++] = (struct evl_choice){
			.kind = (uint8_t)kind,
			.count = (uint8_t)count,
			.taken = (uint8_t)taken,
			.canonical = (uint8_t)canonical,
			.time = now,
			.state = choices->state,
			.events = choices->track != NULL ? *choices->track->events : 0,
		};
	}
	choices->state = 0;
	return taken;
}
