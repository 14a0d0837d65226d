/* SPDX-License-Identifier: MIT */
/*
 * continuation.c - which earlier sample one goes on from: a table of the names so far, so that a document of many samples
 * is gone through once.
 */
#include <string.h>

#include "samples/sample.h"

struct names {
	struct evl_sample *samples;
	uint32_t *slots; /* number of a named sample plus one; 0: free */
	uint32_t mask;
};

static uint32_t *slot_of(const struct names *names, const char *name)
{
	uint32_t at = 2166136261u;
	for (const char *c = name; *c != '\0'; c++)
		at = (at ^ (unsigned char)*c) * 16777619u;
	for (;; at++) {
		uint32_t *slot = &names->slots[at & names->mask];
		if (*slot == 0 || strcmp(names->samples[*slot - 1].name, name) == 0)
			return slot;
	}
}

void evl_samples_continue(struct evl_samples *samples)
{
	struct names names = { .samples = samples->samples, .mask = 15 };
	while (names.mask / 2 < samples->count)
		names.mask = names.mask * 2 + 1;
	names.slots = evl_arena_zalloc(samples->arena, ((size_t)names.mask + 1) * sizeof *names.slots);
	uint32_t told = UINT32_MAX; /* where the last directive that was complained of stands: it may be one for many samples */
	for (uint32_t i = 0; i < samples->count; i++) {
		struct evl_sample *sample = &samples->samples[i];
		const struct evl_directives *said = &sample->directives;
		uint32_t before = !said->is_continued ? 0 : said->continued == NULL ? i : *slot_of(&names, said->continued);
		sample->continues = before - 1;
		struct evl_range place = said->range.end > said->range.start ? said->range : sample->place;
		if (before == 0 && said->continued != NULL && place.start != told) {
			evl_problem_add(&samples->problems, 103, place, "no sample of this name stands before the one that continues it", NULL);
			told = place.start;
		}
		if (sample->name != NULL)
			*slot_of(&names, sample->name) = i + 1;
	}
}
