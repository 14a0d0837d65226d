/* SPDX-License-Identifier: MIT */
/*
 * test_frontier.c - schedules in the order of their unusual answers, each once.
 */
#include "explore/frontier.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct evl_arena arena;
static struct evl_frontier frontier;
static uint8_t answers[EVL_CHOICES_LIMIT];

static void start(void)
{
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_frontier_init(&frontier, &arena);
}

static void end(void)
{
	evl_arena_release(&arena);
}

TestSuite(explore_frontier, .init = start, .fini = end);

/* Run all schedules of `depth` choices of `ways` each; their answers to `seen`, a word a schedule. Returns how many. */
static uint32_t run_all(uint32_t depth, uint8_t ways, char *seen, size_t room)
{
	uint32_t count = 0, given = 0;
	seen[0] = '\0';
	do {
		struct evl_choice record[8];
		for (uint32_t i = 0; i < depth; i++) {
			record[i] = (struct evl_choice){ .count = ways, .taken = i < given ? answers[i] : 0 };
			snprintf(seen + strlen(seen), room - strlen(seen), "%u", record[i].taken);
		}
		snprintf(seen + strlen(seen), room - strlen(seen), " ");
		count++;
		cr_assert(evl_frontier_add(&frontier, record, depth, given, SIZE_MAX));
		given = evl_frontier_take(&frontier, answers);
	} while (given != 0);
	return count;
}

Test(explore_frontier, every_schedule_once_those_nearest_to_the_usual_first)
{
	char seen[256];
	cr_expect_eq(run_all(3, 2, seen, sizeof seen), 8);
	cr_expect_str_eq(seen, "000 100 010 001 110 101 011 111 ");
}

Test(explore_frontier, choices_of_several_ways)
{
	char seen[256];
	cr_expect_eq(run_all(2, 3, seen, sizeof seen), 9);
	cr_expect_str_eq(seen, "00 10 20 01 02 11 12 21 22 ");
}

Test(explore_frontier, the_ring_keeps_its_order_when_it_grows)
{
	char *seen = evl_arena_alloc(&arena, 1 << 16);
	cr_expect_eq(run_all(7, 3, seen, 1 << 16), 2187);
	int most = 0;
	for (char *word = strtok(seen, " "); word != NULL; word = strtok(NULL, " ")) {
		int unusual = 0;
		for (const char *c = word; *c != '\0'; c++)
			unusual += *c != '0';
		cr_assert(unusual >= most, "%s", word);
		most = unusual;
	}
}

Test(explore_frontier, without_memory_some_are_left_out)
{
	struct evl_choice record = { .count = 2 };
	cr_expect(!evl_frontier_add(&frontier, &record, 1, 0, evl_arena_used(&arena) + 8));
	cr_expect_eq(evl_frontier_take(&frontier, answers), 0);
}

Test(explore_frontier, nothing_to_choose_is_nothing_to_run)
{
	cr_expect(evl_frontier_add(&frontier, NULL, 0, 0, 0));
	cr_expect_eq(evl_frontier_take(&frontier, answers), 0);
}
