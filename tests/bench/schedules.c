/* SPDX-License-Identifier: MIT */
/*
 * schedules.c - how many schedules of a snippet are run in a second of one core: `schedules FILE [HOST] [SECONDS]`.
 *
 * Every schedule is run in full, one after the other without any reduction, in processor time of this process.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "explore/explore.h"
#include "run/run.h"
#include "run/snapshot.h"

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	enum { TEXT_MAX = 1 << 20, EACH = 1000 };
	static char text[TEXT_MAX];
	static uint8_t answers[EVL_CHOICES_LIMIT];
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
	if (file == NULL) {
		fprintf(stderr, "usage: schedules FILE [HOST] [SECONDS]\n");
		return 2;
	}
	size_t length = fread(text, 1, sizeof text, file);
	fclose(file);
	double limit = argc > 3 ? strtod(argv[3], NULL) : 1;
	struct evl_run run;
	struct evl_arena arena;
	if (!evl_run_init(&run) || !evl_arena_init(&arena, (size_t)1 << 30))
		return 2;
	struct evl_run_options options = { .host = argc > 2 ? argv[2] : NULL, .name = argv[1] };
	if (evl_run_predict(&run, text, length, &options) != EVL_STATUS_OK)
		return 1;
	struct evl_snapshot snapshot = { .arena = &arena };
	run.snapshot = &snapshot;
	uint64_t schedules = 0, rounds = 0;
	uint32_t count = 0;
	double start = seconds(), used = 0;
	while (used < limit) {
		for (int i = 0; i < EACH; i++) {
			(void)evl_run_again(&run, 0, answers, count);
			schedules++;
			const struct evl_choices *choices = evl_run_choices(&run);
			count = evl_explore_next(choices->record, choices->count, answers);
			rounds += count == 0;
		}
		used = seconds() - start;
	}
	printf("%.0f schedules/s (%" PRIu64 " schedules, the whole set %" PRIu64 " times, %.2f s)\n", (double)schedules / used, schedules, rounds, used);
	evl_arena_release(&arena);
	evl_run_release(&run);
	return 0;
}
